"""Dates told as the last, this or the next one: "next month", "last Friday", "the past five years"."""

from dataclasses import replace
from datetime import timedelta

from claims.extract.when import periods
from claims.extract.when.absolute import day_led, month_led
from claims.extract.when.clock import Hours
from claims.extract.when.counted import counts_from_now, hours_from, moved
from claims.extract.when.figures import month_and_day
from claims.extract.when.holidays import HOLIDAY_WORDS, holiday
from claims.extract.when.parts_of_year import quarter_or_half
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.relative import weekday_led, weekday_of_week
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.vocabulary import (
    DAYTIMES,
    GROUPS,
    MONTHS,
    ORDINALS,
    SEASONS,
    SHORT_UNITS,
    UNITS,
    WEEKDAYS,
    WHICH,
)


def which_led(scene: Scene, i: int) -> Phrase | None:
    """Read "last year", "this Friday", "next May", "the past five years", "last night"."""
    tokens = scene.tokens
    which, word = WHICH[tokens.words[i]], tokens.word(i + 1)
    if tokens.words[i] == "prior" and word not in UNITS:
        return None
    if tokens.words[i] in ("following", "same") and tokens.word(i - 1) not in ("the", "on"):
        return None  # "following last week's vote"
    if word in WHICH and tokens.words[i] == "this" and WHICH[word]:
        inner = which_led(scene, i + 1)
        return inner and Phrase(i, inner.end, inner.period)
    if which and word not in ("a", "an"):
        counted = tokens.number(i + 1)
        rolling = _rolling(scene, i, which * counted[0], counted[1]) if counted else None
        if rolling is not None:
            return rolling
    return _which_unit(scene, i, which) or _which_of_year(scene, i, which)


def _which_unit(scene: Scene, i: int, which: int) -> Phrase | None:
    """Read "next week", "last Friday", "this evening", "this fiscal year", "same month last year"."""
    tokens = scene.tokens
    word = tokens.word(i + 1)
    if word in ("fiscal", "financial", "calendar") and tokens.word(i + 2) == "year":
        return Phrase(i, i + 3, periods.neighbour(scene.told_on, which, "year"))
    if word == "day" and which == 1:
        return next_day(scene, i)
    if tokens.words[i] == "same" and word in ("week", "month", "quarter") and tokens.word(i + 3) == "year":
        past = WHICH.get(tokens.word(i + 2))
        return None if past is None else Phrase(i, i + 4, _year_off(scene, past, word))
    if word in UNITS:
        return _neighbouring(scene, i, which, UNITS[word])
    if word in WEEKDAYS:
        return _which_weekday(scene, i, which)
    if word in DAYTIMES:
        return _which_daytime(scene, i, which)
    if SHORT_UNITS.get(word) == "hour" and which:
        return _rolling_unit(scene, i, i + 2, which, "hour")
    if tokens.word(i - 1) in ("or", "and") and tokens.word(i - 2) in UNITS and tokens.word(i - 3) in WHICH:
        return _same_unit(scene, i, which, UNITS[tokens.word(i - 2)])
    return None


def _year_off(scene: Scene, years: int, unit: periods.Unit) -> Period:
    """The running week, month or quarter of another year: "the same month last year"."""
    if unit == "week":
        whole = periods.whole_year(scene.told_on.year + years)
        return periods.nth_week(whole, scene.told_on.isocalendar().week)
    return periods.containing(periods.shifted(scene.told_on, years, "year"), unit)


def _which_daytime(scene: Scene, i: int, which: int) -> Phrase | None:
    """Read "this morning", "last night"; "next morning" only of what lies ahead."""
    word = scene.tokens.word(i + 1)
    is_told = which == 0 or word == "night" or (which < 0 and word == "evening")
    if not is_told and not (which > 0 and counts_from_now(scene, i, i + 2)):
        return None
    return Phrase(i, i + 2, periods.day(scene.told_on + timedelta(days=which)), hours=Hours(*DAYTIMES[word]))


