"""The dates that pages and feeds print for machines."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from claims.domain.moment import Moment, moment_of


def read_when(printed: object) -> Moment | None:
    """An ISO 8601 or RFC 822 date as a moment; None for anything else.

    An instant needs its offset; a time without one is known by its day only, which is the day at the
    place of publication. RFC 822's "-0000" means UTC.
    """
    if not isinstance(printed, str) or not 10 <= len(printed.strip()) <= 40:
        return None
    printed = printed.strip()
    for parse in (_iso, _rfc822):
        try:
            return parse(printed)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _iso(printed: str) -> Moment:
    if len(printed) == 10:
        return Moment(date.fromisoformat(printed))
    at = datetime.fromisoformat(printed)
    return Moment(at.date()) if at.tzinfo is None else moment_of(at)


def _rfc822(printed: str) -> Moment:
    at = parsedate_to_datetime(printed)
    return moment_of(at if at.tzinfo is not None else at.replace(tzinfo=UTC))
