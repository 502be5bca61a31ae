"""Promises, and plans with a deadline: what became of them, and the record of those who made them."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class PromiseState(StrEnum):
    """Where a promise or plan stands: what became of it, and where that is not known its status."""

    OPEN = "open"  # it is not known yet, and it is not overdue
    OVERDUE = "overdue"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    CONFIRMED = "confirmed"  # affirmed, or decided by a person, with no word on what became of it
    DENIED = "denied"  # likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCounts:
    """How many promises and plans stand where; each is counted once."""

    open: int = 0
    overdue: int = 0
    kept: int = 0
    kept_late: int = 0
    broken: int = 0
    withdrawn: int = 0
    postponed: int = 0
    confirmed: int = 0
    denied: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def settled(self) -> int:
        """Those of which it is known what became: what a record may be read from."""
        return self.kept + self.kept_late + self.broken + self.withdrawn + self.postponed


@dataclass(frozen=True, slots=True)
class ClaimantRecord:
    """Somebody who made promises, as their newest one spells the name, with how many stand where.

    None for all promises that nobody is named for.
    """

    claimant: str | None
    counts: PromiseCounts


@dataclass(frozen=True, slots=True)
class DayCounts:
    """A day with a deadline, and how many promises and plans of that day stand where."""

    day: date
    counts: PromiseCounts
