"""`recheck`: the ledger looks again; meant for cron."""

import click

from claims.cli.output import say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import MomentParam, Program, json_option, pass_program
from claims.domain.moment import Moment
from claims.domain.verdict import Verdict


@click.command(epilog="Example: python -m claims recheck --as-of 2022-09-30 --dry-run")
@click.option("--as-of", type=MomentParam(), help="Judge every claim by what was known at the end of that day.")
@click.option("--limit", type=click.IntRange(min=1), help="Look at so many claims at most.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@json_option
@pass_program
def recheck(program: Program, as_of: Moment | None, limit: int | None, dry_run: bool, as_json: bool) -> None:
    """Look at the claims that are due, set their statuses, and say what changed and why."""
    from claims.services.recheck import recheck as recheck_ledger

    with program.desk() as desk, progress("claims") as show:
        report = recheck_ledger(desk, as_of, limit, dry_run=dry_run, progress=show)
    if as_json:
        from schemas.recheck import RecheckReportSchema

        say_json(RecheckReportSchema().dump(report))
        return
    say(
        f"{report.as_of.date()} {report.as_of:%H:%M} UTC: looked at {report.looked_at}, changed {report.changed}, "
        f"overdue {report.overdue}{' (dry run, nothing written)' if dry_run else ''}."
    )
    if report.changes:
        table(
            ("CLAIM", "WAS", "IS", "TEXT", "WHY"),
            [
                (c.claim.claim.id, _state(c.before), _state(c.after), c.claim.claim.text, c.after.summary)
                for c in report.changes
            ],
            cut=("TEXT", "WHY"),
        )


def _state(verdict: Verdict) -> str:
    return "overdue" if verdict.overdue else str(verdict.status)
