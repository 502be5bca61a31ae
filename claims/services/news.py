"""What has changed on the ledger, and what is due: for lists, feeds and calendars."""

from collections.abc import Sequence
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
    page = desk.store.list_changes(standing_filter(desk, where), limit, cursor)
    return Page(tuple(_with_claims(desk, page.items)), page.next)


def standing_filter(desk: Desk, where: ChangeFilter) -> ChangeFilter:
    """The filter by the claim that stands now for the one it names. Raises InvalidInput where there is none."""
    if where.claim_id is None:
        return where
    try:
        return replace(where, claim_id=standing(desk, where.claim_id).claim.id)
    except NotFound as error:
        raise InvalidInput.of("claim", str(error)) from None


def place_behind(desk: Desk, change_id: str | None) -> int:
    """Where to go on behind a change, or from now on; for `changes_behind`.

    Raises InvalidInput for a change that is not on file.
    """
    if change_id is None:
        return desk.store.newest_change_number()
    number = desk.store.change_number(change_id)
    if number is None:
        raise InvalidInput.of("Last-Event-ID", "There is no change of this id; leave it out to begin now.")
    return number


def changes_behind(desk: Desk, where: ChangeFilter, place: int) -> tuple[list[ClaimChange], int]:
    """The changes recorded behind a place, oldest first and some hundred at most, and the place behind them."""
    with desk.store.session():
        newest = desk.store.newest_change_number()
        changes = desk.store.changes_between(where, place, newest, _BATCH)
        if len(changes) == _BATCH:
            newest = desk.store.change_number(changes[-1].id) or newest
        return _with_claims(desk, changes), newest


def _with_claims(desk: Desk, changes: Sequence[StatusChange]) -> list[ClaimChange]:
    claims = desk.store.claims({change.claim_id for change in changes})
    return [ClaimChange(each, claims[each.claim_id]) for each in changes if each.claim_id in claims]


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
