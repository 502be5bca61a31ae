"""What people decided, as golden rows: cases that the rules can be held against."""

from collections.abc import Iterator
from typing import Any

from claims.domain.claim import TrackedClaim
from claims.domain.evidence import Evidence, Stance
from claims.domain.review import Review, ReviewKind, in_force
from claims.domain.status import as_reviewed
from claims.domain.withdrawal import is_withdrawn
from claims.services.desk import Desk


def golden_rows(desk: Desk, *, with_reviewer: bool = False) -> Iterator[dict[str, Any]]:
    """A row for each decision in force, by claim; in the form of `fixtures/golden/contrast.jsonl`.

    A corrected stance or rejected match gives a passage with the stance that it should have had, a corrected origin
    one with the key of the origin; a decided status the claim with the passages on file for it, and the status that it
    should come to. Passages of withdrawn articles are left out, and of rejected matches in the last. Who decided is
    left out unless asked for.
    """
    now = desk.clock()
    for tracked in desk.store.all_claims():
        decisions = in_force(desk.store.reviews(tracked.claim.id), now)
        filed = desk.store.evidence(tracked.claim.id) if decisions else []
        evidence = {piece.id: piece for piece in filed if not is_withdrawn(piece.withdrawals)}
        for review in decisions:
            if review.kind is ReviewKind.STATUS:
                told = [piece for piece in evidence.values() if as_reviewed(piece, decisions) is not None]
                row = _decided(tracked, review, told)
            elif review.evidence_id in evidence:
                row = _corrected(tracked, review, evidence[review.evidence_id])
            else:
                continue
            yield row | ({"reviewer": review.reviewer, "reason": review.reason} if with_reviewer else {})


def _corrected(tracked: TrackedClaim, review: Review, piece: Evidence) -> dict[str, Any]:
    stance = Stance.UNRELATED if review.kind is ReviewKind.MATCH else review.stance
    found = {"origin": review.origin} if review.kind is ReviewKind.ORIGIN else {"stance": stance}
    return {**_passage(piece), **_claim(tracked), **found, "varied": "reviewed", "grade": "strong"}


def _decided(tracked: TrackedClaim, review: Review, evidence: list[Evidence]) -> dict[str, Any]:
    passages = [_passage(piece) for piece in evidence]
    return {**_claim(tracked), "status": review.status, "passages": passages, "varied": "reviewed", "grade": "strong"}


def _claim(tracked: TrackedClaim) -> dict[str, Any]:
    claim = tracked.claim
    return {"claim": claim.text, "claimed_on": claim.claimed.day.isoformat(), "claimed_in": claim.publisher}


def _passage(piece: Evidence) -> dict[str, Any]:
    return {
        "text": piece.judgement.passage.text,
        "told_on": piece.published.day.isoformat(),
        "publisher": piece.publisher,
    }
