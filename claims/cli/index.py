"""`index`: the search index of this host."""

from dataclasses import asdict
from pathlib import Path

import click

from claims.cli.output import complain, plain, say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import Program, json_option, pass_program


@click.group(epilog="Example: python -m claims index status")
def index() -> None:
    """Look at the search index of this host, or build it anew.

    It follows the database by itself, so neither is needed in daily work.
    """


@index.command(epilog="Example: python -m claims index status --check")
@click.option("--check", is_flag=True, help="Compare every text in it with the database; fails where they differ.")
@json_option
@pass_program
def status(program: Program, check: bool, as_json: bool) -> None:
    """Say where the index is kept and how far it has followed the database."""
    with program.desk() as desk:
        states = desk.index.look()
        last = desk.store.last_change()
        wrong: list[str] = []
        if check:
            with progress("changes") as show:
                desk.index.catch_up(show)
                wrong = list(desk.index.disagreements())
        folder = desk.index.folder
    if as_json:
        shown = {name: asdict(state) for name, state in states.items()}
        disagreements = {"disagreements": wrong} if check else {}
        say_json({"folder": folder and str(folder), "last_change": last, **shown, **disagreements})
    else:
        say(f"Kept {_place(folder)}; the database is at change {last:,}.")
        table(
            ("INDEX", "TEXTS", "COMPLETE TO", "BEHIND", "MB"),
            [
                (name, f"{s.texts:,}", f"{s.seq:,}", f"{s.behind:,}", f"{s.size / 1e6:.1f}")
                for name, s in states.items()
            ],
        )
        if check:
            say(f"{len(wrong)} texts differ from the database.")
    if wrong:
        complain("`python -m claims index rebuild` builds it anew.")
        raise click.exceptions.Exit(1)


@index.command(epilog="Example: python -m claims index rebuild")
@pass_program
def rebuild(program: Program) -> None:
    """Throw the index away and build it from the database. Servers that run go on meanwhile, and take it up then."""
    with program.desk() as desk, progress("changes") as show:
        desk.index.rebuild(show)
        states = desk.index.look()
        folder = desk.index.folder
    *most, last = (f"{state.texts:,} {name}" for name, state in states.items())
    say(f"{', '.join(most)} and {last} are in the index, kept {_place(folder)}.")


def _place(folder: Path | None) -> str:
    if folder is None:
        return "in memory"
    return f"in {plain(str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder))}"
