"""Times of day beside a date: "3pm", "half past seven", "from 9 to 11 am", "evening"."""

from dataclasses import dataclass, replace
from datetime import time

from claims.extract.when.points import Point, point_at
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import CLOCK, DAYTIMES, GROUPS, NUMBERS

_JOINTS = frozenset(("to", "until", "till", "through", "-", "–", "—"))
_AROUND = frozenset(("at", "around", "about", "for", "@", "approximately", "circa"))
_COUNTS = frozenset(("a", "an", "few", "couple", "several"))
_OPENINGS = frozenset((*CLOCK, *(frozenset(NUMBERS) - _COUNTS), "half", "quarter", "from", "between"))
_UP_TO = frozenset(("before", "by", "until", "till"))
_ONWARD = frozenset(("after", "since", "from"))
_NIGHT = 20  # the hour a night begins
_LATE = 17  # from here on an hour told without am or pm is of the evening, not of the early morning
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Hours:
    """The times of day on the first and on the last day of a date, None where an end is open; one twice is a point."""

    first: time | None
    last: time | None


END_OF_DAY = Hours(_END_OF_DAY, _END_OF_DAY)


@dataclass(frozen=True, slots=True)
class Clock:
    """Tokens `start` to `end` and the hours they tell.

    `bare` where it is a number that might count anything, `certain` where am or pm, or the figures, say which half.
    """

    start: int
    end: int
    hours: Hours
    bare: bool = False
    certain: bool = False


def may_open_clock(word: str) -> bool:
    """Whether a time of day may begin with this word."""
    return word[:1].isdecimal() or word in _OPENINGS


def clock_at(tokens: Tokens, i: int) -> Clock | None:
    """The time of day or the hours that begin at token `i`: "noon", "9 to 11 am", "between 2 and 4pm"."""
    word = tokens.word(i)
    framing = word in ("from", "between")
    first = point_at(tokens, i + 1 if framing else i)
    if first is None:
        return None
    at = past_zone(tokens, first.end) if framing else first.end
    joint = tokens.word(at)
    if joint in _JOINTS or (framing and joint == "and"):
        last = point_at(tokens, at + 1)
        if last is not None:
            certain = bool(first.half or last.half)
            return _told_twice(tokens, Clock(i, last.end, _between(first, last), first.bare and last.bare, certain))
    if framing:
        return None
    later = tokens.word(first.end) == "or" and tokens.word(first.end + 1) == "later"
    end = first.end + 2 if later else first.end
    hours = Hours(first.at(), None if later else first.at())
    return _told_twice(tokens, Clock(i, end, hours, first.bare, bool(first.half)))


def _told_twice(tokens: Tokens, clock: Clock) -> Clock:
    """Read "8pm in the evening", "9:00 early morning": the part of the day behind the hour."""
    part = None if clock.bare else part_of_day(tokens, clock.end)
    if part is None or part.hours.first is None:
        return clock
    return Clock(clock.start, part.end, settled(clock, part.hours), certain=True)


def clock_behind(tokens: Tokens, i: int) -> Clock | None:
    """The time of day behind a date that ends at token `i`: ", at noon", "evening", "before 5pm", "from 9 to 11 am"."""
    at = i + 1 if tokens.word(i) == "," or (tokens.word(i) == "t" and tokens.is_glued(i)) else i
    part = None if at > i and tokens.word(at) != "in" else part_of_day(tokens, at)
    if part is not None:
        return replace(_within_part(tokens, part), start=i)
    word = tokens.word(at)
    if word in _AROUND:
        clock = clock_at(tokens, at + 1)
        is_none = clock is None or (clock.bare and (word == "for" or not _is_hour(tokens, clock)))
        return None if clock is None or is_none else replace(clock, start=i)
    if word in _UP_TO:
        return _open(tokens, at + 1, i, up_to=True)
    if word in ("no", "not") and tokens.word(at + 2) == "than" and tokens.word(at + 1) in ("later", "earlier"):
        return _open(tokens, at + 3, i, up_to=tokens.word(at + 1) == "later")
    if (word, tokens.word(at + 1)) in (("later", "than"), ("earlier", "than")):
        return _open(tokens, at + 2, i, up_to=word == "earlier")
    clock = clock_at(tokens, at) if may_open_clock(word) else None
    if clock is not None and not clock.bare:
        return replace(clock, start=i)
    return _open(tokens, at + 1, i, up_to=False) if word in _ONWARD else None