def _same_unit(scene: Scene, i: int, which: int, unit: periods.Unit) -> Phrase | None:
    """Read "next" of "this week or next"."""
    is_free = not scene.tokens.word(i + 1).isalnum() and unit != "day"
    return Phrase(i, i + 1, periods.neighbour(scene.told_on, which, unit)) if is_free else None


def next_day(scene: Scene, i: int) -> Phrase | None:
    """Read "the next day", "the following day" of what lies ahead; in a story they count from its own days."""
    at = i + 1 if scene.tokens.words[i] == "the" else i
    is_next = WHICH.get(scene.tokens.word(at)) == 1 and scene.tokens.word(at + 1) == "day"
    if not is_next or not counts_from_now(scene, i, at + 2):
        return None
    return Phrase(i, at + 2, periods.day(scene.told_on + timedelta(days=1)))


def _which_of_year(scene: Scene, i: int, which: int) -> Phrase | None:
    """Read "next May", "last summer", "this Christmas", "next 6th of April"."""
    word = scene.tokens.word(i + 1)
    if word in SEASONS:
        month = SEASONS[word]
        period = _occurrence(scene, lambda year: periods.season(year, month), which)
        return Phrase(i, i + 2, period) if period else None
    rule = month_led if word in MONTHS else holiday if word in HOLIDAY_WORDS else None
    if rule is None and which and (word[:1].isdecimal() or word in ORDINALS):
        rule = _day_in_month
    inner = rule(scene, i + 1) if rule else None
    if inner is None or inner.yearly is None:
        return None
    period = _occurrence(scene, inner.yearly, which)
    return Phrase(i, inner.end, period) if period else None


def _day_in_month(scene: Scene, i: int) -> Phrase | None:
    """Read "6th of April", "5/12" of "next 5/12"."""
    return month_and_day(scene, i) or day_led(scene, i)


def _which_weekday(scene: Scene, i: int, which: int) -> Phrase | None:
    """Read "next Friday" as that of the next calendar week, "this Friday" of this one, "last Friday" of the last.

    "past" and "upcoming" mean the nearest on their side.
    """
    weekday = WEEKDAYS[scene.tokens.word(i + 1)]
    named = weekday_led(scene, i + 1)
    if named is not None and named.end > i + 2 and named.yearly is not None:
        return Phrase(i, named.end, named.yearly(scene.told_on.year))
    if scene.tokens.words[i] in ("past", "coming", "upcoming"):
        ahead = (weekday - scene.told_on.weekday() - 1) % 7 + 1
        days = ahead if which > 0 else -((scene.told_on.weekday() - weekday - 1) % 7 + 1)
        return Phrase(i, i + 2, periods.day(scene.told_on + timedelta(days=days)))
    return Phrase(i, i + 2, weekday_of_week(scene, weekday, which))


def _occurrence(scene: Scene, yearly: periods.Yearly, which: int) -> Period | None:
    year = scene.told_on.year
    if which == 0:
        return yearly(year)
    around = [yearly(y) for y in (year - 1, year, year + 1)]
    if which > 0:
        return next((period for period in around if period.first > scene.told_on), None)
    return next((period for period in reversed(around) if period.last < scene.told_on), None)


def _neighbouring(scene: Scene, i: int, which: int, unit: periods.Unit) -> Phrase | None:
    tokens = scene.tokens
    if unit == "day":
        return None
    if unit == "weekend" and tokens.words[i] in ("coming", "upcoming"):
        this = periods.containing(scene.told_on, unit)
        return Phrase(i, i + 2, this if this.first > scene.told_on else periods.neighbour(scene.told_on, 1, unit))
    if unit == "week":
        at = i + 3 if tokens.word(i + 2) == "," else i + 2
        at = at + 1 if tokens.word(at) == "on" else at
        days = _days_of_week(scene, i, at, which)
        if days is not None:
            return days
        if tokens.word(at) in WEEKDAYS:
            return Phrase(i, at + 1, weekday_of_week(scene, WEEKDAYS[tokens.word(at)], which))
    if unit == "year" and tokens.word(i + 2) == "'" and tokens.word(i + 3) == "s":
        part = quarter_or_half(scene, i + 4) if tokens.word(i + 4)[:1] in ("q", "h") or tokens.ordinal(i + 4) else None
        if part is not None and part.yearly is not None:
            return Phrase(i, part.end, part.yearly(scene.told_on.year + which))
    if tokens.words[i] == "past" or (which > 0 and unit == "fortnight"):
        return _rolling_unit(scene, i, i + 2, which, unit)
    if unit == "fortnight":
        return None
    return Phrase(i, i + 2, periods.neighbour(scene.told_on, which, unit))


