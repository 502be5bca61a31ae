"""Promises, and plans with a deadline."""

from datetime import date
from typing import Protocol

from claims.domain.promise import ClaimantRecord, DayCounts, PromiseCounts
from claims.domain.query import (
    Page,
)


class PromiseMethods(Protocol):
    """Promises, and plans with a deadline; `claimant` narrows to those of one, compared without case."""

    def promise_counts(self, claimant: str | None = None) -> PromiseCounts:
        """How many stand where."""
        ...

    def promise_days(self, first: date, last: date, claimant: str | None = None) -> list[DayCounts]:
        """The days from `first` to `last` that are deadlines, in order, with how many stand where."""
        ...

    def deadlines_around(self, first: date, last: date, claimant: str | None = None) -> tuple[date | None, date | None]:
        """The last deadline before `first`, and the first one after `last`."""
        ...

    def promise_records(
        self, limit: int, cursor: str | None = None, claimant: str | None = None
    ) -> Page[ClaimantRecord]:
        """Those who made promises, those with most first. Raises InvalidInput for a cursor that is not one of ours."""
        ...