def part_of_day(tokens: Tokens, i: int) -> Clock | None:
    """Read "evening", "in the afternoon", "late morning", "pm"."""
    at = i
    if tokens.word(at) in ("in", "during"):
        at = at + 2 if tokens.word(at + 1) == "the" else at + 1
    part = tokens.word(at) if tokens.word(at) in ("early", "late", "mid") else ""
    if part:
        at = at + 2 if tokens.word(at + 1) == "-" else at + 1
    word = tokens.word(at)
    if word in ("am", "pm") and at == i:
        word = "morning" if word == "am" else "afternoon"
    if word not in DAYTIMES:
        return None
    first, last = DAYTIMES[word]
    middle = first.replace(hour=first.hour + 2)
    if part == "early":
        last = middle
    elif part == "late":
        first = middle
    return Clock(i, at + 1, Hours(first, last))


def _within_part(tokens: Tokens, part: Clock) -> Clock:
    """Read "afternoon between 1 and 4 pm", "morning at 7"; the part of the day alone where no hour follows."""
    behind = None if tokens.word(part.end) in _UP_TO else clock_behind(tokens, part.end) or bare_hours(tokens, part.end)
    if behind is None or behind.hours.first is None:
        return part
    return Clock(part.start, behind.end, settled(behind, part.hours), certain=True)


def bare_hours(tokens: Tokens, i: int) -> Clock | None:
    """Read "6-8" of "Monday morning 6-8"."""
    clock = clock_at(tokens, i) if may_open_clock(tokens.word(i)) else None
    is_range = clock is not None and clock.hours.first != clock.hours.last
    return clock if clock is not None and is_range and _is_hour(tokens, clock) else None


def settled(clock: Clock, part: Hours) -> Hours:
    """The hours of a clock within a part of the day: "this evening at 8" is 20:00, "tonight at 3" 03:00."""
    if clock.certain or part.first is None:
        return clock.hours
    lowest, first = part.first.hour, clock.hours.first
    ends = (first, clock.hours.last)
    if lowest < 12:
        moved = [at.replace(hour=at.hour - 12) if at and at.hour >= 13 else at for at in ends]
    elif lowest >= _NIGHT and first is not None and 13 <= first.hour < _LATE:
        moved = [at.replace(hour=at.hour - 12) if at and 13 <= at.hour < _LATE else at for at in ends]
    else:
        moved = [at.replace(hour=at.hour + 12) if at and at.hour < 12 else at for at in ends]
    return Hours(moved[0], moved[1])


def past_zone(tokens: Tokens, i: int) -> int:
    """The token behind a time zone at token `i` ("ET", "local time"), or `i`."""
    if tokens.word(i) in GROUPS["zone"]:
        return i + 2 if tokens.word(i + 1) == "time" else i + 1
    return i + 2 if tokens.word(i) == "local" and tokens.word(i + 1) == "time" else i


def _open(tokens: Tokens, i: int, start: int, *, up_to: bool) -> Clock | None:
    point = point_at(tokens, i)
    if point is None or point.bare:
        return None
    return Clock(start, point.end, Hours(None, point.at()) if up_to else Hours(point.at(), None))


def _is_hour(tokens: Tokens, clock: Clock) -> bool:
    """Whether a bare number is an hour by what follows: nothing that it could count."""
    word = tokens.word(clock.end)
    is_free = word in GROUPS["year_cue"] or word in ("and", "with", "to")
    return is_free or not (word.isalnum() or word in ("%", "-", "/"))


def _between(first: Point, last: Point) -> Hours:
    """The hours from one point to another; am or pm told for one goes for both unless that turns them round."""
    if last.half and not first.half:
        start, end = first.at("pm" if last.at().hour >= 12 else "am"), last.at()
        return Hours(start if start < end else first.at("am"), end)
    start = first.at()
    end = last.at("pm" if start.hour >= 12 else "am")
    return Hours(start, end if end > start else last.at("pm"))
