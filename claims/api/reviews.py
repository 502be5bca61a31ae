"""Decisions of people, and what waits for one."""

from dataclasses import dataclass
from typing import Any

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.api.paging import page_of, page_size
from claims.api.repeats import once
from claims.domain.claim import TrackedClaim
from claims.domain.query import Page
from claims.domain.review import Review
from claims.domain.run import Scope
from claims.services import reviewing
from claims.services.outlets import origin_named
from claims.services.waiting import QueueItem, review_queue
from claims.web.current import current_desk
from schemas.base import PageQuery
from schemas.claim import ClaimSchema
from schemas.decision import DecisionSchema, QueueItemListSchema
from schemas.review import NewReviewSchema, ReviewListSchema, TakingBackSchema

blp = Blueprint(
    "reviews", __name__, url_prefix="/api/v1", description="Decisions of people, beside those of the rules."
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A review with the claim as it stands after it."""

    review: Review
    claim: TrackedClaim


@blp.route("/claims/<id:claim_id>/reviews", methods=["POST"])
@once
@needs(Scope.REVIEW)
@blp.arguments(NewReviewSchema)
@blp.response(201, DecisionSchema)
def add_review(body: dict[str, Any], claim_id: str) -> tuple[Decision, int, dict[str, str]]:
    """Decide about a claim or a piece of its evidence.

    Give exactly one of `status` (the claim's), `stance` (what a piece of evidence says), `origin` (the name of the
    outlet or agency it comes from) and `"match": "rejected"` (it is not about this claim); all but the first with
    `evidence_id`.
    """
    desk, rejects, named = current_desk(), body.pop("match", None) is not None, body.pop("origin", None)
    origin = None if named is None else origin_named(desk, named)
    new = reviewing.NewReview(**body, reject_match=rejects, origin=origin)
    decision = Decision(*reviewing.add_review(desk, claim_id, new))
    return decision, 201, {"Location": f"/api/v1/claims/{claim_id}/reviews/{decision.review.id}"}


@blp.route("/claims/<id:claim_id>/reviews", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, ReviewListSchema)
def list_reviews(query: dict[str, Any], claim_id: str) -> Page[Review]:
    """List the decisions about a claim.

    The oldest first, withdrawn ones included.
    """
    return page_of(reviewing.list_reviews(current_desk(), claim_id), lambda review: review.id, query)


@blp.route("/claims/<id:claim_id>/reviews/<id:review_id>", methods=["DELETE"])
@needs(Scope.REVIEW)
@blp.arguments(TakingBackSchema, required=False)
@blp.response(200, ClaimSchema, description="The claim as it stands without the decision.")
def withdraw_review(body: dict[str, Any], claim_id: str, review_id: str) -> TrackedClaim:
    """Withdraw a decision.

    It stays on file as withdrawn, and the claim's status is derived without it. Say who takes it back, and why: it is
    kept with the decision, and told in the claim's history.
    """
    return reviewing.withdraw_review(current_desk(), claim_id, review_id, body.get("reviewer"), body.get("reason"))


@blp.route("/review-queue", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, QueueItemListSchema)
def list_review_queue(query: dict[str, Any]) -> Page[QueueItem]:
    """List the claims that wait for a person.

    In order of worth: reports that contradict each other, near things on which a status hangs, promises that just ran
    out, other near things; among alike, what appeared in more articles, then what changed last.
    """
    return review_queue(current_desk(), page_size(query), query.get("cursor"))
