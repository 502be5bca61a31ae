"""Reviews as rows."""

from typing import Any

from claims.domain.evidence import Stance
from claims.domain.review import Review, ReviewKind
from claims.domain.verdict import Status
from claims.store import codec

REVIEW = (
    "id", "claim_id", "kind", "reviewer", "reason", "created_at", "status", "stance", "evidence_id", "withdrawn_at",
    "origin", "withdrawn_by", "withdrawn_reason",
)  # fmt: skip


def put_review(review: Review) -> dict[str, Any]:
    """A review's columns."""
    return {
        "id": review.id,
        "claim_id": review.claim_id,
        "kind": review.kind.value,
        "reviewer": review.reviewer,
        "reason": review.reason,
        "created_at": codec.put_instant(review.created_at),
        "status": review.status.value if review.status else None,
        "stance": review.stance.value if review.stance else None,
        "evidence_id": review.evidence_id,
        "withdrawn_at": codec.put_instant_or_none(review.withdrawn_at),
        "origin": review.origin,
        "withdrawn_by": review.withdrawn_by,
        "withdrawn_reason": review.withdrawn_reason,
    }


def get_review(row: codec.Row) -> Review:
    """A review from its REVIEW columns."""
    (
        id_, claim_id, kind, reviewer, reason, created_at, status, stance, evidence_id, withdrawn_at, origin,
        withdrawn_by, withdrawn_reason,
    ) = row  # fmt: skip
    return Review(
        id=id_,
        claim_id=claim_id,
        kind=ReviewKind(kind),
        reviewer=reviewer,
        reason=reason,
        created_at=codec.get_instant(created_at),
        status=None if status is None else Status(status),
        stance=None if stance is None else Stance(stance),
        evidence_id=evidence_id,
        withdrawn_at=codec.get_instant_or_none(withdrawn_at),
        origin=origin,
        withdrawn_by=withdrawn_by,
        withdrawn_reason=withdrawn_reason,
    )
