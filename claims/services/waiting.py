"""What waits for a person: the review desk's queue, in order of worth."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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


def review_queue(desk: Desk, limit: int, cursor: str | None = None) -> Page[QueueItem]:
    """One page of the claims that wait for a person, the most worth first; docs/policy.md has the order.

    Raises InvalidInput for a cursor that names no claim that waits.
    """
    waiting = _in_order(desk)
    ids = [each.claim.claim.id for each in waiting]
    if cursor is not None and cursor not in ids:
        raise InvalidInput.of("cursor", "The claim that this cursor names no longer waits; begin again without one.")
    start = 0 if cursor is None else ids.index(cursor) + 1
    shown = waiting[start : start + limit]
    more = start + limit < len(waiting)
    return Page(tuple(_item(desk, each) for each in shown), ids[start + limit - 1] if more else None)


def first_waiting(desk: Desk, limit: int) -> list[TrackedClaim]:
    """A few of the claims that wait for a person, in two or three short questions: disputed ones, then near things."""
    disputed = desk.store.list_claims(ClaimFilter(needs_review=True), ClaimSort.UPDATED, limit).items
    found = {tracked.claim.id: tracked for tracked in disputed}
    if len(found) < limit:
        doubted = dict.fromkeys(piece.claim_id for piece in desk.store.doubtful_evidence(2 * limit))
        claims = desk.store.claims(doubted.keys() - found.keys())
        found |= {i: claims[i] for i in doubted if i in claims and claims[i].verdict.rule is not Rule.REVIEW}
    return list(found.values())[:limit]


def _in_order(desk: Desk) -> list[_Waiting]:
    """Each claim once, with what is most worth asking of it."""
    found: dict[str, _Waiting] = {}
    for each in (*_disputed(desk), *_doubted(desk), *_just_overdue(desk)):
        known = found.get(each.claim.claim.id)
        if known is None or each.worth > known.worth:
            found[each.claim.claim.id] = each
    newest_first = sorted(found.values(), key=lambda w: (w.claim.updated_at, w.claim.claim.id), reverse=True)
    return sorted(newest_first, key=lambda w: -w.worth)


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
        if tracked.verdict.rule is Rule.REVIEW:
            continue
        asked = Asked.DECISIVE_DOUBT if _hangs_on(desk, tracked, pieces) else Asked.DOUBT
        yield _Waiting(tracked, asked, pieces[0].doubt or "", tuple(piece.id for piece in pieces))


def _hangs_on(desk: Desk, tracked: TrackedClaim, doubtful: list[Evidence]) -> bool:
    """Whether the claim would stand elsewhere without these pieces."""
    now, ids = desk.clock(), {piece.id for piece in doubtful}
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
