"""Dates counted from the day of telling: "next month", "a week ago", "Friday", "tomorrow"."""

from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import HOLIDAY_WORDS, day_led, holiday, month_led, stands_alone
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.vocabulary import COUNTED_UNITS, DAY_WORDS, DAYTIMES, MONTHS, SEASONS, UNITS, WEEKDAYS, WHICH


def day_word(scene: Scene, i: int) -> Phrase:
    """ "today", "tonight", "yesterday", "tomorrow"."""
    days = DAY_WORDS[scene.tokens.words[i]]
    return Phrase(i, i + 1, periods.day(scene.told_on + timedelta(days=days)))


def day_beside(scene: Scene, i: int) -> Phrase | None:
    """ "the day after tomorrow", "the day before yesterday"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    words = (tokens.word(at), tokens.word(at + 1), tokens.word(at + 2))
    days = {("day", "after", "tomorrow"): 2, ("day", "before", "yesterday"): -2}.get(words)
    return None if days is None else Phrase(i, at + 3, periods.day(scene.told_on + timedelta(days=days)))


def which_led(scene: Scene, i: int) -> Phrase | None:
    """ "last year", "this Friday", "next May", "the past five years", "last night"."""
    tokens = scene.tokens
    which = WHICH[tokens.words[i]]
    word = tokens.word(i + 1)
    if word in ("fiscal", "financial", "calendar") and tokens.word(i + 2) == "year":
        return Phrase(i, i + 3, periods.neighbour(scene.told_on, which, "year"))
    counted = tokens.number(i + 1)
    if counted and which and word not in ("a", "an"):
        return _rolling(scene, i, which * counted[0], counted[1])
    if word in UNITS:
        return _neighbouring(scene, i, which, UNITS[word])
    if word in WEEKDAYS:
        return Phrase(i, i + 2, _weekday_of_week(scene, WEEKDAYS[word], which))
    if word in MONTHS:
        inner = month_led(scene, i + 1)
    elif word in SEASONS:
        month = SEASONS[word]
        period = _occurrence(scene, lambda year: periods.season(year, month), which)
        return Phrase(i, i + 2, period) if period else None
    elif word in HOLIDAY_WORDS:
        inner = holiday(scene, i + 1)
    elif word in DAYTIMES and which <= 0 and (which == 0 or word == "night"):
        return Phrase(i, i + 2, periods.day(scene.told_on + timedelta(days=which)))
    else:
        return None
    if inner is None or inner.yearly is None:
        return None
    named = _occurrence(scene, inner.yearly, which)
    return Phrase(i, inner.end, named) if named else None


def _occurrence(scene: Scene, yearly: periods.Yearly, which: int) -> Period | None:
    year = scene.told_on.year
    if which == 0:
        return yearly(year)
    around = [yearly(y) for y in (year - 1, year, year + 1)]
    if which > 0:
        return next((period for period in around if period.first > scene.told_on), None)
    return next((period for period in reversed(around) if period.last < scene.told_on), None)


def _neighbouring(scene: Scene, i: int, which: int, unit: periods.Unit) -> Phrase | None:
    if unit == "day":
        return None
    if scene.tokens.words[i] == "past" or (which > 0 and unit == "fortnight"):
        return _rolling_unit(scene, i, i + 2, which, unit)
    if unit == "fortnight":
        return None
    return Phrase(i, i + 2, periods.neighbour(scene.told_on, which, unit))


def _rolling(scene: Scene, i: int, count: int, at: int) -> Phrase | None:
    """ "the next five years", "the past ten days": counted from the day of telling."""
    unit = COUNTED_UNITS.get(scene.tokens.word(at))
    return None if unit is None else _rolling_unit(scene, i, at + 1, count, unit)


def _rolling_unit(scene: Scene, start: int, end: int, count: int, unit: periods.Unit) -> Phrase:
    other = periods.shifted(scene.told_on, count, unit)
    first, last = min(scene.told_on, other), max(scene.told_on, other)
    return Phrase(start, end, Period(first, last, precision_of(unit)))


def _weekday_of_week(scene: Scene, weekday: int, which: int) -> Period:
    monday = scene.told_on - timedelta(days=scene.told_on.weekday())
    return periods.day(monday + timedelta(days=weekday + 7 * which))


def counted(scene: Scene, i: int) -> Phrase | None:
    """ "a week ago", "two years from now", "5 coming weeks"."""
    tokens = scene.tokens
    number = tokens.number(i)
    if number is None:
        return None
    count, at = number
    if tokens.word(at) in WHICH and WHICH[tokens.word(at)] and tokens.words[i] not in ("a", "an"):
        return _rolling(scene, i, count * WHICH[tokens.word(at)], at + 1)
    unit = COUNTED_UNITS.get(tokens.word(at))
    if unit is None:
        return None
    if tokens.word(at + 1) == "ago":
        return moved(i, at + 2, scene, -count, unit)
    if tokens.word(at + 1) == "from" and tokens.word(at + 2) == "now":
        return moved(i, at + 3, scene, count, unit)
    return None


def moved(start: int, end: int, scene: Scene, count: int, unit: periods.Unit) -> Phrase:
    """The one day `count` units from the day of telling, as exact as the unit."""
    when = periods.shifted(scene.told_on, count, unit)
    return Phrase(start, end, Period(when, when, precision_of(unit)))


def weekday_led(scene: Scene, i: int) -> Phrase | None:
    """ "Friday", "Monday, 12 March", "Tuesday of next week", "Wednesday the 9th"."""
    tokens = scene.tokens
    number = WEEKDAYS[tokens.words[i]]
    at = i + 1
    if len(tokens.words[i]) <= 5 and tokens.word(at) == "." and tokens.is_glued(at):
        at += 1
    named = at + 1 if tokens.word(at) in (",", "(", "-") else at
    for rule in (month_led if tokens.word(named) in MONTHS else day_led,):
        dated = rule(scene, named)
        if dated is not None and dated.period.precision is Precision.DAY:
            closing = tokens.word(at) == "(" and tokens.word(dated.end) == ")"
            return Phrase(i, dated.end + closing, dated.period, dated.yearly)
    week = at + 1 if tokens.word(at) == "of" else at
    which = WHICH.get(tokens.word(week))
    if which is not None and tokens.word(week + 1) == "week":
        return Phrase(i, week + 2, _weekday_of_week(scene, number, which))
    if not stands_alone(tokens, i):
        return None
    period = scene.weekday(number, i, i + 1)
    return Phrase(i, i + 1, period)


def weekend(scene: Scene, i: int) -> Phrase | None:
    """ "the weekend": the latest one begun, or with a future verb the coming one."""
    if scene.tokens.word(i - 1) not in ("the", "at", "over", "on", "of"):
        return None
    told_on = scene.told_on
    around = [periods.neighbour(told_on, count, "weekend") for count in (-1, 0, 1)]
    period = scene.pick(around, scene.tense(i, i + 1))
    start = i - 1 if scene.tokens.word(i - 1) == "the" else i
    return None if period is None else Phrase(start, i + 1, period)


def is_past(scene: Scene, start: int, end: int) -> bool:
    """Whether the verb beside tokens `start` to `end` says that this is over."""
    return scene.tense(start, end) is Tense.PAST
