"""What has changed on the ledger, and what is due: for lists, feeds and calendars."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput, NotFound
from claims.domain.query import ChangeFilter, ClaimFilter, ClaimSort, Page
from claims.domain.verdict import StatusChange
from claims.services.desk import Desk
from claims.services.standing import standing

MOST_DEADLINES = 2_000
_LOOKING_BACK = timedelta(days=365)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A line of history with its claim as it stands now."""

    change: StatusChange
    claim: TrackedClaim


def list_changes(desk: Desk, where: ChangeFilter, limit: int, cursor: str | None = None) -> Page[ClaimChange]:
    """One page of the changes of all claims, those recorded last first.

    Raises InvalidInput for a claim that is not on the ledger.
    """
    if where.claim_id is not None:
        try:
            where = replace(where, claim_id=standing(desk, where.claim_id).claim.id)
        except NotFound as error:
            raise InvalidInput.of("claim", str(error)) from None
    page = desk.store.list_changes(where, limit, cursor)
    claims = desk.store.claims({change.claim_id for change in page.items})
    return Page(
        tuple(ClaimChange(each, claims[each.claim_id]) for each in page.items if each.claim_id in claims), page.next
    )


def list_deadlines(desk: Desk, where: ClaimFilter, since: date | None = None) -> list[TrackedClaim]:
    """The claims with a deadline on `since` or later, the nearest first, 2,000 at most.

    Where no day is given, those of the last year and all to come.
    """
    since = since or desk.clock().date() - _LOOKING_BACK
    found: list[TrackedClaim] = []
    cursor: str | None = None
    while len(found) < MOST_DEADLINES:
        page = desk.store.list_claims(replace(where, due_since=since), ClaimSort.DEADLINE, _BATCH, cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    return found[:MOST_DEADLINES]
