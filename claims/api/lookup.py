"""Questions about a text; nothing is stored."""

from collections.abc import Sequence
from typing import Any

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.domain.claim import ClaimDraft
from claims.domain.run import Scope
from claims.services import lookup
from claims.web.current import current_desk
from schemas.lookup import ExtractionSchema, ExtractRequestSchema, MatchesSchema, MatchRequestSchema

blp = Blueprint(
    "lookup", __name__, url_prefix="/api/v1", description="Questions about a text that leave nothing behind."
)


@blp.route("/extract", methods=["POST"])
@needs(Scope.READ)
@blp.arguments(ExtractRequestSchema)
@blp.response(200, ExtractionSchema)
def extract(body: dict[str, Any]) -> dict[str, Sequence[ClaimDraft]]:
    """Find the claims in a text.

    The same work as when an article is handed in, with nothing stored.
    """
    title, published = body.get("title") or "", body.get("published")
    return {"claims": lookup.extract_claims(current_desk(), body["text"], title, published)}


@blp.route("/match", methods=["POST"])
@needs(Scope.READ)
@blp.arguments(MatchRequestSchema)
@blp.response(200, MatchesSchema)
def match(body: dict[str, Any]) -> lookup.Matched:
    """Find the claims that a text is about.

    What it says of each, the best match first, and which others it may be about, the likeliest first; nothing is
    stored.
    """
    title, published = body.get("title") or "", body.get("published")
    return lookup.match_text(current_desk(), body["text"], body["limit"], title, published)
