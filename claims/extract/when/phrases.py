"""All dates without their preposition: the rules by opening word, and those that hold another date inside."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from claims.domain.mention import Precision
from claims.extract.when import absolute, parts_of_year, periods, relative
from claims.extract.when.clock import END_OF_DAY, Hours
from claims.extract.when.periods import Period
from claims.extract.when.scene import Phrase, Rule, Scene
from claims.extract.when.vocabulary import (
    DAY_WORDS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PARTS_OF,
    SEASONS,
    UNITS,
    WEEKDAYS,
    WHICH,
)

_DEPTH = 3


def phrase_at(scene: Scene, i: int) -> Phrase | None:
    """The date that begins at token `i`, by the first rule that reads one.

    Raises ValueError or OverflowError where the words name a day that no calendar has.
    """
    for rule in _rules_for(scene.tokens.word(i)):
        phrase = rule(scene, i)
        if phrase is not None:
            return phrase
    return None


def opens(word: str) -> bool:
    """Whether a date may begin with this word."""
    return word[:1].isdecimal() or word in _RULES


def _rules_for(word: str) -> tuple[Rule, ...]:
    rules = _RULES.get(word)
    if rules is not None:
        return rules
    if not word[:1].isdecimal():
        return ()
    if word[-1] == "s":
        return (parts_of_year.decade,)
    if word[-1].isalpha():
        return (nth_of, parts_of_year.quarter_or_half, absolute.day_led)
    if not word.isdecimal():
        return (absolute.numeric,)
    return _YEAR_RULES if len(word) == 4 else _NUMBER_RULES


def _inner(scene: Scene, i: int) -> Phrase | None:
    """The date inside another one ("the end of early 2026"), down to a depth that no sentence needs."""
    return None if scene.depth >= _DEPTH else phrase_at(replace(scene, depth=scene.depth + 1), i)


def part_led(scene: Scene, i: int) -> Phrase | None:
    """Read "early 2026", "mid-March", "late last year"."""
    tokens = scene.tokens
    at = i + 1
    if tokens.word(at) in ("-", "in"):
        at += 1
    at = at + 1 if tokens.word(at) == "the" else at
    inner = _inner(scene, at)
    if inner is None or inner.period.precision is Precision.DAY:
        return None
    return _part(inner, i, inner.end, PARTS[tokens.words[i]])


def part_of_led(scene: Scene, i: int) -> Phrase | None:
    """Read "the end of June 2025", "start of the year", "end-June"."""
    tokens = scene.tokens
    part = PARTS_OF[tokens.words[i]]
    if tokens.word(i + 1) == "of":
        inner = _whole(scene, i + 2)
    elif part == 3 and tokens.word(i + 1) == "-":
        inner = _inner(scene, i + 2)
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
    at = i + 1 if tokens.word(i) == "the" else i
    inner = _inner(scene, i) or (_inner(scene, at) if at > i else None)
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
    at = i + 1 if tokens.word(i) == "the" else i
    if tokens.word(at) not in ("day", "business") or tokens.word(at + 1) == "'":
        return None
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
    period = periods.third(periods.containing(scene.told_on, unit), 3)
    return Phrase(i, at + 1, period, is_end=True)


def rest_led(scene: Scene, i: int) -> Phrase | None:
    """Read "later this year", "earlier this month", "the rest of the week": cut at the day of telling."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word in ("rest", "remainder"):
        inner = _whole(scene, i + 2) if tokens.word(i + 1) == "of" else None
    else:
        at = i + 2 if tokens.word(i + 1) == "in" else i + 1
        inner = _inner(scene, at) if tokens.word(at) in WHICH else _whole(scene, at)
    if inner is not None and inner.hours is not None and word == "later":
        return _later_hours(inner, i)
    if inner is None or inner.period.precision is Precision.DAY:
        return None
    period = inner.period
    if word == "earlier":
        cut = period._replace(last=max(period.first, min(period.last, scene.told_on)))
    else:
        cut = period._replace(first=min(period.last, max(period.first, scene.told_on)))
    return Phrase(i, inner.end, cut)


