"""Withdrawals: a person takes an article out of account, and may put it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That an article no longer counts, and why; `by` is None where nobody gave a name.

    One that was undone stays on file, as a review does.
    """

    at: datetime
    reason: str
    by: str | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_reason: str | None = None

    def stands_at(self, now: datetime) -> bool:
        """Whether it is made and not undone at `now`."""
        return self.at <= now and (self.undone_at is None or self.undone_at > now)


def is_withdrawn(withdrawals: Iterable[Withdrawal]) -> bool:
    """Whether an article with these withdrawals is out of account now."""
    return any(each.undone_at is None for each in withdrawals)


def standing(withdrawals: Iterable[Withdrawal], now: datetime) -> Withdrawal | None:
    """The withdrawal of an article that stands at `now`; None where the article counts."""
    return next((each for each in withdrawals if each.stands_at(now)), None)
