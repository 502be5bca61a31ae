"""Promises, and plans with a deadline: what falls due when, what became of it, and the record of who made them."""

from calendar import Calendar, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.domain.errors import InvalidInput
from claims.domain.promise import ClaimantRecord, DayCounts, PromiseCounts
from claims.domain.query import Page
from claims.services.desk import Desk

_WEEKS = Calendar()  # from Monday to Sunday
_FIRST_YEAR, _LAST_YEAR = 1000, 9998


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month in whole weeks from Monday to Sunday, and the months before and after it in which something falls due.

    `first` and `last` are the days of the month itself; a day without a deadline has only zeros.
    """

    first: date
    last: date
    weeks: Sequence[Sequence[DayCounts]]
    before: date | None
    after: date | None


def promise_counts(desk: Desk, claimant: str | None = None) -> PromiseCounts:
    """How many promises stand where: all, or those of one claimant."""
    return desk.store.promise_counts(claimant)


def promise_month(desk: Desk, month: date, claimant: str | None = None) -> MonthView:
    """What falls due in the month of a day. Raises InvalidInput for a year without weeks of its own."""
    if not _FIRST_YEAR <= month.year <= _LAST_YEAR:
        raise InvalidInput.of("month", f"The calendar goes from {_FIRST_YEAR} to {_LAST_YEAR}.")
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    counts = {each.day: each for each in desk.store.promise_days(first, last, claimant)}
    weeks = [
        [counts.get(day, DayCounts(day, PromiseCounts())) for day in week]
        for week in _WEEKS.monthdatescalendar(month.year, month.month)
    ]
    before, after = (_in_range(day) for day in desk.store.deadlines_around(first, last, claimant))
    return MonthView(first, last, weeks, before, after)


def promise_records(
    desk: Desk, limit: int, cursor: str | None = None, claimant: str | None = None
) -> Page[ClaimantRecord]:
    """Who made promises, and how many of each stand where; those who made most first. Raises InvalidInput."""
    return desk.store.promise_records(limit, cursor, claimant)


def _in_range(day: date | None) -> date | None:
    return day if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None
