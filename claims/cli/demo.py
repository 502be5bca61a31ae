"""`demo`: a dated story played day by day."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from claims.cli.output import coloured, plain, say
from claims.cli.root import Program, pass_program
from claims.domain.verdict import Status, Verdict

if TYPE_CHECKING:
    from claims.services.demo import DemoStep
    from claims.services.desk import Desk


@click.command(epilog="Example: python -m claims --database sqlite:///demo.db demo --load")
@click.option("--load", is_flag=True, help="Play it into the ledger, in place of one that is thrown away.")
@pass_program
def demo(program: Program, load: bool) -> None:
    """Play a story with its own calendar.

    Each change of status is shown with its reason.
    """
    from claims.services.demo import play_demo
    from claims.services.desk import close_desk, open_desk

    with ExitStack() as stack:
        settings = program.settings
        if not load:
            folder = stack.enter_context(TemporaryDirectory(prefix="claimdesk-demo-"))
            settings = replace(settings, database_url=f"sqlite:///{Path(folder) / 'demo.db'}")
        desk = open_desk(settings)
        stack.callback(close_desk, desk)
        articles = claims = changes = 0
        for step in play_demo(desk):
            if step.intake is not None:
                articles += step.intake.created
                claims += len(step.intake.claims) if step.intake.created else 0
            changes += _tell(desk, step)
        say(f"{articles} articles, {claims} claims, {changes} changes of status.")


def _tell(desk: "Desk", step: "DemoStep") -> int:
    """Print what happened on a day, if anything did; how many statuses changed."""
    from claims.services.ledger import get_claim

    if step.report is not None:
        say(f"{step.day}  re-check: {plain(step.look_for)}")
        for seen in step.report.changes:
            _tell_change(seen.before.status, seen.after, seen.claim.claim.text)
        return len(step.report.changes)
    intake = step.intake
    if intake is None or not intake.created or not (intake.claims or intake.changes):
        return 0
    say(f"{step.day}  {plain(intake.article.publisher or 'somebody')}: {plain(intake.article.title)}".rstrip(": "))
    for tracked in intake.claims:
        say(f"      claim: {plain(tracked.claim.text)}")
    for change in intake.changes:
        _tell_change(change.before, change.verdict, get_claim(desk, change.claim_id).claim.text)
    return len(intake.changes)


def _tell_change(before: Status, after: Verdict, text: str) -> None:
    state = "overdue" if after.overdue else str(after.status)
    moved = f"still {state}" if state == before else f"{before} -> {coloured(state)}"
    say(f"      {moved}: {plain(text)}")
    say(f"          {plain(after.summary)}")
