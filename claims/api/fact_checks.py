"""Google's Fact Check Tools, so that clients written for it find the decided claims of this ledger.

Errors have Google's form here (https://cloud.google.com/apis/design/errors), not that of errors.py.
"""

from typing import Any

from flask import Response, json, request

from claims.api import errors
from claims.api.blueprint import Blueprint
from claims.api.field_mask import masked, read_mask
from claims.domain.query import Page
from claims.services.claim_reviews_out import LANGUAGE, claim_review
from claims.services.fact_checks import MOST_FOUND, FactCheckQuery, search_fact_checks
from claims.web.current import current_desk, server_address
from schemas.factcheck import FactCheckPageSchema, FactCheckQuerySchema, GoogleErrorSchema, site_of

_PAGE_SIZE = 10
_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
_KEY_HEADER = "X-Goog-Api-Key"


class _Blueprint(Blueprint):
    @staticmethod
    def key_elsewhere() -> str | None:
        """Where Google's clients put it."""
        return request.args.get("key") or request.headers.get(_KEY_HEADER)


blp = _Blueprint("factchecks", __name__, url_prefix="/v1alpha1", description="As Google's Fact Check Tools has it.")


def _answer(error: Exception) -> Response:
    """The error in Google's form, with what errors.py says of it."""
    told = errors.answer(error)
    problem = json.loads(told.get_data())
    code = 400 if told.status_code in (413, 422) else told.status_code
    name = _STATUS.get(code, "UNKNOWN")
    told.set_data(json.dumps({"error": {"code": code, "message": problem["detail"], "status": name}}))
    told.status_code, told.mimetype = code, "application/json"
    return told


blp.register_error_handler(Exception, _answer)


@blp.route("/claims:search", methods=["GET"])
@blp.arguments(FactCheckQuerySchema, location="query")
@blp.response(200, FactCheckPageSchema)
@blp.alt_response(400, schema=GoogleErrorSchema, description="A parameter cannot be used.")
@blp.alt_response(401, schema=GoogleErrorSchema, description="A key is needed.")
@blp.alt_response(403, schema=GoogleErrorSchema, description="The key may not do this.")
@blp.alt_response(500, schema=GoogleErrorSchema, description="Something went wrong here.")
@blp.alt_response(503, schema=GoogleErrorSchema, description="The database cannot be reached.")
def search_claims(query: dict[str, Any]) -> Response:
    """Search the claims that are confirmed or denied.

    Parameters, paging, answer and errors are those of Google's Fact Check Tools API, `claims.search` of v1alpha1.
    """
    mask = read_mask(query.get("mask"))
    desk, base = current_desk(), server_address()
    page: Page[Any] = Page(())
    if _is_english(query.get("language")) and _is_ours(query.get("site"), base):
        size = query.get("size") or _PAGE_SIZE
        wanted = FactCheckQuery(
            query=query.get("query"),
            max_age_days=query.get("max_age_days"),
            limit=min(size, desk.settings.max_page_size, MOST_FOUND),
            offset=query.get("offset", 0),
            token=query.get("token"),
        )
        page = search_fact_checks(desk, wanted).map(lambda tracked: claim_review(desk, tracked, base))
    told = masked(FactCheckPageSchema().dump(page), mask)
    return Response(json.dumps(told, indent=2 if query.get("pretty", True) else None), mimetype="application/json")


def _is_english(code: str | None) -> bool:
    return code is None or code.partition("-")[0].lower() == LANGUAGE


def _is_ours(site: str | None, base: str) -> bool:
    """Whether a filter for the site of a publisher lets the desk through: it names its host, or a domain above it."""
    if site is None:
        return True
    wanted, ours = site.lower().removeprefix("www."), site_of(base) or ""
    return ours == wanted or ours.endswith(f".{wanted}")
