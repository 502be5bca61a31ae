"""`export` and `import`: the whole ledger as JSON lines, its claims as CSV."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from claims.cli.output import complain, say
from claims.cli.progress import progress
from claims.cli.root import Program, pass_program, viewpoint_options
from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment

if TYPE_CHECKING:
    from claims.services.rows import Refused

_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_GZIP = b"\x1f\x8b"
_MARK = "\ufeff"  # at the beginning of a text, the byte order mark


@click.command("export", epilog="Example: python -m claims export ledger.jsonl")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-")
@viewpoint_options
@click.option("--csv", "form", flag_value="csv", help="Write the claims as CSV, for a spreadsheet.")
@click.option("--bom", is_flag=True, help="With --csv: begin with the mark by which Excel knows UTF-8.")
@click.option("--claimreview", "form", flag_value="claimreview", help="Write decided claims as ClaimReviews (JSON-LD).")
@click.option("--golden", "form", flag_value="golden", help="Write what people decided, as golden rows.")
@click.option("--with-reviewer", is_flag=True, help="With --golden: name who decided, and why.")
@pass_program
def export_command(
    program: Program,
    file: Path,
    as_of: Moment | None,
    known_at: Moment | None,
    form: str | None,
    bom: bool,
    with_reviewer: bool,
) -> None:
    """Write the ledger as JSON lines.

    They go to FILE, which appears whole or not at all, or to standard output. What comes in meanwhile is left out, and
    so are keys, feeds, subscriptions and deleted claims.
    """
    if with_reviewer and form != "golden":
        raise click.UsageError("--with-reviewer goes with --golden.")
    if bom and form != "csv":
        raise click.UsageError("--bom goes with --csv.")
    if form is not None and (as_of or known_at):
        raise click.UsageError(f"--{form} has what stands now; it takes no --as-of and no --known-at.")
    from claims.services.claim_reviews_out import all_claim_reviews
    from claims.services.exchange import export_ledger
    from claims.services.golden import golden_rows
    from claims.services.spreadsheet import export_claims

    with program.desk() as desk:
        if form == "csv":
            _write(file, _marked(export_claims(desk)) if bom else export_claims(desk), _as_is)
        elif form == "claimreview":
            from schemas.claimreview import ClaimReviewSchema

            reviews = map(ClaimReviewSchema().dump, all_claim_reviews(desk))
            _write(file, (json.dumps(review, ensure_ascii=False) + "\n" for review in reviews), _escaped)
        elif form == "golden":
            rows = golden_rows(desk, with_reviewer=with_reviewer)
            _write(file, (json.dumps(row, ensure_ascii=False) + "\n" for row in rows), _escaped)
        else:
            _write(file, (line + "\n" for line in export_ledger(desk, as_of, known_at)), _escaped)


def _marked(lines: Iterator[str]) -> Iterator[str]:
    yield _MARK + next(lines)
    yield from lines


def _write(file: Path, lines: Iterator[str], shown: Callable[[str], str]) -> None:
    """Write lines into a file; or to standard output, as they are `shown` there."""
    if str(file) == "-":
        for line in lines:
            click.echo(shown(line), nl=False)
        return
    with _taking_its_place(file) as out, progress("lines") as show:
        for number, line in enumerate(lines, 1):
            out.write(line)
            show(number, None)


def _escaped(line: str) -> str:
    """JSON without anything that a terminal would obey."""
    return _UNSEEN.sub(lambda char: f"\\u{ord(char[0]):04x}", line)


def _as_is(line: str) -> str:
    """CSV has no escapes: a terminal is shown question marks, all else gets the line as it is."""
    return _UNSEEN.sub("?", line) if sys.stdout.isatty() else line


@contextmanager
def _taking_its_place(file: Path) -> Iterator[TextIO]:
    """A file to write that becomes `file` once it is whole; a link is followed.

    What is no file (a pipe, a device) cannot be replaced and is written into.
    """
    file = file.resolve() if file.is_symlink() else file
    in_place = file.exists() and not file.is_file()
    unfinished = file if in_place else file.with_name(file.name + ".part")
    with unfinished.open("w", encoding="utf-8", newline="") as out:
        yield out
    if not in_place:
        unfinished.replace(file)


@click.command("import", epilog="Example: python -m claims --database sqlite:///copy.db import ledger.jsonl")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--csv", "is_csv", is_flag=True, help="Read claims as CSV; a file that ends in .csv is read so anyway.")
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where refused lines are kept; beside FILE where not given, as NAME.rejected.jsonl.",
)
@pass_program
def import_command(program: Program, file: Path, is_csv: bool, rejects: Path | None) -> None:
    """Take an export in, or claims of a spreadsheet.

    It comes from FILE, or from standard input ("-"). What is on file already stays as it is. A line that cannot be
    used is reported and kept in a file of its own, to be mended and taken in again, and the others go in.

    The first row of a CSV names the columns: text, and what is known of claimant, claimed_at, kind, deadline, tags,
    publisher, url and title. Others are passed over.
    """
    from claims.services.exchange import import_ledger
    from claims.services.spreadsheet import import_claims

    if rejects is None and str(file) != "-":
        rejects = file.with_stem(f"{file.stem}.rejected")
    with program.desk() as desk, progress("lines") as show, _Rejects(rejects) as kept, _opened(file) as lines:
        if is_csv or file.suffix.lower() == ".csv":
            report = import_claims(desk, lines, kept.keep, show)
        else:
            report = import_ledger(desk, lines, kept.keep, show)
    say(f"{report.imported} lines taken in, {report.skipped} on file already, {report.refused} refused.")
    if report.refused:
        if kept.has_any:
            complain(f"The refused lines are in {rejects}: mend them there and import that file.")
        raise click.exceptions.Exit(1)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    with file.open("rb") as lines:
        if lines.peek(len(_GZIP)).startswith(_GZIP):
            raise InvalidInput(f"{file} is packed; unpack it first: gunzip -c {file} | python -m claims import -")
        yield lines


class _Rejects:
    """Tells of refused lines, and keeps them in a file that is made for the first of them."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._out: BinaryIO | None = None

    def __enter__(self) -> "_Rejects":
        return self

    def __exit__(self, *_: object) -> None:
        if self._out is not None:
            self._out.close()

    @property
    def has_any(self) -> bool:
        """Whether a line was kept."""
        return self._out is not None

    def keep(self, refused: "Refused") -> None:
        """Tell of a refused line, and keep it."""
        complain(f"line {refused.line}: {refused.message}")
        if self._place is None or refused.raw is None:
            return
        if self._out is None:
            self._out = self._place.open("wb")
            self._out.write(refused.head)
        self._out.write(refused.raw)
