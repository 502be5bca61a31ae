"""The stages of a re-check: each does one thing, counts what it deals with, and notes what goes wrong.

    feeds        polls those that are due, and takes in what is new
    claims       looks at those that are due
    outlets      looks again at those on which a decision on an outlet bears, where no worker has done so
    deliveries   tells subscribers of what changed

The first and the last wait for other people's servers. They begin nothing more after ten minutes, so that nobody's slow
server keeps the claims waiting; what is left stays due.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from claims.domain.run import StageName
from claims.domain.verdict import Verdict
from claims.services.delivering import deliver_due
from claims.services.desk import Desk
from claims.services.feed_entries import Outcome
from claims.services.feeds import FeedPoll, poll_each
from claims.services.looking import Ask, Progress, RecheckChange, Tally, look_at_claims
from claims.services.retracing import carry_out_waiting

_LONGEST = timedelta(minutes=10)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Notes:
    """What a stage deals with, counted by name, and what goes wrong; kept when the stage fails as a whole."""

    counts: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def count(self, **found: int) -> None:
        """Add to the counts."""
        for name, number in found.items():
            self.counts[name] = self.counts.get(name, 0) + number

    def complain(self, error: str, run_id: str) -> None:
        """Note what went wrong, and say so in the log."""
        self.errors.append(error)
        log.warning(error, extra={"run_id": run_id})


Work = Callable[[Desk, Tally, Ask, Progress, Notes], None]


def _poll_feeds(desk: Desk, tally: Tally, _ask: Ask, progress: Progress, notes: Notes) -> None:
    notes.count(polled=0, failed=0, set_aside=0, new=0, changed=0)
    for poll in poll_each(desk, desk.clock(), progress=progress, within=_LONGEST):
        changes = [change for entry in poll.entries for change in entry.changes]
        claims = desk.store.claims({change.claim_id for change in changes})
        for change in changes:
            if change.claim_id in claims:
                before = Verdict(status=change.before)
                tally.changes.append(RecheckChange(claims[change.claim_id], before, change.verdict))
        notes.count(polled=1, new=poll.count(Outcome.NEW), changed=len(changes))
        if poll.error is not None:
            set_aside = poll.feed.set_aside_at is not None
            notes.count(failed=1, set_aside=int(set_aside))
            notes.complain(_told(poll, set_aside=set_aside), tally.run.id)


def _told(poll: FeedPoll, *, set_aside: bool) -> str:
    then = "It is set aside: `feeds add` with its address brings it back." if set_aside else "It is tried again later."
    return f"Feed {poll.feed.title} ({poll.feed.id}): {poll.error} {then}"


def _look_at_claims(desk: Desk, tally: Tally, ask: Ask, progress: Progress, notes: Notes) -> None:
    try:
        look_at_claims(desk, tally, ask, progress)
    finally:
        run = tally.run
        notes.count(looked_at=run.looked_at, changed=run.changed, overdue=run.overdue)
        notes.errors.extend(tally.errors)


def _carry_out(desk: Desk, tally: Tally, _ask: Ask, progress: Progress, notes: Notes) -> None:
    notes.count(looked_at=0, changed=0)
    for job in carry_out_waiting(desk, progress):
        notes.count(looked_at=job.counts["looked_at"], changed=job.counts["changed"])
        if job.error is not None:
            notes.complain(job.error, tally.run.id)


def _deliver(desk: Desk, tally: Tally, _ask: Ask, progress: Progress, notes: Notes) -> None:
    report = deliver_due(desk, desk.clock(), progress=progress, within=_LONGEST)
    notes.count(delivered=report.delivered, failed=len(report.failures), disabled=len(report.disabled))
    for failure in report.failures:
        of = failure.subscription
        notes.complain(f"Subscription {of.id} ({of.address}): {failure.error}", tally.run.id)
    for gone in report.disabled:
        notes.complain(f"Subscription {gone.id} is disabled: {gone.disabled_because}", tally.run.id)


STAGES: Mapping[StageName, Work] = {
    StageName.FEEDS: _poll_feeds,
    StageName.CLAIMS: _look_at_claims,
    StageName.OUTLETS: _carry_out,
    StageName.DELIVERIES: _deliver,
}
