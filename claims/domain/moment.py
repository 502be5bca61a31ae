"""Days and instants: news is dated by the day, sometimes by the minute, and both are kept as known."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from claims.domain.errors import InvalidInput

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EASTMOST = timedelta(hours=14)  # where a day begins first (Kiritimati, UTC+14)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, where it is known, the instant in UTC.

    `day` is the calendar day at the place of publication, so "in one month" told in Seoul on
    9 August counts from 9 August although it was still the 8th in UTC.
    """

    day: date
    at: datetime | None = None

    def iso(self) -> str:
        """`2022-08-09`, or `2022-08-08T23:00:00Z` where the instant is known."""
        return self.day.isoformat() if self.at is None else format_instant(self.at)

    def is_before(self, other: "Moment") -> bool:
        """Whether this is known to be the earlier one: by its day, or by its instant on the same day."""
        if self.day != other.day or self.at is None or other.at is None:
            return self.day < other.day
        return self.at < other.at

    def is_of_day_before(self, other: "Moment") -> bool:
        """Whether this is of an earlier day than the other, and not known to be later all the same.

        It may be the evening of the 8th in New York when something is heard that was told in Seoul on the 9th.
        """
        later = self.at is not None and other.at is not None and self.at >= other.at
        return self.day < other.day and not later

    def has_come(self, now: datetime) -> bool:
        """Whether its day has come in UTC at `now`, or its instant has, though that is of the next day in the east."""
        return self.day <= now.date() or (self.at is not None and self.at <= now)

    def is_after(self, now: datetime) -> bool:
        """Whether this lies in the future everywhere on earth at `now` (UTC)."""
        if self.at is not None:
            return self.at > now + timedelta(minutes=10)
        return self.day > last_day(now)


def last_day(now: datetime) -> date:
    """The last day that has begun anywhere on earth at `now` (UTC)."""
    try:
        return (now + _EASTMOST).date()
    except OverflowError:
        return date.max


@lru_cache(maxsize=1_000)  # a claim has four, most of them the same
def format_instant(at: datetime) -> str:
    """RFC 3339 in UTC, to the second: `2022-08-09T10:00:00Z`."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment_of(at: datetime) -> Moment:
    """The moment of an aware datetime: its own calendar day, its instant in UTC."""
    return Moment(at.date(), at.astimezone(UTC))


def parse_moment(text: str, field: str) -> Moment:
    """Read an ISO day or an RFC 3339 instant.

    Raises InvalidInput under `field` for anything else; an instant needs its offset.
    """
    value = text.strip()
    try:
        if _DAY.fullmatch(value):
            return Moment(date.fromisoformat(value))
        at = datetime.fromisoformat(value) if _DAY.match(value) else None
        if at is not None and at.tzinfo is not None:
            return moment_of(at)
    except (ValueError, OverflowError):
        pass
    raise InvalidInput.of(
        field, f"{text[:40]!r} is neither a day (2022-08-09) nor an instant with its offset (2022-08-09T10:00:00Z)."
    )
