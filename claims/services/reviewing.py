"""People decide: reviews, and taking them back."""

import secrets
from dataclasses import dataclass

from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput, NotFound
from claims.domain.evidence import Stance
from claims.domain.review import Review, ReviewKind
from claims.domain.verdict import Cause, Status
from claims.services.desk import Desk
from claims.services.filing import file_verdict
from claims.services.ledger import get_claim
from claims.services.standing import to_change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """A decision: a status for the claim, a stance or an origin for a piece of evidence, or that it is not about it."""

    reviewer: str
    reason: str
    status: Status | None = None
    stance: Stance | None = None
    evidence_id: str | None = None
    reject_match: bool = False
    origin: str | None = None

    @property
    def kind(self) -> ReviewKind:
        """What the review decides. Raises InvalidInput when it is none or more than one thing."""
        decides = [
            kind
            for kind, is_given in (
                (ReviewKind.STATUS, self.status is not None),
                (ReviewKind.STANCE, self.stance is not None),
                (ReviewKind.MATCH, self.reject_match),
                (ReviewKind.ORIGIN, self.origin is not None),
            )
            if is_given
        ]
        if len(decides) != 1:
            message = "A review decides one thing: a status, a stance, an origin, or a rejected match."
            raise InvalidInput.of("status", message)
        if (decides[0] is not ReviewKind.STATUS) != (self.evidence_id is not None):
            message = "What is said of a piece of evidence names its evidence_id; a status names none."
            raise InvalidInput.of("evidence_id", message)
        return decides[0]


def add_review(desk: Desk, claim_id: str, new: NewReview) -> tuple[Review, TrackedClaim]:
    """Put a decision on file and let it take effect, in one transaction.

    Raises NotFound for an unknown claim or evidence, Conflict for a claim that was merged into another, and
    InvalidInput for a review that decides nothing or gives no name or reason.
    """
    kind = new.kind
    blank = [name for name in ("reviewer", "reason") if not getattr(new, name).strip()]
    if blank:
        raise InvalidInput("A review says who decided and why.", {name: ["Must not be empty."] for name in blank})
    now = desk.clock()
    review = Review(
        id="r" + secrets.token_hex(10),
        claim_id=claim_id,
        kind=kind,
        reviewer=new.reviewer.strip(),
        reason=new.reason.strip(),
        created_at=now,
        status=new.status,
        stance=new.stance,
        evidence_id=new.evidence_id,
        origin=new.origin,
    )
    with desk.store.transaction():
        tracked = to_change(desk, claim_id)
        if new.evidence_id is not None and not desk.store.evidence_by_id(claim_id, [new.evidence_id]):
            raise NotFound(f"This claim has no evidence {new.evidence_id[:60]!r}.")
        desk.store.add_review(review)
        return review, file_verdict(desk, tracked, now, Cause.REVIEW, review.reviewer)[0]


def withdraw_review(
    desk: Desk, claim_id: str, review_id: str, by: str | None = None, reason: str | None = None
) -> TrackedClaim:
    """Take a decision back; it stays on file as withdrawn, with who did that and why, where they say so.

    What they say is a line of history as well. Raises NotFound, and Conflict for a merged claim.
    """
    now, by, reason = desk.clock(), (by or "").strip() or None, (reason or "").strip() or None
    with desk.store.transaction():
        tracked = to_change(desk, claim_id)
        review = desk.store.review(review_id)
        if review is None or review.claim_id != claim_id or not desk.store.withdraw_review(review_id, now, by, reason):
            raise NotFound(f"This claim has no review {review_id[:60]!r} that stands.")
        return file_verdict(desk, tracked, now, Cause.REVIEW, by, _taken_back(review, by, reason))[0]


def _taken_back(review: Review, by: str | None, reason: str | None) -> str | None:
    """What history says of that."""
    if by is None and reason is None:
        return None
    what = review.status or review.stance or review.origin or "not about this claim"
    return f"{by or 'Somebody'} took back what {review.reviewer} decided ({what}){f': {reason}' if reason else '.'}"


def list_reviews(desk: Desk, claim_id: str) -> list[Review]:
    """The decisions about a claim, withdrawn ones included, oldest first. Raises NotFound."""
    get_claim(desk, claim_id)
    return desk.store.reviews(claim_id)
