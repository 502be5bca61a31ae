"""`export` and `import`: the whole ledger as JSON lines."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from claims.cli.output import complain, say
from claims.cli.progress import progress
from claims.cli.root import Program, pass_program, viewpoint_options
from claims.domain.moment import Moment

_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@click.command("export", epilog="Example: python -m claims export ledger.jsonl")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-")
@viewpoint_options
@click.option("--golden", is_flag=True, help="Write what people decided, as golden rows, in place of the ledger.")
@click.option("--with-reviewer", is_flag=True, help="With --golden: name who decided, and why.")
@pass_program
def export_command(
    program: Program,
    file: Path,
    as_of: Moment | None,
    known_at: Moment | None,
    golden: bool,
    with_reviewer: bool,
) -> None:
    """Write the ledger as JSON lines.

    They go to FILE, which appears whole or not at all, or to standard output. Keys, feeds, subscriptions and deleted
    claims are left out.
    """
    if with_reviewer and not golden:
        raise click.UsageError("--with-reviewer goes with --golden.")
    if golden and (as_of or known_at):
        raise click.UsageError("--golden has the decisions that stand now; it takes no --as-of and no --known-at.")
    from claims.services.exchange import export_ledger
    from claims.services.golden import golden_rows

    with program.desk() as desk:
        if golden:
            rows = golden_rows(desk, with_reviewer=with_reviewer)
            lines: Iterator[str] = (json.dumps(row, ensure_ascii=False) for row in rows)
        else:
            lines = export_ledger(desk, as_of, known_at)
        if str(file) == "-":
            for line in lines:
                click.echo(_UNSEEN.sub(lambda char: f"\\u{ord(char[0]):04x}", line))
            return
        with _taking_its_place(file) as out, progress("lines") as show:
            for number, line in enumerate(lines, 1):
                out.write(line + "\n")
                show(number, None)


@contextmanager
def _taking_its_place(file: Path) -> Iterator[TextIO]:
    """A file to write that becomes `file` once it is whole; a link is followed.

    What is no file (a pipe, a device) cannot be replaced and is written into.
    """
    file = file.resolve() if file.is_symlink() else file
    in_place = file.exists() and not file.is_file()
    unfinished = file if in_place else file.with_name(file.name + ".part")
    with unfinished.open("w", encoding="utf-8") as out:
        yield out
    if not in_place:
        unfinished.replace(file)


@click.command("import", epilog="Example: python -m claims --database sqlite:///copy.db import ledger.jsonl")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@pass_program
def import_command(program: Program, file: Path) -> None:
    """Take an export in.

    It comes from FILE, or from standard input ("-"). What is on file already stays as it is.
    """
    from claims.services.exchange import import_ledger

    with program.desk() as desk, progress("lines") as show:
        if str(file) == "-":
            report = import_ledger(desk, sys.stdin, show)
        else:
            with file.open(encoding="utf-8", errors="replace") as lines:
                report = import_ledger(desk, lines, show)
    for number, message in report.errors:
        complain(f"line {number}: {message}")
    say(f"{report.imported} lines taken in, {report.skipped} on file already, {len(report.errors)} refused.")
    if report.errors:
        raise click.exceptions.Exit(1)
