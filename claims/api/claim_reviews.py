"""Decided claims as ClaimReviews, in JSON-LD."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, json, request

from claims.api.blueprint import Blueprint
from claims.api.paging import page_size
from claims.services import claim_reviews_out
from claims.web.current import current_desk, server_address
from schemas.base import PageQuery
from schemas.claimreview import ClaimReviewFeedSchema, ClaimReviewSchema

MEDIA_TYPE = "application/ld+json"
_LINK = {"Link": {"description": "To the next page, as `rel=next`, where there is one.", "schema": {"type": "string"}}}

blp = Blueprint(
    "claimreviews",
    __name__,
    url_prefix="/api/v1",
    description="Decided claims, in the form that fact-checkers exchange.",
)


@blp.route("/claims/<id:claim_id>/claimreview", methods=["GET"])
@blp.alt_response(200, schema=ClaimReviewSchema, content_type=MEDIA_TYPE, success=True)
def get_claim_review(claim_id: str) -> Response:
    """Have a decided claim as a ClaimReview.

    JSON-LD in the words of schema.org, to be embedded in a page. A claim that is pending has none: the answer is 404.
    """
    review = claim_reviews_out.get_claim_review(current_desk(), claim_id, server_address())
    return _json_ld(ClaimReviewSchema().dump(review))


@blp.route("/claimreviews", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.alt_response(200, schema=ClaimReviewFeedSchema, content_type=MEDIA_TYPE, headers=_LINK, success=True)
def list_claim_reviews(query: dict[str, Any]) -> Response:
    """Follow the ClaimReviews of all decided claims.

    A DataFeed of schema.org, in pages; those that changed last come first.
    """
    limit = page_size(query)
    page = claim_reviews_out.list_claim_reviews(current_desk(), server_address(), limit, query.get("cursor"))
    response = _json_ld(ClaimReviewFeedSchema().dump(page))
    if page.next is not None:
        following = urlencode({"limit": limit, "cursor": page.next})
        response.headers["Link"] = f'<{server_address().rstrip("/")}{request.path}?{following}>; rel="next"'
    return response


def _json_ld(document: Any) -> Response:
    return Response(json.dumps(document), mimetype=MEDIA_TYPE)
