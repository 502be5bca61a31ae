"""What waits for a person: the review desk's queue, in order of worth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import dropwhile, islice

from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Evidence
from claims.domain.query import ClaimFilter, ClaimSort, Page
from claims.domain.review import Asked
from claims.domain.status import derive_status, overdue_on
from claims.domain.verdict import Rule
from claims.services.desk import Desk
from claims.services.record import EvidenceView, evidence_views

_MOST = 1_000  # claims of each kind that are looked at, what changed last first; a desk never works off more
_WORTH = {Asked.DISPUTED: 0.75, Asked.DECISIVE_DOUBT: 0.5, Asked.JUST_OVERDUE: 0.25, Asked.DOUBT: 0.0}
_REACH = 0.25  # what the most widely told claim is worth beyond one that nobody told


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A claim that waits for a person, why, how much that is worth from 0 to 1, and the evidence in question."""

    claim: TrackedClaim
    asked: Asked
    reason: str
    worth: float
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    claim: TrackedClaim
    asked: Asked
    reason: str
    evidence_ids: tuple[str, ...]

    @property
    def worth(self) -> float:
        """First what is asked; among alike, in how many articles the claim appeared."""
        return round(_WORTH[self.asked] + _REACH * (1 - 1 / (1 + self.claim.appearances)), 3)


@dataclass(frozen=True, slots=True)
class Case:
    """One claim that waits, with its place in the queue from 0; None, and the number of all, behind the last one."""

    item: QueueItem | None
    place: int
    waiting: int


def review_queue(desk: Desk, limit: int, cursor: str | None = None) -> Page[QueueItem]:
    """One page of the claims that wait for a person, the most worth first; docs/policy.md has the order.

    Raises InvalidInput for a cursor that names no claim that waits.
    """
    queue = _queue(desk)
    if cursor is not None and cursor not in queue.ids:
        raise InvalidInput.of("cursor", "The claim that this cursor names no longer waits; begin again without one.")
    waiting = queue.in_order(desk)
    if cursor is not None:
        waiting = islice(dropwhile(lambda each: each.claim.claim.id != cursor, waiting), 1, None)
    shown = list(islice(waiting, limit + 1))
    following = shown[limit - 1].claim.claim.id if len(shown) > limit else None
    return Page(tuple(_item(desk, each) for each in shown[:limit]), following)


def waiting_case(desk: Desk, place: int, claim_id: str | None = None) -> Case:
    """The claim that waits at this place of the queue; or the one with this id, where it waits."""
    queue = _queue(desk)
    waiting, is_named = len(queue.ids), claim_id in queue.ids
    if place >= waiting and not is_named:
        return Case(None, waiting, waiting)
    numbered = enumerate(queue.in_order(desk))
    number, each = next(
        (number, each)
        for number, each in numbered
        if (each.claim.claim.id == claim_id if is_named else number == place)
    )
    return Case(_item(desk, each), number, waiting)


def first_waiting(desk: Desk, limit: int) -> list[TrackedClaim]:
    """A few of the claims that wait for a person, in two or three short questions: disputed ones, then near things."""
    disputed = desk.store.list_claims(ClaimFilter(needs_review=True), ClaimSort.UPDATED, limit).items
    found = {tracked.claim.id: tracked for tracked in disputed}
    if len(found) < limit:
        doubted = dict.fromkeys(piece.claim_id for piece in desk.store.doubtful_evidence(2 * limit))
        claims = desk.store.claims(doubted.keys() - found.keys())
        found |= {i: claims[i] for i in doubted if i in claims and claims[i].verdict.rule is not Rule.REVIEW}
    return list(found.values())[:limit]


