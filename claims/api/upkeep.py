"""The re-check by hand, and those that there were; cron and the worker run the same from the command line."""

from typing import Any

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.api.paging import page_size
from claims.domain.query import Page
from claims.domain.run import Run, Scope, StageName
from claims.services.recheck import RecheckReport
from claims.services.recheck import recheck as run_recheck
from claims.services.runs import list_runs as runs_on_file
from claims.web.current import current_desk
from schemas.base import PageQuery
from schemas.recheck import RecheckReportSchema, RecheckRequestSchema
from schemas.run import RunListSchema

blp = Blueprint("upkeep", __name__, url_prefix="/api/v1", description="What keeps the ledger alive.")


@blp.route("/recheck", methods=["POST"])
@needs(Scope.ADMIN)
@blp.doc(responses={"409": {"$ref": "#/components/responses/under-way"}})
@blp.arguments(RecheckRequestSchema, required=False)
@blp.response(200, RecheckReportSchema)
def recheck(body: dict[str, Any]) -> RecheckReport:
    """Re-check the claims that are due.

    Each is held against everything on file and its status derived anew. With `as_of`, all claims of that
    day or before are judged by what was known at its end; with `dry_run`, nothing is written. Over SQLite one
    re-check works at a time; over PostgreSQL several share what is due. Feeds are polled and subscribers told by cron
    or the worker alone: no request waits for other people's servers.
    """
    desk, only = current_desk(), [StageName.CLAIMS]
    return run_recheck(desk, body.get("as_of"), body.get("limit"), dry_run=body["dry_run"], stages=only)


@blp.route("/runs", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, RunListSchema)
def list_runs(query: dict[str, Any]) -> Page[Run]:
    """List the re-checks.

    The one that started last first, whoever started it; those that go on, and those that were killed, are told apart
    by their `state`.
    """
    return runs_on_file(current_desk(), page_size(query), query.get("cursor"))
