"""What hangs on a claim: evidence, history, appearances."""

from typing import Any

from claims.api.blueprint import Blueprint
from claims.api.paging import page_of
from claims.domain.query import Page
from claims.domain.verdict import StatusChange
from claims.services import record
from claims.services.origin_tree import OriginTrees, origin_trees
from claims.web.current import current_desk
from schemas.appearance import AppearanceListSchema
from schemas.base import PageQuery
from schemas.claim import ViewpointPageQuery
from schemas.evidence import EvidenceListSchema, OriginTreesSchema
from schemas.history import ChangeListSchema

blp = Blueprint(
    "evidence", __name__, url_prefix="/api/v1/claims/<id:claim_id>", description="Why a claim stands where it does."
)


@blp.route("/evidence", methods=["GET"])
@blp.arguments(ViewpointPageQuery, location="query")
@blp.response(200, EvidenceListSchema)
def list_evidence(query: dict[str, Any], claim_id: str) -> Page[record.EvidenceView]:
    """List the evidence of a claim.

    The oldest publication first; each passage with its stance, on whose word, and whether it counts and why.
    """
    views = record.claim_evidence(current_desk(), claim_id, query.get("as_of"), query.get("known_at"))
    return page_of(views, lambda view: view.evidence.id, query)


@blp.route("/history", methods=["GET"])
@blp.arguments(ViewpointPageQuery, location="query")
@blp.response(200, ChangeListSchema)
def list_history(query: dict[str, Any], claim_id: str) -> Page[StatusChange]:
    """List the changes of a claim's status.

    The oldest first; each with the rule that decided it and what it went by.
    """
    history = record.claim_history(current_desk(), claim_id, query.get("as_of"), query.get("known_at"))
    return page_of(history, lambda change: change.id, query)


@blp.route("/appearances", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, AppearanceListSchema)
def list_appearances(query: dict[str, Any], claim_id: str) -> Page[record.AppearanceView]:
    """List where a claim appeared.

    The first appearance first; each with its article and the words there.
    """
    views = record.claim_appearances(current_desk(), claim_id)
    return page_of(views, lambda view: view.article.id, query)


@blp.route("/origins", methods=["GET"])
@blp.response(200, OriginTreesSchema)
def list_origins(claim_id: str) -> OriginTrees:
    """Look at where all that is said of a claim comes from.

    A tree for each origin, the first report's first: reprints, agency copy and citations stand below what they lead
    back to, through several steps, and together count once.
    """
    return origin_trees(current_desk(), claim_id)
