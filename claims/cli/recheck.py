"""`recheck`: the ledger looks again; meant for cron."""

from pathlib import Path

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
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --dry-run: show what this policy (TOML, or .json) would change on the whole ledger.",
)
@json_option
@pass_program
def recheck(
    program: Program, as_of: Moment | None, limit: int | None, dry_run: bool, policy_file: Path | None, as_json: bool
) -> None:
    """Look again at the claims that are due.

    Their statuses are set anew; what changed is told, and why.
    """
    if policy_file is not None:
        if not dry_run:
            raise click.UsageError("--policy is tried with --dry-run; to use a policy, set it (CLAIMS_GRACE_DAYS=5).")
        _try_policy(program, policy_file, as_of, limit, as_json)
        return
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
