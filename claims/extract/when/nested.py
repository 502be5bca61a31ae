"""Dates that hold another date inside: "the end of June", "first week of May", "two weeks after Easter"."""

from dataclasses import replace
from datetime import date, timedelta

from claims.domain.mention import Precision
from claims.extract.when import absolute, periods
from claims.extract.when.clock import END_OF_DAY, Hours
from claims.extract.when.periods import Period
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.vocabulary import MONTHS, PARTS, PARTS_OF, UNITS, WEEKDAYS, WHICH


def part_led(scene: Scene, i: int) -> Phrase | None:
    """Read "early 2026", "mid-March", "late last year"."""
    tokens = scene.tokens
    at = i + 1
    if tokens.word(at) in ("-", "in"):
        at += 1
    at = at + 1 if tokens.word(at) == "the" else at
    inner = scene.inner(at)
    part = PARTS[tokens.words[i]]
    if inner is None and part == 2 and tokens.word(i + 1) == "-" and tokens.word(at) in ("week", "month", "year"):
        inner = Phrase(at, at + 1, periods.containing(scene.told_on, tokens.word(at)))
    if inner is None or inner.period.precision is Precision.DAY:
        return part_of_hours(inner, i, part) if inner is not None else None
    return _part(inner, i, inner.end, part)


def part_of_hours(inner: Phrase, start: int, part: int) -> Phrase | None:
    """Read "early this evening", "later this afternoon": two hours of it, or all but the first two."""
    hours = inner.hours
    if hours is None or hours.first is None or hours.first == hours.last or part == 2:
        return None
    middle = hours.first.replace(hour=hours.first.hour + 2)
    return replace(inner, start=start, hours=Hours(middle, hours.last) if part == 3 else Hours(hours.first, middle))


def part_of_led(scene: Scene, i: int) -> Phrase | None:
    """Read "the end of June 2025", "start of the year", "end-June"."""
    tokens = scene.tokens
    part = PARTS_OF[tokens.words[i]]
    if tokens.word(i + 1) == "of":
        inner = _whole(scene, i + 2)
    elif part == 3 and tokens.word(i + 1) == "-":
        inner = scene.inner(i + 2)
    else:
        inner = None
    if inner is None and part == 3 and tokens.word(i + 1) == "of":
        inner = _running_day(scene, i + 2)
    if inner is None or inner.hours is not None:
        return None
    if inner.period.precision is Precision.DAY:
        is_end_of_day = part == 3 and inner.period.first == inner.period.last
        return replace(inner, start=i, hours=END_OF_DAY) if is_end_of_day else None
    return _part(inner, i, inner.end, part, is_end=part == 3)


def _whole(scene: Scene, i: int) -> Phrase | None:
    """A date, or the running unit ("the year", "month")."""
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) in ("the", "my", "our") else i
    inner = scene.inner(i) or (scene.inner(at) if at > i else None)
    if inner is not None:
        return inner
    end = at + 1 if tokens.word(at) in ("fiscal", "financial", "calendar", "current") else at
    unit = UNITS.get(tokens.word(end))
    if unit in (None, "day", "weekend", "fortnight"):
        return None
    return Phrase(i, end + 1, periods.containing(scene.told_on, unit))


def _running_day(scene: Scene, i: int) -> Phrase | None:
    """Read "the day" of "the end of the day", where nothing says which day."""
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) in ("the", "my", "our", "this") else i
    is_idiom = "at" in (tokens.word(i - 3), tokens.word(i - 4)) and tokens.word(at + 1) == ","
    if tokens.word(at) not in ("day", "business") or tokens.word(at + 1) == "'" or is_idiom:
        return None
    named = scene.inner(at + 2 if tokens.word(at + 1) == "on" else at + 1)
    if named is not None and named.period.first == named.period.last:
        return named  # "the close of business on Friday"
    return Phrase(i, at + 1, periods.day(scene.told_on))


