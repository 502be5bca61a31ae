"""Decided claims looked up as fact-checks, in the manner of Google's Fact Check Tools."""

from dataclasses import dataclass
from datetime import timedelta

from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment
from claims.domain.query import ClaimFilter, ClaimSort, Page
from claims.services.desk import Desk
from claims.services.ledger import list_claims

MOST_FOUND = 500  # that a query finds
MOST_PASSED_OVER = 10_000  # by an offset
_OFFSET = "after-"  # a token of a query holds how many came before; other tokens are cursors of the store
_DECIDED = ClaimFilter(decided=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCheckQuery:
    """What is asked for. Without `query` all decided claims are meant, those that changed last first.

    `max_age_days` counts from the newer of the day of the claim and the last change of its record; a `token` goes
    before an `offset`.
    """

    query: str | None = None
    max_age_days: int | None = None
    limit: int = 10
    offset: int = 0
    token: str | None = None


def search_fact_checks(desk: Desk, wanted: FactCheckQuery) -> Page[TrackedClaim]:
    """One page of what is asked for; `next` is the token of the following one. Raises InvalidInput for a bad token."""
    if wanted.query is None:
        return _all(desk, wanted)
    offset = wanted.offset if wanted.token is None else _read_token(wanted.token)
    found = list_claims(desk, _DECIDED, ClaimSort.UPDATED, MOST_FOUND, q=wanted.query).items
    fitting = [tracked for tracked in found if _is_recent(desk, tracked, wanted)]
    end = offset + wanted.limit
    return Page(tuple(fitting[offset:end]), f"{_OFFSET}{end}" if len(fitting) > end else None)


def _all(desk: Desk, wanted: FactCheckQuery) -> Page[TrackedClaim]:
    """A page of the ledger's own, of which what is too old is left out."""
    cursor, left = wanted.token, 0 if wanted.token is not None else wanted.offset
    if left > MOST_PASSED_OVER:
        raise InvalidInput.of("offset", f"An offset may be {MOST_PASSED_OVER:,} at most; go on by pageToken.")
    while left:
        passed = desk.store.list_claims(_DECIDED, ClaimSort.UPDATED, min(left, MOST_FOUND), cursor)
        cursor, left = passed.next, left - len(passed.items)
        if cursor is None:
            return Page(())
    try:
        page = desk.store.list_claims(_DECIDED, ClaimSort.UPDATED, wanted.limit, cursor)
    except InvalidInput as error:
        raise InvalidInput.of("pageToken", str(error)) from None
    recent = tuple(tracked for tracked in page.items if _is_recent(desk, tracked, wanted))
    is_over = len(recent) < len(page.items) and not _is_changed_lately(desk, page.items[-1], wanted)
    return Page(recent, None if is_over else page.next)


def _is_recent(desk: Desk, tracked: TrackedClaim, wanted: FactCheckQuery) -> bool:
    if wanted.max_age_days is None:
        return True
    claimed: Moment = tracked.claim.claimed
    return (desk.clock().date() - claimed.day).days <= wanted.max_age_days or _is_changed_lately(desk, tracked, wanted)


def _is_changed_lately(desk: Desk, tracked: TrackedClaim, wanted: FactCheckQuery) -> bool:
    age = desk.clock() - tracked.updated_at
    return wanted.max_age_days is None or age <= timedelta(days=wanted.max_age_days)


def _read_token(token: str) -> int:
    number = token.removeprefix(_OFFSET)
    if number == token or not (number.isascii() and number.isdigit() and len(number) < 6):
        raise InvalidInput.of("pageToken", "This is not a nextPageToken that this search gave.")
    return int(number)