def _days_of_week(scene: Scene, i: int, at: int, which: int) -> Phrase | None:
    """Read "from Wednesday to Friday" behind "next week"."""
    tokens = scene.tokens
    first, last = WEEKDAYS.get(tokens.word(at + 1)), WEEKDAYS.get(tokens.word(at + 3))
    is_joined = tokens.word(at + 2) in ("to", "and", "until", "till", "through", "-", "–")
    if tokens.word(at) not in ("from", "between") or not is_joined or first is None or last is None or last < first:
        return None
    edges = (weekday_of_week(scene, day, which) for day in (first, last))
    return Phrase(i, at + 4, next(edges)._replace(last=next(edges).last))


def which_counted(scene: Scene, i: int) -> Phrase | None:
    """Read "5 coming weeks", "the two previous days"."""
    tokens = scene.tokens
    count, at = tokens.number(i) or (0, i)
    if not count or not WHICH.get(tokens.word(at)) or tokens.words[i] in ("a", "an"):
        return None
    return _rolling(scene, i, count * WHICH[tokens.word(at)], at + 1)


def _rolling(scene: Scene, i: int, count: int, at: int) -> Phrase | None:
    """Read "the next five years", "the past ten days": counted from the day of telling; not "will last two years"."""
    tokens = scene.tokens
    counted_unit = tokens.unit(at)
    is_single = tokens.word(at) in UNITS or tokens.word(at) in ("hour", "minute")
    if counted_unit is None or (is_single and abs(count) != 1):
        return None
    if tokens.words[i] == "last" and tokens.word(i - 1) in GROUPS["lasting"]:
        return None
    unit, end = counted_unit
    compound = _compound(scene, i, count > 0)
    if compound is not None:
        return compound
    if unit in ("quarter", "half"):
        edges = [periods.neighbour(scene.told_on, step, unit) for step in ((1, count) if count > 0 else (count, -1))]
        return Phrase(i, end, Period(edges[0].first, edges[1].last, precision_of(unit)))
    return _rolling_unit(scene, i, end, count, unit)


def _compound(scene: Scene, i: int, ahead: bool) -> Phrase | None:
    """Read "the last 3 months and 2 weeks"."""
    lapse = scene.tokens.lapse(i + 1)
    if lapse is None or len(lapse[0]) < 2 or scene.tokens.word(lapse[1]) == "ago":
        return None
    far = moved(i, lapse[1], scene, lapse[0], back=not ahead)
    edges = sorted((scene.told_on, far.period.first))
    hours = far.hours and Hours(scene.told_at, far.hours.last) if ahead else far.hours
    if not ahead and far.hours is not None:
        hours = Hours(far.hours.first, scene.told_at)
    return replace(far, period=far.period._replace(first=edges[0], last=edges[1]), hours=hours)


def _rolling_unit(scene: Scene, start: int, end: int, count: int, unit: periods.Unit) -> Phrase:
    if unit in periods.SHORT:
        span = count * periods.SHORT[unit]
        return hours_from(scene, start, end, min(span, timedelta(0)), max(span, timedelta(0)))
    other = periods.shifted(scene.told_on, count, unit)
    first, last = (scene.told_on + timedelta(days=1), other) if count > 0 else (other, scene.told_on)
    return Phrase(start, end, Period(first, last, precision_of(unit)))
