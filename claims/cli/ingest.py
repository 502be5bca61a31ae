"""`ingest`: articles in."""

from typing import TYPE_CHECKING

import click

from claims.cli.output import coloured, complain, plain, say, say_json
from claims.cli.progress import progress
from claims.cli.root import Program, json_option, pass_program

if TYPE_CHECKING:
    from claims.services.bulk import IngestLine


@click.command(epilog="Example: python -m claims ingest articles/ today.jsonl https://example.com/feed.xml")
@click.argument("where", nargs=-1, required=True, metavar="PATH|URL|FEED...")
@json_option
@pass_program
def ingest(program: Program, where: tuple[str, ...], as_json: bool) -> None:
    """Take articles in, with the claims found in them.

    They are held against the claims that are on the ledger already, too.

    A PATH is a text, page, feed, file of JSON lines or web archive (WARC), or a folder of them, or a CSV of addresses;
    "-" reads JSON lines from standard input. What cannot be read is reported and the rest goes on. What is on file
    already changes nothing, so that one that broke off is simply run again.
    """
    from claims.services.bulk import ingest_source

    new = known = failed = 0
    with program.desk() as desk, progress("articles", beside_lines=True) as show:
        for place in where:
            for line in ingest_source(desk, place, show):
                new += line.intake is not None and line.intake.created
                known += line.intake is not None and not line.intake.created
                failed += line.intake is None
                _print(line, as_json)
    if not as_json:
        say(f"{new} new, {known} on file already, {failed} failed.")
    if failed:
        raise click.exceptions.Exit(1)


def _print(line: "IngestLine", as_json: bool) -> None:
    if line.intake is None:
        complain(f"{line.where}: {line.error}")
        if as_json:
            say_json({"where": line.where, "error": line.error})
        return
    intake = line.intake
    if as_json:
        from schemas.article import IntakeSchema

        say_json(
            {"where": line.where, "created": intake.created, **IntakeSchema(exclude=["article.text"]).dump(intake)}
        )
        return
    if not intake.created:
        say(f"{plain(line.where)}: on file already ({intake.article.id})")
        return
    say(
        f"{plain(line.where)}: {plain(intake.article.title or intake.article.id)}: "
        f"claims {len(intake.claims)}, evidence {len(intake.evidence)}"
    )
    for change in intake.changes:
        state = "overdue" if change.verdict.overdue else str(change.after)
        say(f"    {change.claim_id}: {change.before} -> {coloured(state)}: {plain(change.verdict.summary)}")
