"""`backup` and `restore`: copies of the ledger."""

from pathlib import Path

import click

from claims.cli.output import say
from claims.cli.progress import progress
from claims.cli.root import Program, pass_program


@click.command(epilog="Example: python -m claims backup ledger-monday.db")
@click.argument("file", type=click.Path(path_type=Path))
@pass_program
def backup(program: Program, file: Path) -> None:
    """Copy the ledger to FILE, a new one, while it is at work.

    The copy is the ledger as it stood at one moment, with keys, feeds and subscriptions. It is checked before it gets
    its name. For a ledger in a SQLite file; PostgreSQL has pg_dump.
    """
    from claims.services.backup import back_up

    with progress("pages") as show:
        back_up(program.settings, file, show)
    say(f"{file} has the ledger as it is now.")


@click.command(epilog="Example: python -m claims restore ledger-monday.db --replace")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also where a ledger is there already; it is kept beside.")
@pass_program
def restore(program: Program, file: Path, replace: bool) -> None:
    """Put the copy in FILE in the ledger's place.

    Nobody may have the ledger open: stop the server first.
    """
    from claims.services.backup import restore as put_back
    from claims.services.desk import utc_now
    from claims.services.ledger import ledger_stats

    with progress("pages") as show:
        kept = put_back(program.settings, file, utc_now(), show, replace=replace)
    with program.desk() as desk, progress("changes") as show:  # brings a copy of an older version up to date
        desk.index.catch_up(show)
        stats = ledger_stats(desk)
    say(f"The ledger is that of {file}: {stats.claims} claims, {stats.articles} articles.")
    if kept is not None:
        say(f"The one from before is {kept}; delete it once you are sure.")
