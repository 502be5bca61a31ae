"""Dates from a first to a last one: "from March to May 2025", "12-15 March", "between now and 2030"."""

from dataclasses import replace
from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.clock import Hours, clock_at, may_open_clock
from claims.extract.when.days import TO, days_of_month
from claims.extract.when.periods import Period
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.timed import timed_at
from claims.extract.when.tokens import Tokens


def range_or_date(scene: Scene, i: int) -> Phrase | None:
    """The range that begins at token `i`, with its "from" or "between", or the date where there is none."""
    tokens = scene.tokens
    word = tokens.words[i]
    framing = word in ("from", "between")
    at = i + 1 if framing else i
    days = days_of_month(scene, at)
    if days is not None:
        return replace(days, start=i)
    if framing:
        timed = timed_at(scene, i)
        if timed is not None:
            return timed
    named = timed_at(scene, at)
    first = named or _edge(scene, at, is_second=False, year_alone=word == "between")
    if first is None:
        return None
    alone = None if framing else named
    joint = tokens.word(first.end)
    if joint not in TO and not (word == "between" and joint == "and"):
        return alone
    after = first.end + 1
    second = timed_at(scene, after) or _edge(scene, after, is_second=True, year_alone=True)
    if second is None and (first.hours is not None or tokens.word(first.start) == "now"):
        second = _hour(scene, after, first.period)
    period = None if second is None else _from_to(scene, first, second)
    if second is None or period is None:
        return alone
    return Phrase(i, second.end, period, hours=_hours(tokens, first, second))


def _hours(tokens: Tokens, first: Phrase, second: Phrase) -> Hours | None:
    """The times of day of both ends; that of "now" counts only beside another."""
    start = None if second.hours is None and tokens.word(first.start) == "now" else first.hours
    end = None if first.hours is None and tokens.word(second.start) == "now" else second.hours
    return Hours(start.first if start else None, end.last if end else None) if start or end else None


def _edge(scene: Scene, i: int, *, is_second: bool, year_alone: bool) -> Phrase | None:
    """One end of a range that is no date by itself: "now", "the third", a year without a word of time."""
    tokens = scene.tokens
    if tokens.word(i) in ("now", "date"):
        told_at = Hours(scene.told_at, scene.told_at) if scene.told_at and tokens.word(i) == "now" else None
        return Phrase(i, i + 1, periods.day(scene.told_on), hours=told_at)
    if (tokens.word(i), tokens.word(i + 1)) in (("current", "date"), ("the", "present"), ("the", "moment")):
        return Phrase(i, i + 2, periods.day(scene.told_on))
    if tokens.word(i) == "the":
        return timed_at(scene, i + 1)
    if tokens.word(i - 1) == "from" and not is_second:
        hour = _hour(scene, i, periods.day(scene.told_on))
        if hour is not None:
            return hour
    year = tokens.year(i)
    if year is None or (not is_second and tokens.is_glued(i) and tokens.word(i - 2).isdecimal()):
        return None  # the tail of a telephone number begins no range
    joined = tokens.word(i + 1) in TO and tokens.year(i + 2) is not None
    return Phrase(i, i + 1, periods.whole_year(year)) if year_alone or joined else None


def _hour(scene: Scene, i: int, day: Period) -> Phrase | None:
    """A time of day as one end of a range whose other end tells the day: "between 2:00 tomorrow and 4:00"."""
    clock = clock_at(scene.tokens, i) if may_open_clock(scene.tokens.word(i)) else None
    return None if clock is None or clock.bare else Phrase(i, clock.end, day, hours=clock.hours)


def _from_to(scene: Scene, first: Phrase, second: Phrase) -> Period | None:
    """The days of both ends; an end that names no year takes that of the other."""
    start, end = first.period, second.period
    if first.yearly and second.yearly:
        left, right = first.yearly, second.yearly

        def both(year: int) -> Period:
            one, other = left(year), right(year)
            return Period(one.first, (other if other.first >= one.first else right(year + 1)).last, other.precision)

        return scene.occurrence(both, first.start, second.end)
    if first.yearly and not second.yearly:
        start = first.yearly(end.first.year)
        if start.first > end.first:
            start = first.yearly(end.first.year - 1)
    elif second.yearly:
        end = second.yearly(start.first.year)
        if end.first < start.first:
            end = second.yearly(start.first.year + 1)
    elif end.last < start.first and end.precision is Precision.DAY and (start.first - end.last).days < 7:
        end = periods.day(end.first + timedelta(days=7))
    if end.last < start.first:
        return None
    return Period(start.first, end.last, end.precision)
