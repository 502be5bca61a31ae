"""What pages show of the ledger at a glance: kept until it changes, since many people look at the same."""

from claims.domain.claim import TrackedClaim
from claims.domain.query import ChangeFilter, ClaimFilter, ClaimSort, Page
from claims.services import ledger
from claims.services.desk import Desk
from claims.services.news import ClaimChange, list_changes


def listed_claims(
    desk: Desk, where: ClaimFilter, sort: ClaimSort, limit: int, cursor: str | None = None
) -> Page[TrackedClaim]:
    """One page of claims, as ledger.list_claims has it; when each was checked last may lie behind."""
    question = ("claims", where, sort, limit, cursor)
    return desk.store.kept(question, lambda: ledger.list_claims(desk, where, sort, limit, cursor))


def latest_changes(desk: Desk, limit: int) -> tuple[ClaimChange, ...]:
    """The changes of verdicts that were recorded last."""
    return desk.store.kept(("changes", limit), lambda: list_changes(desk, ChangeFilter(), limit).items)