def _part(inner: Phrase, start: int, end: int, part: int, *, is_end: bool = False) -> Phrase:
    yearly = inner.yearly
    later = None if yearly is None else lambda year: periods.third(yearly(year), part)
    return Phrase(start, end, periods.third(inner.period, part), later, is_end)


def unit_end(scene: Scene, i: int) -> Phrase | None:
    """Read "year-end", "the month's end"."""
    tokens = scene.tokens
    unit = UNITS.get(tokens.words[i])
    at = i + 1
    if tokens.word(at) == "'" and tokens.word(at + 1) == "s":
        at += 2
    elif tokens.word(at) == "-":
        at += 1
    if tokens.word(at) != "end" or unit not in ("year", "month", "quarter", "decade", "week"):
        return None
    year, end = absolute.year_behind(scene, at + 1)
    whole = periods.containing(scene.told_on, unit) if year is None or unit != "year" else periods.whole_year(year)
    return Phrase(i, end if unit == "year" else at + 1, periods.third(whole, 3), is_end=True)


def turn_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the turn of the year": the weeks around New Year."""
    tokens = scene.tokens
    if [tokens.word(i + k) for k in range(1, 4)] != ["of", "the", "year"]:
        return None

    def around(year: int) -> Period:
        return Period(date(year - 1, 12, 16), date(year, 1, 15), Precision.MONTH)

    return absolute.dated(scene, i, i + 4, around, None)


def edge_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the first three days of May", "the last two weeks of 2019"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    edge = {"first": 1, "opening": 1, "last": -1, "final": -1, "closing": -1}.get(tokens.word(at))
    number = tokens.number(at + 1) if edge else None
    counted = tokens.unit(number[1]) if number else None
    if edge is None or number is None or counted is None or tokens.word(counted[1]) != "of":
        return None
    inner = _whole(scene, counted[1] + 1)
    if inner is None or inner.period.precision is Precision.DAY or counted[0] in periods.SHORT:
        return None
    count, unit, whole = number[0], counted[0], inner.period
    if edge > 0:
        last = periods.shifted(whole.first, count, unit) - timedelta(days=1)
        cut = Period(whole.first, min(last, whole.last), periods.precision_of(unit))
    else:
        first = periods.shifted(whole.last + timedelta(days=1), -count, unit)
        cut = Period(max(first, whole.first), whole.last, periods.precision_of(unit))
    return Phrase(i, inner.end, cut)


def beside(scene: Scene, i: int) -> Phrase | None:
    """Read "the day after Christmas", "the week before Easter", "the Friday after Thanksgiving"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    unit = tokens.word(at)
    sign = {"after": 1, "before": -1}.get(tokens.word(at + 1))
    weekday = WEEKDAYS.get(unit)
    if (unit not in ("day", "week") and weekday is None) or sign is None:
        return None
    inner = scene.inner(at + 2)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    if weekday is not None:
        days = (sign * (weekday - inner.period.first.weekday()) - 1) % 7 + 1
        return Phrase(i, inner.end, periods.day(inner.period.first + sign * timedelta(days=days)))
    length = 1 if unit == "day" else 7
    near, far = (inner.period.first + timedelta(days=sign * days) for days in (1, length))
    return Phrase(i, inner.end, Period(min(near, far), max(near, far), periods.precision_of(unit)))


def rest_led(scene: Scene, i: int) -> Phrase | None:
    """Read "later this year", "earlier this month", "the rest of the week": cut at the day of telling."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word in ("rest", "remainder", "remaining"):
        inner = _whole(scene, i + 2) if tokens.word(i + 1) == "of" else None
        if inner is None and tokens.word(i + 1) == "of":
            return _rest_of_day(scene, i)
    else:
        at = i + 2 if tokens.word(i + 1) == "in" else i + 1
        inner = scene.inner(at) if tokens.word(at) in WHICH else _whole(scene, at)
    if inner is not None and inner.hours is not None and word == "later":
        return part_of_hours(inner, i, 3)
    if inner is None or inner.period.precision is Precision.DAY:
        return None
    period = inner.period
    if word == "earlier":
        cut = period._replace(last=max(period.first, min(period.last, scene.told_on)))
    else:
        cut = period._replace(first=min(period.last, max(period.first, scene.told_on)))
    return Phrase(i, inner.end, cut)


