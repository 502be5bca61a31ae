"""Which sightings are of one claim: variants, merge, split and undo."""

from typing import Any

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.api.paging import page_of
from claims.api.repeats import once
from claims.domain.grouping import Regrouping
from claims.domain.query import Page
from claims.domain.run import Scope
from claims.services import grouping
from claims.web.current import current_desk
from schemas.base import PageQuery
from schemas.grouping import (
    GroupedSchema,
    MergeSchema,
    RegroupingListSchema,
    SplitSchema,
    UndoSchema,
    VariantListSchema,
)

blp = Blueprint(
    "grouping", __name__, url_prefix="/api/v1/claims/<id:claim_id>", description="Which sightings are of one claim."
)


@blp.route("/variants", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, VariantListSchema)
def list_variants(query: dict[str, Any], claim_id: str) -> Page[grouping.VariantView]:
    """List the variants of a claim.

    Claims that agree with it but for an amount or a day, each with the conditions in which the two differ.
    """
    return page_of(grouping.claim_variants(current_desk(), claim_id), lambda view: view.claim.claim.id, query)


@blp.route("/merge", methods=["POST"])
@once
@needs(Scope.REVIEW)
@blp.doc(responses={"409": {"$ref": "#/components/responses/conflict"}})
@blp.arguments(MergeSchema)
@blp.response(201, GroupedSchema)
def merge_claim(body: dict[str, Any], claim_id: str) -> tuple[grouping.Grouped, int, dict[str, str]]:
    """Merge a claim into another.

    What it appeared in and what speaks of it goes along; its id goes on answering, with `merged_into`.
    """
    return _answer(grouping.merge_claims(current_desk(), claim_id, body.pop("into"), grouping.By(**body)))


@blp.route("/split", methods=["POST"])
@once
@needs(Scope.REVIEW)
@blp.doc(responses={"409": {"$ref": "#/components/responses/conflict"}})
@blp.arguments(SplitSchema)
@blp.response(201, GroupedSchema)
def split_claim(body: dict[str, Any], claim_id: str) -> tuple[grouping.Grouped, int, dict[str, str]]:
    """Split a claim.

    Its appearances in the articles named, and what these say of it, go to another claim, which is put on the
    ledger (`other`).
    """
    articles, text = body.pop("article_ids"), body.pop("text", None)
    return _answer(grouping.split_claim(current_desk(), claim_id, articles, grouping.By(**body), text))


@blp.route("/regroupings", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, RegroupingListSchema)
def list_regroupings(query: dict[str, Any], claim_id: str) -> Page[Regrouping]:
    """List what was merged with a claim and split off from it.

    The oldest first, those that were undone included.
    """
    return page_of(grouping.list_regroupings(current_desk(), claim_id), lambda made: made.id, query)


@blp.route("/regroupings/<id:regrouping_id>/undo", methods=["POST"])
@once
@needs(Scope.REVIEW)
@blp.doc(responses={"409": {"$ref": "#/components/responses/conflict"}})
@blp.arguments(UndoSchema)
@blp.response(200, GroupedSchema)
def undo_regrouping(body: dict[str, Any], claim_id: str, regrouping_id: str) -> grouping.Grouped:
    """Undo a merge or split.

    Everything hangs where it hung before. A later one of the same claims has to be undone first.
    """
    return grouping.undo_regrouping(current_desk(), claim_id, regrouping_id, grouping.By(**body))


def _answer(grouped: grouping.Grouped) -> tuple[grouping.Grouped, int, dict[str, str]]:
    made = grouped.regrouping
    return grouped, 201, {"Location": f"/api/v1/claims/{made.claim_id}/regroupings/{made.id}"}
