"""The program: global options, the ledger it works on, and what becomes of errors."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from claims import __version__
from claims.cli.output import complain, plain
from claims.domain.errors import ClaimdeskError, InvalidInput
from claims.domain.moment import Moment, parse_moment
from claims.settings import Settings

if TYPE_CHECKING:
    from claims.services.desk import Desk


@dataclass(frozen=True)
class Program:
    """What the global options said. Settings are read when a command first asks for them."""

    database: str | None = None
    debug: bool = False

    @cached_property
    def settings(self) -> Settings:
        """The settings of the environment, with --database in place of its database."""
        settings = Settings.from_env(os.environ)
        return replace(settings, database_url=self.database) if self.database else settings

    @contextmanager
    def desk(self, *, patient: bool = False) -> Iterator["Desk"]:
        """The ledger, open for the length of the command; a patient one waits for a database that is away."""
        from claims.services import desk as desks
        from claims.services.patience import patiently

        settings = self.settings
        desk = patiently(lambda: desks.open_desk(settings), settings.store_patience_seconds if patient else 0)
        try:
            yield desk
        finally:
            desks.close_desk(desk)


class _Complaints(logging.Handler):
    """What the rooms below warn of, a line each, for a command whose log nobody asked for."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        complain(record.getMessage())


_COMPLAINTS = _Complaints(logging.WARNING)

pass_program = click.make_pass_decorator(Program)


class Root(click.Group):
    """A group that names a failure in one line and exits with 1; --debug shows where it came from."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            raise click.ClickException(message_of(error)) from None


def message_of(error: Exception) -> str:
    """A failure in one line."""
    message = str(error)
    if isinstance(error, OSError) and error.strerror:
        message = f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    elif not isinstance(error, ClaimdeskError):
        message = f"Unexpected {type(error).__name__}: {message} (run with --debug to see where it comes from)"
    return plain(message)


@click.group(
    cls=Root,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: python -m claims claims --status pending --overdue",
)
@click.version_option(__version__, prog_name="Claimdesk")
@click.option("--database", metavar="URL", help="The ledger's database, in place of CLAIMS_DATABASE_URL.")
@click.option("--debug", is_flag=True, help="Show where a failure comes from.")
@click.pass_context
def cli(ctx: click.Context, database: str | None, debug: bool) -> None:
    """Claimdesk keeps a ledger of claims found in news articles, each pending, confirmed or denied."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # whatever the terminal cannot show
    ours = logging.getLogger("claims")
    ours.handlers = [_COMPLAINTS]
    ours.setLevel(logging.WARNING)
    ctx.obj = Program(database, debug)


class DayParam(click.ParamType[date]):
    """A day on the command line, 2022-08-09."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails as wrong usage."""
        return value if isinstance(value, date) else _moment(self, value, param, ctx).day


class MomentParam(click.ParamType[Moment]):
    """A day or an instant with its offset."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
        """The moment. Fails as wrong usage."""
        return value if isinstance(value, Moment) else _moment(self, value, param, ctx)


def _moment(of: click.ParamType[Any], value: str, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
    try:
        return parse_moment(value, "day")
    except InvalidInput as error:
        of.fail(plain(str(error)), param, ctx)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--json` for a command that prints for people otherwise."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON in place of text.")(command)


def viewpoint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--as-of` and `--known-at` for a command that can look back."""
    as_of = click.option("--as-of", type=MomentParam(), help="What had been published at the end of that day.")
    known_at = click.option(
        "--known-at", type=MomentParam(), help="What the ledger had been told by then; alone, the day as well."
    )
    return as_of(known_at(command))