def _rest_of_day(scene: Scene, i: int) -> Phrase | None:
    """Read "rest of the day": from the moment of telling."""
    day = _running_day(scene, i + 2)
    hours = None if scene.told_at is None else Hours(scene.told_at, END_OF_DAY.last)
    return None if day is None else replace(day, start=i, hours=hours)


def nth_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the first week of May", "last Thursday in June", "first half of March"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    number = tokens.ordinal(at) or ((-1, at + 1) if tokens.word(at) in ("last", "final") else None)
    if number is None:
        return None
    thing = tokens.word(number[1])
    if thing not in ("week", "weekend", "half", "day", "month") and thing not in WEEKDAYS:
        return None
    behind = tokens.word(number[1] + 1)
    if not (behind in ("of", "in") or behind in WHICH) or not (number[0] < 0 or 1 <= number[0] <= 53):
        return None
    inner = _whole(scene, number[1] + (1 if behind in WHICH else 2))
    if inner is None or inner.period.precision not in (Precision.MONTH, Precision.YEAR, Precision.QUARTER):
        return None
    yearly = inner.yearly
    later = None if yearly is None else lambda year: _nth(yearly(year), thing, number[0])
    return Phrase(i, inner.end, _nth(inner.period, thing, number[0]), later)


def _nth(of: Period, thing: str, number: int) -> Period:
    if thing == "week":
        found = periods.nth_week(of, number)
    elif thing == "day":
        found = periods.day(of.last if number < 0 else of.first + timedelta(days=number - 1))
    elif thing == "month":
        found = periods.containing(of.last if number < 0 else periods.shifted(of.first, number - 1, "month"), "month")
    elif thing == "half" and of.precision is Precision.YEAR:
        found = periods.half(of.first.year, number)
    elif thing == "half":
        middle = of.first + (of.last - of.first) // 2
        first, last = (of.first, middle) if number == 1 else (middle + timedelta(days=1), of.last)
        found = Period(first, last, Precision.WEEK)
    elif thing == "weekend":
        saturday = periods.nth_weekday(of, 5, number).first
        found = Period(saturday, saturday + timedelta(days=1), Precision.WEEK)
    else:
        found = periods.nth_weekday(of, WEEKDAYS[thing], number)
    if found.first > of.last:
        raise ValueError(number)
    return found


def month_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the month of May 2025"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    if tokens.word(at) != "month" or tokens.word(at + 1) != "of" or tokens.word(at + 2) not in MONTHS:
        return None
    inner = scene.inner(at + 2)
    return inner and replace(inner, start=i)


def week_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the week of 3 March", "week beginning Monday", "w/c 3 March"."""
    tokens = scene.tokens
    if tokens.words[i] == "w":
        is_short = tokens.word(i + 1) == "/" and tokens.word(i + 2) in ("c", "b", "e") and tokens.is_glued(i + 2)
        inner = scene.inner(i + 3) if is_short else None
        is_day = inner is not None and inner.period.precision is Precision.DAY
        return Phrase(i, inner.end, periods.containing(inner.period.first, "week")) if inner and is_day else None
    at = i + 1 if tokens.words[i] == "the" else i
    if tokens.word(at) != "week" or tokens.word(at + 1) not in ("of", "beginning", "starting", "commencing", "ending"):
        return None
    start = at + 3 if tokens.word(at + 2) == "on" else at + 2
    inner = scene.inner(start) or (scene.inner(start + 1) if tokens.word(start) == "the" else None)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    return Phrase(i, inner.end, periods.containing(inner.period.first, "week"))
