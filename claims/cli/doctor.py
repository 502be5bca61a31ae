"""`doctor`: what is derived is compared with what it was derived from."""

from dataclasses import asdict

import click

from claims.cli.output import say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import Program, json_option, pass_program


@click.command(epilog="Example: python -m claims doctor --check")
@click.option("--check", is_flag=True, help="Change nothing; fails where something is wrong.")
@json_option
@pass_program
def doctor(program: Program, check: bool, as_json: bool) -> None:
    """Find what is not as it should be, and mend it.

    That is statuses, first appearances, reprints and texts of the index. All of it is derived from the articles,
    claims and decisions on file, and can be derived anew.
    """
    from claims.services.doctor import examine

    with program.desk() as desk, progress("articles and claims") as show:
        found = list(examine(desk, repair=not check, progress=show))
    if as_json:
        say_json({"found": [asdict(each) for each in found], "repaired": not check and bool(found)})
    elif found:
        table(("WHAT", "ID", "WRONG"), [(each.ailment, each.id, each.detail) for each in found], cut=("WRONG",))
        say(f"{len(found)} found, {'none' if check else 'all'} mended.")
    else:
        say("All is well.")
    if found and check:
        raise click.exceptions.Exit(1)
