"""What the headers of an answer say: what it is, in which characters, and when to ask again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

_LONGEST = 300  # characters of a header that is kept and sent back
_CHARSET = re.compile(r""";\s{0,9}charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.\-]{2,40})""", re.I)
_MOST_DIGITS = 9  # of a number of seconds
_ASKED_LITTLE = timedelta(minutes=1)  # for "too many requests" that does not say how long
_LONGEST_WAIT = timedelta(days=1)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def media_type_of(content_type: str) -> str:
    """A Content-Type in lower case without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """The encoding that a Content-Type names."""
    found = _CHARSET.search(content_type[:_LONGEST])
    return found[1] if found is not None else None


def short_header(value: str | None) -> str | None:
    """A header to be sent back some day, as it is; None for one that is too long or that no request may hold."""
    good = value is not None and len(value) <= _LONGEST and value.isascii() and value.isprintable()
    return value if good and value else None


def wait_of(status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long a server asks to be left alone (RFC 9110, 10.2.3), up to a day; None where it does not ask.

    "Too many requests" without a Retry-After stands for a minute.
    """
    if status not in _BUSY:
        return None
    wait = retry_after(headers, now)
    if wait is None:
        return _ASKED_LITTLE if status == HTTPStatus.TOO_MANY_REQUESTS else None
    return min(wait, _LONGEST_WAIT)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long Retry-After says to wait, by seconds or by an HTTP date; None where it says neither."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return timedelta(seconds=int(said[:_MOST_DIGITS]))
    try:
        at = parsedate_to_datetime(said[:_LONGEST])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max((at if at.tzinfo is not None else at.replace(tzinfo=UTC)) - now, timedelta())
