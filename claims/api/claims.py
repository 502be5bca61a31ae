"""Claims: add, list, look at, change and delete them."""

from typing import Any

from flask import Response, request
from werkzeug.exceptions import PreconditionRequired

from claims.api.blueprint import Blueprint
from claims.api.paging import page_size
from claims.api.repeats import once
from claims.domain.claim import TrackedClaim
from claims.domain.errors import Conflict, InvalidInput
from claims.domain.query import ClaimFilter, ClaimSort, Page
from claims.services import ledger
from claims.web.current import current_desk
from schemas.claim import (
    ClaimEditSchema,
    ClaimListSchema,
    ClaimQuerySchema,
    ClaimSchema,
    NewClaimSchema,
    ViewpointQuery,
)

_FILTERS = ("status", "kind", "overdue", "claimant", "publisher", "tag", "since", "until", "checked")
_IF_MATCH = "The ETag of the claim as you read it, or `*` for any; where it has changed since, nothing is done."
_ETAG = {"ETag": {"description": "The version of the claim.", "schema": {"type": "string"}}}

blp = Blueprint("claims", __name__, url_prefix="/api/v1/claims", description="The ledger: claims and where they stand.")


@blp.route("", methods=["POST"])
@once
@blp.arguments(NewClaimSchema)
@blp.response(201, ClaimSchema, description="The claim is on the ledger now.", headers=_ETAG)
@blp.alt_response(200, schema=ClaimSchema, description="It was there already; nothing has changed.", success=True)
def add_claim(body: dict[str, Any]) -> tuple[TrackedClaim, int, dict[str, str]]:
    """Put a claim on the ledger.

    What is not given is read from its text. The later articles on file are held against it at once.
    """
    given = {name: value for name, value in body.items() if value is not None}
    given |= {name: value for name, value in given.pop("source", {}).items() if value is not None}
    new = ledger.NewClaim(**given | {"tags": tuple(given.get("tags", ()))})
    tracked, created = ledger.add_claim(current_desk(), new)
    headers = {"Location": f"/api/v1/claims/{tracked.claim.id}", "ETag": _etag(tracked)}
    return tracked, 201 if created else 200, headers


@blp.route("", methods=["GET"])
@blp.arguments(ClaimQuerySchema, location="query")
@blp.response(200, ClaimListSchema)
def list_claims(query: dict[str, Any]) -> Page[TrackedClaim]:
    """List claims.

    The latest first, unless `sort` says otherwise or `q` ranks them by how well their words fit.
    """
    filters: dict[str, Any] = {name: query.get(name) for name in _FILTERS}
    sort = query.get("sort", ClaimSort.NEWEST)
    return ledger.list_claims(
        current_desk(), ClaimFilter(**filters), sort, page_size(query), query.get("cursor"), query.get("q")
    )


@blp.route("/<id:claim_id>", methods=["GET"])
@blp.arguments(ViewpointQuery, location="query")
@blp.header("If-None-Match", "An ETag; where the claim still has it, the answer is 304 without a body.")
@blp.response(200, ClaimSchema, headers=_ETAG)
@blp.alt_response(304, description="The claim is as you know it.")
def get_claim(query: dict[str, Any], claim_id: str) -> Any:
    """Look at a claim.

    With `as_of`, its status is the one that a reader could have known at the end of that day; with `known_at`, the
    one by what this ledger had been told by then.
    """
    tracked = ledger.get_claim(current_desk(), claim_id, query.get("as_of"), query.get("known_at"))
    if query:
        return tracked
    headers = {"ETag": _etag(tracked), "Cache-Control": "private, no-cache"}
    if request.if_none_match.contains_weak(_tag(tracked)):
        return Response(status=304, headers=headers)
    return tracked, headers


@blp.route("/<id:claim_id>", methods=["PATCH"])
@blp.header("If-Match", _IF_MATCH, required=True)
@blp.arguments(ClaimEditSchema)
@blp.response(200, ClaimSchema, headers=_ETAG)
def edit_claim(body: dict[str, Any], claim_id: str) -> tuple[TrackedClaim, dict[str, str]]:
    """Change a claim.

    Only what is named changes. New words, kind or deadline have the evidence on file judged again.
    """
    if not body:
        raise InvalidInput.of("body", "Name at least one field to change.")
    expected = _expected_version(claim_id)
    tracked = ledger.edit_claim(current_desk(), claim_id, body, expected)
    return tracked, {"ETag": _etag(tracked)}


@blp.route("/<id:claim_id>", methods=["DELETE"])
@blp.header("If-Match", _IF_MATCH, required=True)
@blp.response(204, description="The claim is off the ledger.")
def delete_claim(claim_id: str) -> Response:
    """Take a claim off the ledger.

    It no longer appears anywhere, and comes back when the same claim is added again.
    """
    ledger.delete_claim(current_desk(), claim_id, _expected_version(claim_id))
    return Response(status=204)


def _tag(tracked: TrackedClaim) -> str:
    return str(tracked.version)


def _etag(tracked: TrackedClaim) -> str:
    return f'"{_tag(tracked)}"'


def _expected_version(claim_id: str) -> int | None:
    """The version that If-Match names; None where any will do.

    Raises NotFound, PreconditionRequired where no version is named, Conflict where it is not the claim's.
    """
    tracked = ledger.get_claim(current_desk(), claim_id)
    if not request.headers.get("If-Match"):
        raise PreconditionRequired("Send the ETag of the claim as `If-Match`, or `If-Match: *` for any version.")
    if request.if_match.star_tag:
        return None
    if not request.if_match.contains(_tag(tracked)):
        raise Conflict(f"The claim has the ETag {_etag(tracked)} now: read it again before changing it.")
    return tracked.version
