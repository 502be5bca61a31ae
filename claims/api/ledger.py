"""The ledger as a whole: publishers and figures."""

from dataclasses import dataclass
from typing import Any

from claims.api.blueprint import Blueprint
from claims.api.paging import page_of
from claims.domain.query import LedgerStats, Page, PublisherRow
from claims.domain.run import Run
from claims.services import ledger
from claims.web.current import current_desk
from schemas.base import PageQuery
from schemas.ledger import PublisherListSchema, StatsSchema

blp = Blueprint("ledger", __name__, url_prefix="/api/v1", description="The ledger as a whole.")


@dataclass(frozen=True, slots=True)
class Figures:
    """The ledger's figures with its last re-check."""

    stats: LedgerStats
    last_run: Run | None


@blp.route("/publishers", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, PublisherListSchema)
def list_publishers(query: dict[str, Any]) -> Page[PublisherRow]:
    """List the publishers.

    With how many articles each has on file, how many claims it carried first, and how those stand;
    the largest first.
    """
    return page_of(ledger.list_publishers(current_desk()), lambda row: row.name, query)


@blp.route("/stats", methods=["GET"])
@blp.response(200, StatsSchema)
def get_stats() -> Figures:
    """Count what is on file.

    How many claims stand where, how many are overdue or due for a check, and when the last re-check ran.
    """
    desk = current_desk()
    return Figures(ledger.ledger_stats(desk), desk.store.last_run())
