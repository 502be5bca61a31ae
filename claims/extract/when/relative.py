"""Dates counted from the day of telling: "next month", "a week ago", "Friday", "tomorrow"."""

from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import day_led, month_led, stands_alone
from claims.extract.when.clock import Hours
from claims.extract.when.counted import hours_from
from claims.extract.when.figures import month_and_day, numeric
from claims.extract.when.holidays import HOLIDAY_WORDS, holiday
from claims.extract.when.parts_of_year import quarter_or_half
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import (
    DAY_WORDS,
    DAYTIMES,
    GROUPS,
    MONTHS,
    SEASONS,
    SHORT_UNITS,
    UNITS,
    WEEKDAYS,
    WHICH,
)


def day_word(scene: Scene, i: int) -> Phrase | None:
    """Read "today", "tonight", "yesterday", "tomorrow"; not as part of a name ("USA Today")."""
    tokens = scene.tokens
    if tokens.is_capital(i) and tokens.is_capital(i - 1):
        return None
    day = periods.day(scene.told_on + timedelta(days=DAY_WORDS[tokens.words[i]]))
    hours = Hours(*DAYTIMES["night"]) if tokens.words[i] in ("tonight", "tonite") else None
    return Phrase(i, i + 1, day, hours=hours)


def day_beside(scene: Scene, i: int) -> Phrase | None:
    """Read "the day after tomorrow", "the day before yesterday"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    step = {"after": 1, "before": -1}.get(tokens.word(at + 1))
    days = DAY_WORDS.get(tokens.word(at + 2))
    if tokens.word(at) != "day" or step is None or days != step:
        return None
    return Phrase(i, at + 3, periods.day(scene.told_on + timedelta(days=days + step)))


def which_led(scene: Scene, i: int) -> Phrase | None:
    """Read "last year", "this Friday", "next May", "the past five years", "last night"."""
    tokens = scene.tokens
    which = WHICH[tokens.words[i]]
    word = tokens.word(i + 1)
    if tokens.words[i] == "prior" and word not in UNITS:
        return None
    if tokens.words[i] in ("following", "same") and tokens.word(i - 1) not in ("the", "on"):
        return None  # "following last week's vote"
    if word in ("fiscal", "financial", "calendar") and tokens.word(i + 2) == "year":
        return Phrase(i, i + 3, periods.neighbour(scene.told_on, which, "year"))
    if word in WHICH and tokens.words[i] == "this" and WHICH[word]:
        inner = which_led(scene, i + 1)
        return inner and Phrase(i, inner.end, inner.period)
    counted = tokens.number(i + 1)
    if counted and which and word not in ("a", "an"):
        return _rolling(scene, i, which * counted[0], counted[1])
    if word in UNITS:
        return _neighbouring(scene, i, which, UNITS[word])
    if word in WEEKDAYS:
        return _which_weekday(scene, i, which)
    if word in DAYTIMES and (which == 0 or word == "night"):
        return Phrase(i, i + 2, periods.day(scene.told_on + timedelta(days=which)), hours=Hours(*DAYTIMES[word]))
    if SHORT_UNITS.get(word) == "hour" and which:
        return _rolling_unit(scene, i, i + 2, which, "hour")
    return _which_of_year(scene, i, which)


def _which_of_year(scene: Scene, i: int, which: int) -> Phrase | None:
    """Read "next May", "last summer", "this Christmas"."""
    word = scene.tokens.word(i + 1)
    if word in SEASONS:
        month = SEASONS[word]
        period = _occurrence(scene, lambda year: periods.season(year, month), which)
        return Phrase(i, i + 2, period) if period else None
    rule = month_led if word in MONTHS else holiday if word in HOLIDAY_WORDS else None
    inner = rule(scene, i + 1) if rule else None
    if inner is None or inner.yearly is None:
        return None
    period = _occurrence(scene, inner.yearly, which)
    return Phrase(i, inner.end, period) if period else None


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
    if unit in ("quarter", "half"):
        edges = [periods.neighbour(scene.told_on, step, unit) for step in ((1, count) if count > 0 else (count, -1))]
        return Phrase(i, end, Period(edges[0].first, edges[1].last, precision_of(unit)))
    return _rolling_unit(scene, i, end, count, unit)


def _rolling_unit(scene: Scene, start: int, end: int, count: int, unit: periods.Unit) -> Phrase:
    if unit in periods.SHORT:
        span = count * periods.SHORT[unit]
        return hours_from(scene, start, end, min(span, timedelta(0)), max(span, timedelta(0)))
    other = periods.shifted(scene.told_on, count, unit)
    first, last = (scene.told_on + timedelta(days=1), other) if count > 0 else (other, scene.told_on)
    return Phrase(start, end, Period(first, last, precision_of(unit)))


def weekday_of_week(scene: Scene, weekday: int, which: int) -> Period:
    """A weekday (Monday 0) of last (-1), this (0) or next (1) calendar week."""
    monday = scene.told_on - timedelta(days=scene.told_on.weekday())
    return periods.day(monday + timedelta(days=weekday + 7 * which))


def which_counted(scene: Scene, i: int) -> Phrase | None:
    """Read "5 coming weeks", "the two previous days"."""
    tokens = scene.tokens
    count, at = tokens.number(i) or (0, i)
    if not count or not WHICH.get(tokens.word(at)) or tokens.words[i] in ("a", "an"):
        return None
    return _rolling(scene, i, count * WHICH[tokens.word(at)], at + 1)


def weekday_led(scene: Scene, i: int) -> Phrase | None:
    """Read "Friday", "Monday, 12 March", "Tuesday of next week", "Wednesday the 9th"."""
    tokens = scene.tokens
    number = WEEKDAYS[tokens.words[i]]
    at = i + 1
    if len(tokens.words[i]) <= 5 and tokens.word(at) == "." and tokens.is_glued(at):
        at += 1
    if tokens.word(at)[:-1] in DAYTIMES and tokens.word(at)[-1:] == "s":
        return None  # "Monday mornings" are many
    named = at + 1 if tokens.word(at) in (",", "(", "-") else at
    dated = _day_beside_weekday(scene, named)
    if dated is not None and dated.period.precision is Precision.DAY:
        closing = tokens.word(at) == "(" and tokens.word(dated.end) == ")"
        return Phrase(i, dated.end + closing, dated.period, dated.yearly)
    nth_at = at + 1 if tokens.word(at) == "," and tokens.word(at + 1) == "the" else at
    nth = tokens.ordinal(nth_at + 1 if tokens.word(nth_at) == "the" else nth_at) or _bare_day(tokens, at)
    if nth is not None:
        return _weekday_the_nth(scene, i, nth)
    week = at + 1 if tokens.word(at) == "of" else at
    week = week + 1 if tokens.word(week) == "the" and week > at else week
    which = WHICH.get(tokens.word(week))
    if which is not None and tokens.word(week + 1) == "week":
        return Phrase(i, week + 2, weekday_of_week(scene, number, which))
    if not stands_alone(tokens, i) or tokens.word(i - 1) in ("every", "each", "other"):
        return None
    return Phrase(i, i + 1, scene.weekday(number, i, i + 1))


def _day_beside_weekday(scene: Scene, i: int) -> Phrase | None:
    word = scene.tokens.word(i)
    if word in MONTHS:
        return month_led(scene, i)
    if not word[:1].isdecimal():
        return day_led(scene, i)
    return day_led(scene, i) or month_and_day(scene, i) or (numeric(scene, i) if len(word) > 5 else None)


def _bare_day(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The day of the month in "Friday 31", where nothing follows that the number could count."""
    word, behind = tokens.word(i), tokens.word(i + 1)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    free = behind in ("", ",", ".", "!", "?", ")", "at", "from", "between") and not tokens.is_glued(i)
    return (int(word), i + 1) if free else None


def _weekday_the_nth(scene: Scene, i: int, nth: tuple[int, int]) -> Phrase | None:
    """Read "Tuesday the 9th": the nearest month in which that day falls on that weekday."""
    weekday = WEEKDAYS[scene.tokens.words[i]]
    for months in sorted(range(-12, 13), key=abs):
        start = periods.shifted(scene.told_on.replace(day=1), months, "month")
        when = start + timedelta(days=nth[0] - 1)
        if when.weekday() == weekday and when.month == start.month:
            return Phrase(i, nth[1], periods.day(when))
    return None


def weekend(scene: Scene, i: int) -> Phrase | None:
    """Read "the weekend": the latest one begun, or with a future verb the coming one."""
    if scene.tokens.word(i - 1) not in ("the", "at", "over", "on", "of"):
        return None
    told_on = scene.told_on
    around = [periods.neighbour(told_on, count, "weekend") for count in (-1, 0, 1)]
    period = scene.pick(around, scene.tense(i, i + 1))
    start = i - 1 if scene.tokens.word(i - 1) == "the" else i
    return None if period is None else Phrase(start, i + 1, period)
