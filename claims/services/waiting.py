"""What waits for a person: the review desk's queue, in order of worth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import dropwhile, islice

from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.query import ClaimFilter, Page
from claims.domain.review import Asked, Doubt, Outline
from claims.domain.status import derive_status
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
    """A claim that waits, the pieces of evidence in doubt, and whether its status may hang on them."""

    claim: Outline
    asked: Asked
    evidence_ids: tuple[str, ...] = ()
    may_hang: bool = False

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
        waiting = islice(dropwhile(lambda each: each.claim.claim_id != cursor, waiting), 1, None)
    shown = list(islice(waiting, limit + 1))
    following = shown[limit - 1].claim.claim_id if len(shown) > limit else None
    claims = desk.store.claims([each.claim.claim_id for each in shown[:limit]])
    items = (_item(desk, each, claims[each.claim.claim_id]) for each in shown[:limit] if each.claim.claim_id in claims)
    return Page(tuple(items), following)


def waiting_case(desk: Desk, place: int, claim_id: str | None = None) -> Case:
    """The claim that waits at this place of the queue; or the one with this id, where it waits."""
    with desk.store.snapshot():
        queue = _queue(desk)
        waiting, is_named = len(queue.ids), claim_id in queue.ids
        if place >= waiting and not is_named:
            return Case(None, waiting, waiting)
        numbered = enumerate(queue.in_order(desk))
        number, each = next(
            (number, each)
            for number, each in numbered
            if (each.claim.claim_id == claim_id if is_named else number == place)
        )
        return Case(_item(desk, each, desk.store.claims([each.claim.claim_id])[each.claim.claim_id]), number, waiting)


def first_waiting(desk: Desk, limit: int) -> list[TrackedClaim]:
    """A few of the claims that wait for a person: disputed ones, then near things."""
    queue = _queue(desk)
    ids = dict.fromkeys(each.claim.claim_id for each in (*queue.disputed[:limit], *queue.doubted[:limit]))
    claims = desk.store.claims(list(ids)[:limit])
    return [claims[id_] for id_ in ids if id_ in claims]


@dataclass(frozen=True, slots=True)
class _Queue:
    """What waits, by what is asked, the most worth first. A claim may stand under several; one thing is asked of it."""

    disputed: list[_Waiting]
    doubted: list[_Waiting]
    just_overdue: list[_Waiting]
    ids: frozenset[str]

    def in_order(self, desk: Desk) -> Iterator[_Waiting]:
        """Each claim once, the most worth first; on which doubts a status hangs is found as they are come to."""
        asked: set[str] = set()

        def first_time(waiting: Iterable[_Waiting]) -> Iterator[_Waiting]:
            for each in waiting:
                if each.claim.claim_id not in asked:
                    asked.add(each.claim.claim_id)
                    yield each

        yield from first_time(self.disputed)
        idle: list[_Waiting] = []
        for each in self.doubted:
            if each.may_hang and _hangs_on(desk, each):
                yield from first_time([replace(each, asked=Asked.DECISIVE_DOUBT)])
            else:
                idle.append(each)
        yield from first_time(self.just_overdue)
        yield from first_time(idle)


def _by_worth(waiting: Iterable[_Waiting]) -> list[_Waiting]:
    """What is asked for one reason: the most widely told first, then what changed last."""
    newest_first = sorted(waiting, key=lambda w: (w.claim.updated_at, w.claim.claim_id), reverse=True)
    return sorted(newest_first, key=lambda w: -w.worth)


def _queue(desk: Desk) -> _Queue:
    """All that waits; kept, since one case is asked for after the other."""
    question = ("waiting", desk.settings.policy, desk.clock().date())
    return desk.store.kept(question, lambda: _find_waiting(desk))


def _find_waiting(desk: Desk) -> _Queue:
    """All that waits, in three short questions; whole claims are read as they are come to."""
    disputed = [_Waiting(each, Asked.DISPUTED) for each in desk.store.outlines(ClaimFilter(needs_review=True), _MOST)]
    just_overdue = [_Waiting(each, Asked.JUST_OVERDUE) for each in desk.store.outlines(_ran_out_lately(desk), _MOST)]
    doubted = _doubted(desk)
    ids = frozenset(each.claim.claim_id for each in (*disputed, *doubted, *just_overdue))
    return _Queue(_by_worth(disputed), _by_worth(doubted), _by_worth(just_overdue), ids)


def _ran_out_lately(desk: Desk) -> ClaimFilter:
    policy = desk.settings.policy
    reach = timedelta(days=policy.grace_days + policy.just_overdue_days)
    return ClaimFilter(overdue=True, due_since=desk.clock().date() - reach)


def _doubted(desk: Desk) -> list[_Waiting]:
    by_claim: dict[Outline, list[Doubt]] = defaultdict(list)
    for doubt in desk.store.doubts(_MOST):
        by_claim[doubt.claim].append(doubt)
    return [
        _Waiting(claim, Asked.DOUBT, tuple(d.evidence_id for d in doubts), any(d.may_decide for d in doubts))
        for claim, doubts in by_claim.items()
    ]


def _hangs_on(desk: Desk, waiting: _Waiting) -> bool:
    """Whether the claim would stand elsewhere without the pieces in doubt."""
    tracked = desk.store.claim(waiting.claim.claim_id)
    now, ids = desk.clock(), set(waiting.evidence_ids)
    if tracked is None or not ids & set(tracked.verdict.evidence_ids):
        return False
    others = [e for e in desk.store.telling_evidence(tracked.claim, now) if e.id not in ids]
    without = derive_status(tracked.claim, others, desk.store.reviews(tracked.claim.id), desk.settings.policy, now)
    return without.differs_from(tracked.verdict)


def _item(desk: Desk, waiting: _Waiting, tracked: TrackedClaim) -> QueueItem:
    """The claim with the evidence in question; where nothing decides, with all that is on file lately."""
    ids = waiting.evidence_ids or (tracked.verdict.evidence_ids if waiting.asked is Asked.DISPUTED else ())
    if ids:
        pieces = desk.store.evidence_by_id(tracked.claim.id, ids)
    else:
        pieces = desk.store.telling_evidence(tracked.claim, desk.clock())
    reason = (pieces[0].doubt if waiting.evidence_ids and pieces else None) or tracked.verdict.summary
    return QueueItem(tracked, waiting.asked, reason, waiting.worth, tuple(evidence_views(desk, tracked, pieces)))
