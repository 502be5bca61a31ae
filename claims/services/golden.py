"""What people decided, as golden rows: cases that the rules can be held against."""

from collections.abc import Iterator
from typing import Any

from claims.domain.claim import TrackedClaim
from claims.domain.evidence import Evidence, Stance
from claims.domain.review import Review, ReviewKind
from claims.services.desk import Desk


def golden_rows(desk: Desk, *, with_reviewer: bool = False) -> Iterator[dict[str, Any]]:
    """A row for each decision that stands, by claim; in the form of `fixtures/golden/contrast.jsonl`.

    A corrected stance or rejected match gives a passage with the stance that it should have had; a decided status the
    claim with all passages on file for it, and the status that it should come to. Who decided is left out unless
    asked for.
    """
    now = desk.clock()
    for tracked in desk.store.all_claims():
        standing = [r for r in desk.store.reviews(tracked.claim.id) if r.stands_at(now)]
        evidence = {piece.id: piece for piece in desk.store.evidence(tracked.claim.id)} if standing else {}
        for review in standing:
            if review.kind in (ReviewKind.STATUS, ReviewKind.ORIGIN):
                row = _decided(tracked, review, list(evidence.values()))
            elif review.evidence_id in evidence:
                row = _corrected(tracked, review, evidence[review.evidence_id])
            else:
                continue
            yield row | ({"reviewer": review.reviewer, "reason": review.reason} if with_reviewer else {})


def _corrected(tracked: TrackedClaim, review: Review, piece: Evidence) -> dict[str, Any]:
    stance = Stance.UNRELATED if review.kind is ReviewKind.MATCH else review.stance
    return {**_passage(piece), **_claim(tracked), "stance": stance, "varied": "reviewed", "grade": "strong"}


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
