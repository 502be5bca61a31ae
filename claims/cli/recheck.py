"""`recheck`: the ledger looks again; meant for cron."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.output import plain, say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import MomentParam, Program, json_option, pass_program
from claims.domain.errors import ClaimdeskError, UnderWay
from claims.domain.moment import Moment
from claims.domain.verdict import Verdict

if TYPE_CHECKING:
    from claims.services.recheck import RecheckReport


@click.command(epilog="Example: python -m claims recheck --as-of 2022-09-30 --dry-run")
@click.option("--as-of", type=MomentParam(), help="Judge every claim by what was known at the end of that day.")
@click.option("--limit", type=click.IntRange(min=1), help="Look at so many claims at most.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --dry-run: show what this policy (TOML, or .json) would change on the whole ledger.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print the line of summary alone; for cron.")
@click.option("--log", "with_log", is_flag=True, help="Write a log of JSON lines to standard error.")
@json_option
@pass_program
def recheck(
    program: Program,
    /,
    as_of: Moment | None,
    limit: int | None,
    dry_run: bool,
    policy_file: Path | None,
    **how: bool,
) -> None:
    """Look at the claims that are due, set their statuses, and say what changed and why.

    Where another re-check is under way already, it says so and does nothing, which is no failure (exit code 0). The
    exit code is 1 where the run could not be done to its end; single claims that failed are counted as errors.
    """
    if policy_file is not None:
        if not dry_run:
            raise click.UsageError("--policy is tried with --dry-run; to use a policy, set it (CLAIMS_GRACE_DAYS=5).")
        _try_policy(program, policy_file, as_of, limit, how["as_json"])
        return
    if how["with_log"]:
        from claims.logs import configure_logging

        configure_logging()
    from claims.services.recheck import recheck as recheck_ledger

    try:
        with program.desk(patient=True) as desk, progress("claims") as show:
            report = recheck_ledger(desk, as_of, limit, dry_run=dry_run, progress=show)
    except UnderWay as other:
        say_json({"under_way": str(other)}) if how["as_json"] else say(plain(str(other)))
        return
    _print(report, **how)
    if report.failures:
        raise ClaimdeskError(" ".join(report.failures))


def _print(report: "RecheckReport", *, as_json: bool, quiet: bool, **_: bool) -> None:
    if as_json:
        from schemas.recheck import RecheckReportSchema

        say_json(RecheckReportSchema().dump(report))
        return
    errors = f", errors {report.errors}" if report.errors else ""
    say(
        f"{report.as_of.date()} {report.as_of:%H:%M} UTC: looked at {report.looked_at}, changed {report.changed}, "
        f"overdue {report.overdue}{errors}{' (dry run, nothing written)' if report.dry_run else ''}."
    )
    if report.changes and not quiet:
        rows = [
            (c.claim.claim.id, _state(c.before), _state(c.after), c.claim.claim.text, c.after.summary)
            for c in report.changes
        ]
        table(("CLAIM", "WAS", "IS", "TEXT", "WHY"), rows, cut=("TEXT", "WHY"))


def _try_policy(program: Program, file: Path, as_of: Moment | None, limit: int | None, as_json: bool) -> None:
    from claims.services.trial import read_policy, try_policy

    text = file.read_text("utf-8", errors="replace")
    with program.desk() as desk, progress("claims") as show:
        policy = read_policy(text, desk.settings.policy, as_json=file.suffix == ".json")
        trial = try_policy(desk, policy, as_of, limit, show)
    if as_json:
        from schemas.recheck import TrialSchema

        say_json(TrialSchema().dump(trial))
        return
    differing = ", ".join(f"{name} {tried} in place of {now}" for name, now, tried in trial.fields)
    say(f"With {differing or 'the policy in force'}: looked at {trial.looked_at}, {len(trial.changes)} would change.")
    if trial.changes:
        rows = [
            (c.claim.claim.id, _by_rule(c.before), _by_rule(c.after), c.claim.claim.text, c.after.summary)
            for c in trial.changes
        ]
        table(("CLAIM", "IS", "WOULD BE", "TEXT", "WHY"), rows, cut=("TEXT", "WHY"))


def _by_rule(verdict: Verdict) -> str:
    return f"{_state(verdict)} ({verdict.rule})"


def _state(verdict: Verdict) -> str:
    return "overdue" if verdict.overdue else str(verdict.status)
