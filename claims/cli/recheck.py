"""`recheck`: the ledger keeps itself up to date; meant for cron."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.output import complain, plain, say, say_json, table
from claims.cli.progress import progress
from claims.cli.root import MomentParam, Program, json_option, pass_program
from claims.domain.errors import ClaimdeskError, UnderWay
from claims.domain.moment import Moment
from claims.domain.run import StageName
from claims.domain.verdict import Verdict

if TYPE_CHECKING:
    from claims.services.desk import Desk
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
@click.option(
    "--without",
    multiple=True,
    type=click.Choice([StageName.FEEDS.value, StageName.DELIVERIES.value]),
    help="Leave feeds unpolled, or subscribers untold; may be given again.",
)
@click.option("--mail", metavar="ADDRESS", help="Tell this address of every change, from this run on.")
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
    without: tuple[str, ...],
    mail: str | None,
    **how: bool,
) -> None:
    """Take in what is new, and look again at what is due.

    Polls the feeds that are due, looks at the claims that are due, sets their statuses and tells what changed and why,
    and sends subscribers what is due to them; for cron, every few minutes. With --as-of or --dry-run it looks at claims
    alone.

    --mail makes a subscription, once (`subscriptions list` shows it, and `subscriptions remove` ends it).

    Where another re-check is under way already, it says so and does nothing, which is no failure (exit code 0). The
    exit code is 1 where the run could not be done to its end; single claims, feeds and receivers that failed are
    counted as errors.
    """
    if mail is not None and (as_of is not None or dry_run or StageName.DELIVERIES in without):
        raise click.UsageError("--mail goes with a run that tells of changes: without --as-of, --dry-run, --without.")
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
        with program.desk(patient=True) as desk, progress("done") as show:
            if mail is not None:
                _subscribe(desk, mail)
            stages = [name for name in StageName if name not in without]
            report = recheck_ledger(desk, as_of, limit, dry_run=dry_run, stages=stages, progress=show)
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
    say(f"{report.as_of.date()} {report.as_of:%H:%M} UTC: {_summary(report)}.")
    if report.changes and not quiet:
        rows = [
            (c.claim.claim.id, _state(c.before), _state(c.after), c.claim.claim.text, c.after.summary)
            for c in report.changes
        ]
        table(("CLAIM", "WAS", "IS", "TEXT", "WHY"), rows, cut=("TEXT", "WHY"))


def _subscribe(desk: "Desk", mail: str) -> None:
    from claims.services.subscribing import subscribe_mail_once

    subscription, is_new = subscribe_mail_once(desk, mail)
    if is_new:
        complain(f"Subscription {subscription.id}: {mail} is told of every change from now on.")
    elif subscription.disabled_at is not None:
        again = f"`subscriptions test {subscription.id}` puts it in force again."
        complain(f"Nothing is sent to {mail}: {subscription.disabled_because} {again}")


def _summary(report: "RecheckReport") -> str:
    """What the run did; of feeds, outlets and subscribers only where anything was due."""
    stages = {stage.name: stage.counts for stage in report.stages}
    feeds, told = stages.get(StageName.FEEDS, {}), stages.get(StageName.DELIVERIES, {})
    parts = []
    if feeds.get("polled"):
        parts.append(f"feeds {feeds['polled']}, new articles {feeds['new']}, changed by them {feeds['changed']}")
    parts.append(f"looked at {report.looked_at}, changed {report.changed}, overdue {report.overdue}")
    if again := stages.get(StageName.OUTLETS, {}).get("looked_at"):
        parts.append(f"looked at {again} again for decisions on outlets")
    if told.get("delivered"):
        parts.append(f"delivered {told['delivered']}")
    if report.errors:
        parts.append(f"errors {report.errors}")
    return ", ".join(parts) + (" (dry run, nothing written)" if report.dry_run else "")


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
