"""How values read on a page: days, instants, numbers, statuses, links; known to templates as filters."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from claims.domain.claim import TrackedClaim
from claims.domain.text import in_one_line
from claims.domain.verdict import Verdict

_STEPS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))
_WEB = ("http", "https")
_SHORT = 110  # characters


def day_in_words(day: date) -> str:
    """`16 March 2026`."""
    return f"{day.day} {day:%B %Y}" if day.year >= 1000 else day.isoformat()


def short_day(day: date) -> str:
    """`16 Mar 2026`."""
    return f"{day.day} {day:%b %Y}" if day.year >= 1000 else day.isoformat()


def days_from(day: date, now: datetime) -> str:
    """How far a day lies from today: `today`, `yesterday`, `3 weeks ago`, `in 2 months`."""
    days = (day - now.date()).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days)
    if near is not None:
        return near
    size, name = next((size, name) for size, name in _STEPS if abs(days) >= size)
    return _away(round(abs(days) / size), name, past=days < 0)


def instant_from(at: datetime, now: datetime) -> str:
    """How far an instant lies from now: `just now`, `5 minutes ago`, `3 hours ago`, then days."""
    seconds = (now - at).total_seconds()
    if abs(seconds) < 60:
        return "just now"
    if abs(seconds) < 3_600:
        return _away(round(abs(seconds) / 60), "minute", past=seconds > 0)
    if abs(seconds) < 86_400:
        return _away(round(abs(seconds) / 3_600), "hour", past=seconds > 0)
    return days_from(at.astimezone(UTC).date(), now)


def _away(number: int, name: str, *, past: bool) -> str:
    length = plural(number, name)
    return f"{length} ago" if past else f"in {length}"


def clock_time(at: datetime) -> str:
    """`16 Mar 2026, 14:05 UTC`."""
    at = at.astimezone(UTC)
    return f"{short_day(at.date())}, {at:%H:%M} UTC"


def plural(number: int, one: str, more: str = "") -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def shape_of(verdict: Verdict) -> str:
    """The shape that stands beside the word for a status: `overdue` has one of its own."""
    return "overdue" if verdict.overdue and verdict.outcome is None else str(verdict.status)


def as_text(value: str) -> str:
    """A word of the ledger as people write it: `kept_late` is `kept late`."""
    return value.replace("_", " ")


def percent(share: float) -> str:
    """`0.9` is `90%`."""
    return f"{round(share * 100)}%"


def link(url: str | None, text: str) -> Markup | str:
    """The text as a link where the address is one of the web, else the text alone: no `javascript:`, no `data:`."""
    if url is None or not is_web_address(url):
        return text
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(url, text)


def is_web_address(url: str) -> bool:
    """Whether a browser can be sent there."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme.lower() in _WEB and bool(parts.hostname)
    except ValueError:
        return False


def claimed_by(tracked: TrackedClaim) -> str:
    """Who made the claim, or else where it stood."""
    claim = tracked.claim
    return claim.claimant or claim.publisher or "nobody named"


@lru_cache(maxsize=2_000)
def shortened(text: str) -> str:
    """A claim's words where there is little room."""
    return in_one_line(text, _SHORT)


FILTERS: dict[str, Callable[..., Any]] = {
    "as_text": as_text,
    "claimed_by": claimed_by,
    "clock_time": clock_time,
    "day_in_words": day_in_words,
    "days_from": days_from,
    "instant_from": instant_from,
    "link": link,
    "percent": percent,
    "plural": plural,
    "shape_of": shape_of,
    "short_day": short_day,
    "shortened": shortened,
}