def _later_hours(inner: Phrase, start: int) -> Phrase | None:
    """Read "later this afternoon": without its first two hours."""
    hours = inner.hours
    if hours is None or hours.first is None:
        return None
    return replace(inner, start=start, hours=Hours(hours.first.replace(hour=hours.first.hour + 2), hours.last))


def nth_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the first week of May", "last Thursday in June", "first half of March"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    number = tokens.ordinal(at) or ((-1, at + 1) if tokens.word(at) in ("last", "final") else None)
    if number is None:
        return None
    thing = tokens.word(number[1])
    if thing not in ("week", "weekend", "half", "day") and thing not in WEEKDAYS:
        return None
    if tokens.word(number[1] + 1) not in ("of", "in") or not (number[0] < 0 or 1 <= number[0] <= 53):
        return None
    inner = _whole(scene, number[1] + 2)
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


def month_and_day_on(scene: Scene, i: int) -> Phrase | None:
    """Read "on 7/6"; elsewhere such numbers are fractions, scores and the names of events."""
    is_date = scene.tokens.word(i - 1) in ("on", "from", "between", "to", "-")
    return absolute.month_and_day(scene, i) if is_date else None


def week_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the week of 3 March", "week beginning Monday"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    if tokens.word(at) != "week" or tokens.word(at + 1) not in ("of", "beginning", "starting", "commencing", "ending"):
        return None
    start = at + 3 if tokens.word(at + 2) in ("on", "the") else at + 2
    inner = _inner(scene, start)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    return Phrase(i, inner.end, periods.containing(inner.period.first, "week"))


def counted_from(scene: Scene, i: int) -> Phrase | None:
    """Read "two weeks after Easter", "three days before 1 May", "a week from Friday"."""
    tokens = scene.tokens
    number = tokens.number(i)
    if number is None:
        return None
    counted_unit = tokens.unit(number[1])
    if counted_unit is None:
        return None
    unit, at = counted_unit
    if unit in periods.SHORT:
        return None
    sign = {"after": 1, "from": 1, "before": -1}.get(tokens.word(at))
    if sign is None:
        return None
    inner = _inner(scene, at + 1)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    when: date = periods.shifted(inner.period.first, sign * number[0], unit)
    return Phrase(i, inner.end, Period(when, when, periods.precision_of(unit)))


_NUMBER_RULES: tuple[Rule, ...] = (absolute.day_led, relative.counted, counted_from, month_and_day_on)
_YEAR_RULES: tuple[Rule, ...] = (parts_of_year.year_led,)
_NTH_RULES: tuple[Rule, ...] = (nth_of, parts_of_year.quarter_or_half, absolute.day_led)

_OPENINGS: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
    (absolute.HOLIDAY_WORDS, (absolute.holiday,)),
    (MONTHS, (absolute.month_led,)),
    (WEEKDAYS, (relative.weekday_led,)),
    (DAY_WORDS, (relative.day_word,)),
    (SEASONS, (parts_of_year.season,)),
    (ORDINALS, _NTH_RULES),
    (("twenty", "thirty"), _NTH_RULES),
    (NUMBERS, (relative.counted, counted_from)),
    (("q1", "q2", "q3", "q4", "h1", "h2"), (parts_of_year.quarter_or_half,)),
    (("last",), (parts_of_year.quarter_or_half,)),
    (WHICH, (nth_of, relative.which_led)),
    (("final",), (nth_of, parts_of_year.quarter_or_half)),
    (PARTS, (part_led,)),
    (PARTS_OF, (part_of_led,)),
    (("later", "earlier", "rest", "remainder"), (rest_led,)),
    (("year", "month", "quarter", "decade", "week"), (unit_end,)),
    (("year", "fiscal", "financial", "calendar", "fy"), (parts_of_year.fiscal_led,)),
    (("week",), (week_of,)),
    (("weekend",), (relative.weekend,)),
    (("the", "day"), (relative.day_beside,)),
    (("the",), (*_NTH_RULES, week_of, absolute.nth_of_month)),
)


def _rules_by_word() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for words, more in _OPENINGS:
        for word in words:
            rules[word] = rules.get(word, ()) + more
    return rules


_RULES = _rules_by_word()
