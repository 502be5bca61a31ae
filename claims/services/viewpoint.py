"""The two clocks of the ledger: what had been published by a day, and what the ledger had been told by a moment."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from claims.domain.article import Article
from claims.domain.claim import Appearance, TrackedClaim
from claims.domain.errors import NotFound
from claims.domain.evidence import Evidence
from claims.domain.moment import Moment, format_instant
from claims.domain.review import Review
from claims.domain.status import decided_by, derive_status
from claims.domain.verdict import Cause, StatusChange
from claims.domain.withdrawal import Withdrawal
from claims.services.desk import Desk
from claims.services.weigh import told_by

_BY_PEOPLE = frozenset({Cause.REVIEW, Cause.WITHDRAWAL, Cause.GROUPING})

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A time to look at the ledger from.

    What was published after `now`, or came to the ledger after `known_at`, is not to be seen; nor are decisions of
    people after either.
    """

    now: datetime
    known_at: datetime | None = None

    @property
    def decided(self) -> datetime:
        """The instant up to which decisions of people are seen."""
        return decided_by(self.now, self.known_at)

    def knows(self, recorded_at: datetime) -> bool:
        """Whether the ledger had recorded something of this instant."""
        return self.known_at is None or recorded_at <= self.known_at

    def sees(self, thing: Evidence | Appearance) -> bool:
        """Whether its article was published, and it had been found."""
        return thing.published.has_come(self.now) and self.knows(thing.found_at)

    def sees_change(self, change: StatusChange) -> bool:
        """Whether a line of history was written, and held by then; or, where a person made it, was made by then."""
        if change.cause in _BY_PEOPLE:
            return change.at <= self.decided
        return self.knows(change.at) and (change.verdict.since is None or change.verdict.since <= self.now.date())

    def reviews(self, reviews: list[Review]) -> list[Review]:
        """The decisions made by then, as they stood."""
        made = (r for r in reviews if r.created_at <= self.decided)
        return [
            replace(r, withdrawn_at=None, withdrawn_by=None, withdrawn_reason=None) if r.stands_at(self.decided) else r
            for r in made
        ]

    def withdrawals(self, withdrawals: tuple[Withdrawal, ...]) -> tuple[Withdrawal, ...]:
        """The withdrawals made by then, as they stood."""
        made = (w for w in withdrawals if w.at <= self.decided)
        return tuple(
            replace(w, undone_at=None, undone_by=None, undone_reason=None) if w.stands_at(self.decided) else w
            for w in made
        )

    def article(self, article: Article) -> Article:
        """The article as it was on file."""
        return replace(article, withdrawals=self.withdrawals(article.withdrawals))

    def evidence(self, piece: Evidence) -> Evidence:
        """The piece as it was on file."""
        return replace(piece, withdrawals=self.withdrawals(piece.withdrawals))


def viewpoint(as_of: Moment | None, known_at: Moment | None) -> Viewpoint | None:
    """From where somebody wants to look; None for here and now.

    A moment of knowing alone is also the day: what the ledger could say then.
    """
    if as_of is None and known_at is None:
        return None
    known = end_of(known_at) if known_at is not None else None
    now = end_of(as_of) if as_of is not None else known
    return Viewpoint(now, known) if now is not None else None


def end_of(moment: Moment) -> datetime:
    """The instant, or the last one of the day in UTC where only the day is given."""
    return moment.at or datetime.combine(moment.day, time.max, UTC)


def seen_from(desk: Desk, tracked: TrackedClaim, view: Viewpoint) -> TrackedClaim:
    """The claim as it stood there, by the rules and the policy of today.

    Raises NotFound where it had not been made, or was not on the ledger.
    """
    claim, store = tracked.claim, desk.store
    if view.now.date() < claim.claimed.day:
        raise NotFound(f"On {view.now.date()} this claim had not been made: it dates from {claim.claimed.day}.")
    if not view.knows(tracked.created_at):
        on = format_instant(tracked.created_at)
        raise NotFound(f"At that moment this claim was not on the ledger: it was added at {on}.")
    reviews, policy = store.reviews(claim.id), desk.settings.policy
    if view.known_at is not None:
        evidence = store.evidence(claim.id)
        return replace(tracked, verdict=derive_status(claim, evidence, reviews, policy, view.now, view.known_at))
    evidence, further = told_by(desk, claim, reviews, view.now)
    return replace(tracked, verdict=derive_status(claim, evidence, reviews, policy, view.now, further=further))
