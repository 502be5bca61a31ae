"""The re-check by hand; cron runs the same from the command line."""

from typing import Any

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.domain.run import Scope
from claims.services.recheck import RecheckReport
from claims.services.recheck import recheck as run_recheck
from claims.web.current import current_desk
from schemas.recheck import RecheckReportSchema, RecheckRequestSchema

blp = Blueprint("upkeep", __name__, url_prefix="/api/v1", description="What keeps the ledger alive.")


@blp.route("/recheck", methods=["POST"])
@needs(Scope.ADMIN)
@blp.arguments(RecheckRequestSchema, required=False)
@blp.response(200, RecheckReportSchema)
def recheck(body: dict[str, Any]) -> RecheckReport:
    """Re-check the claims that are due.

    Each is held against everything on file and its status derived anew. With `as_of`, all claims of that
    day or before are judged by what was known at its end; with `dry_run`, nothing is written.
    """
    return run_recheck(current_desk(), body.get("as_of"), body.get("limit"), dry_run=body["dry_run"])