@dataclass(frozen=True, slots=True)
class _Queue:
    """What waits, by what is asked. A claim may stand under several; what is most worth asking of it is asked."""

    disputed: list[_Waiting]
    doubted: list[_Waiting]
    just_overdue: list[_Waiting]
    ids: frozenset[str]

    def in_order(self, desk: Desk) -> Iterator[_Waiting]:
        """Each claim once, the most worth first; on which doubts a status hangs is found as they are come to."""
        asked: set[str] = set()

        def first_time(waiting: Iterable[_Waiting]) -> Iterator[_Waiting]:
            for each in waiting:
                if each.claim.claim.id not in asked:
                    asked.add(each.claim.claim.id)
                    yield each

        yield from first_time(_by_worth(self.disputed))
        idle: list[_Waiting] = []
        for each in _by_worth(self.doubted):
            if _hangs_on(desk, each):
                yield from first_time([replace(each, asked=Asked.DECISIVE_DOUBT)])
            else:
                idle.append(each)
        yield from first_time(_by_worth(self.just_overdue))
        yield from first_time(idle)


def _by_worth(waiting: Iterable[_Waiting]) -> list[_Waiting]:
    """What is asked for one reason: the most widely told first, then what changed last."""
    newest_first = sorted(waiting, key=lambda w: (w.claim.updated_at, w.claim.claim.id), reverse=True)
    return sorted(newest_first, key=lambda w: -w.worth)


def _queue(desk: Desk) -> _Queue:
    disputed, doubted, overdue = list(_disputed(desk)), list(_doubted(desk)), list(_just_overdue(desk))
    ids = frozenset(each.claim.claim.id for each in (*disputed, *doubted, *overdue))
    return _Queue(disputed, doubted, overdue, ids)


def _disputed(desk: Desk) -> Iterator[_Waiting]:
    page = desk.store.list_claims(ClaimFilter(needs_review=True), ClaimSort.UPDATED, _MOST)
    for tracked in page.items:
        verdict = tracked.verdict
        yield _Waiting(tracked, Asked.DISPUTED, verdict.summary, verdict.evidence_ids)


def _just_overdue(desk: Desk) -> Iterator[_Waiting]:
    policy, today = desk.settings.policy, desk.clock().date()
    page = desk.store.list_claims(ClaimFilter(overdue=True), ClaimSort.UPDATED, _MOST)
    for tracked in page.items:
        deadline = tracked.claim.deadline
        if deadline is not None and _days_after(overdue_on(deadline.date, policy), today) <= policy.just_overdue_days:
            yield _Waiting(tracked, Asked.JUST_OVERDUE, tracked.verdict.summary, ())


def _days_after(last: date, today: date) -> float:
    return (today - last) / timedelta(days=1)


def _doubted(desk: Desk) -> Iterator[_Waiting]:
    by_claim: dict[str, list[Evidence]] = defaultdict(list)
    for piece in desk.store.doubtful_evidence(_MOST):
        by_claim[piece.claim_id].append(piece)
    for claim_id, tracked in desk.store.claims(by_claim.keys()).items():
        pieces = by_claim[claim_id]
        if tracked.verdict.rule is not Rule.REVIEW:
            yield _Waiting(tracked, Asked.DOUBT, pieces[0].doubt or "", tuple(piece.id for piece in pieces))


def _hangs_on(desk: Desk, waiting: _Waiting) -> bool:
    """Whether the claim would stand elsewhere without the pieces in doubt."""
    tracked, now, ids = waiting.claim, desk.clock(), set(waiting.evidence_ids)
    if not ids & set(tracked.verdict.evidence_ids):
        return False
    others = [e for e in desk.store.telling_evidence(tracked.claim, now.date()) if e.id not in ids]
    without = derive_status(tracked.claim, others, desk.store.reviews(tracked.claim.id), desk.settings.policy, now)
    return without.differs_from(tracked.verdict)


def _item(desk: Desk, waiting: _Waiting) -> QueueItem:
    """The claim with the evidence in question; where nothing decides, with all that is on file lately."""
    tracked = waiting.claim
    telling = desk.store.telling_evidence(tracked.claim, desk.clock().date())
    if waiting.evidence_ids:
        telling = [piece for piece in desk.store.evidence(tracked.claim.id) if piece.id in waiting.evidence_ids]
    views = evidence_views(desk, tracked, telling)
    return QueueItem(tracked, waiting.asked, waiting.reason, waiting.worth, tuple(views))
