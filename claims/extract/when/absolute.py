"""Dates by their own names, up to the month: days, months, holidays; and the year behind them."""

from contextlib import suppress
from datetime import date

from claims.extract.when import periods
from claims.extract.when.periods import Yearly
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.spelled import year_at
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import (
    GROUPS,
    KNOWN_DAYS,
    MONTHS,
    NUMBERS,
    WEAK,
    WEEKDAYS,
    WHICH,
)

SAFER_MONTHS = frozenset(("april", "june", "august"))  # weak only as the names of people and as an old adjective


def dated(scene: Scene, start: int, end: int, yearly: Yearly, year: int | None) -> Phrase | None:
    """The phrase of something that recurs every year, in the year named or the one that the tense tells."""
    if year is not None:
        return Phrase(start, end, yearly(year))
    period = scene.occurrence(yearly, start, end)
    return None if period is None else Phrase(start, end, period, yearly)


def year_behind(scene: Scene, i: int) -> tuple[int | None, int]:
    """The year named at token `i` (", 2025", "of next year", "fiscal 2026") and the token behind; else (None, i)."""
    tokens = scene.tokens
    at = i
    if tokens.word(at) in (",", "of", "in", "-", "/"):
        at += 1
    named = _short_year(scene, i) or _year_words(scene, at)
    if named is None or (tokens.word(i) in ("-", "/") and not tokens.is_glued(i)):
        return None, i
    return named


def _short_year(scene: Scene, i: int) -> tuple[int, int] | None:
    """Read "'17" behind "May", "-19" behind "1-Jan"."""
    tokens = scene.tokens
    i = i + 1 if tokens.word(i) in ("of", ",") and tokens.word(i + 1) == "'" else i
    word = tokens.word(i + 1)
    if len(word) != 2 or not word.isdecimal() or not tokens.is_glued(i + 1):
        return None
    is_short = tokens.word(i) == "'" or (tokens.word(i) == "-" and tokens.is_glued(i) and tokens.word(i - 2) == "-")
    return (periods.century_of(int(word), scene.told_on), i + 2) if is_short and tokens.word(i + 2) != "s" else None


def _year_words(scene: Scene, i: int) -> tuple[int, int] | None:
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) == "the" else i
    which = WHICH.get(tokens.word(at))
    if which is not None and tokens.word(at + 1) == "year":
        return scene.told_on.year + which, at + 2
    if tokens.word(at) in ("fiscal", "financial", "calendar", "fy", "cy"):
        at += 1
    if tokens.word(at) == "year":
        at += 1
        if at == i + 2 and tokens.word(i) == "the" and tokens.year(at, 1000) is None:
            return (scene.told_on.year, at) if tokens.word(i - 1) == "of" else None
    return year_at(tokens, at, 1000)


def nth_of_month(scene: Scene, i: int) -> Phrase | None:
    """Read "on the 18th" where nothing follows that it could count ("on the 18th floor")."""
    tokens = scene.tokens
    day = tokens.ordinal(i + 1)
    if day is None or not 1 <= day[0] <= 31 or not (tokens.word(i + 1)[0].isdecimal() or day[0] > 12):
        return None
    behind = tokens.word(day[1])
    is_free = not behind[:1].isalpha() or behind in ("at", "and", "between", "from", "to", "but")
    if tokens.word(i - 1) not in GROUPS["before_nth"] or not is_free:
        return None
    return nearest_day(scene, i, day)


def nearest_day(scene: Scene, start: int, day: tuple[int, int]) -> Phrase | None:
    """A day of the month by its number and the token behind it: of the month that the tense tells."""
    around = []
    for months in (-1, 0, 1):
        first = periods.shifted(scene.told_on.replace(day=1), months, "month")
        with suppress(ValueError):
            around.append(periods.day(first.replace(day=day[0])))
    period = scene.pick(around, scene.tense(start, day[1]))
    return None if period is None else Phrase(start, day[1], period)


def month_led(scene: Scene, i: int) -> Phrase | None:
    """Read "March 12, 2025", "Dec. 15", "June of next year", "May"."""
    tokens = scene.tokens
    month = MONTHS[tokens.words[i]]
    if tokens.is_glued(i) and tokens.word(i - 1) in ("$", "#", "@"):
        return None
    at = i + 1
    if len(tokens.words[i]) <= 4 and tokens.word(at) == "." and tokens.is_glued(at):
        at += 1
    day_at = at + 1 if tokens.word(at) in ("-", "/", "the", ",") or _is_dotted(tokens, at) else at
    day = tokens.ordinal(day_at) or _day_number(tokens, day_at)
    if day and 1 <= day[0] <= 31 and (tokens.word(at) != "," or tokens.ordinal(day_at)):
        year, end = year_behind(scene, day[1])
        year = known_year(tokens, (month, day[0]), end) if year is None else year
        return dated(scene, i, end, day_of(month, day[0]), year)
    year, end = year_behind(scene, at)
    if year is None and not stands_alone(tokens, i):
        return None
    if year is None:
        end = i + 1
    return dated(scene, i, end, lambda y: periods.month(y, month), year)


def _is_dotted(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the dot of "September.15th"."""
    return tokens.word(i) == "." and tokens.is_glued(i) and tokens.is_glued(i + 1) and tokens.ordinal(i + 1) is not None


def known_year(tokens: Tokens, day: tuple[int, int], end: int) -> int | None:
    """The year of a day that everybody knows: of "the Sept. 11 attacks"."""
    year, words = KNOWN_DAYS.get(day, (None, frozenset[str]()))
    return year if tokens.word(end) in words else None


def _day_number(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month in figures or in words ("May twenty-nine"), and the token behind it."""
    if is_day_number(tokens, i):
        return tokens.number(i)
    spelled = tokens.number(i) if tokens.word(i) in NUMBERS and NUMBERS[tokens.word(i)] >= 10 else None
    return None if spelled is None or tokens.counts(spelled[1] - 1) else spelled


def is_day_number(tokens: Tokens, i: int) -> bool:
    """Whether token `i` may be a day of a month in figures, by its length and what stands behind it."""
    word = tokens.word(i)
    if not word.isdecimal() or len(word) > 2:
        return False
    is_clock = tokens.word(i + 1) == ":" and tokens.is_glued(i + 1)
    return not (is_clock or tokens.counts(i))


def day_of(month: int, day: int) -> Yearly:
    """A day of every year; ValueError in a year without it."""
    return lambda year: periods.day(date(year, month, day))


def stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether a month or weekday name may be one without a day or year beside it."""
    word = tokens.words[i]
    before = tokens.word(i - 1)
    if before.isdecimal() and len(before) <= 2 and word in MONTHS:
        return False  # a day that this month does not have
    if word not in WEAK:
        return True
    if before == "the" and tokens.word(i - 2) in GROUPS["time"]:
        before = tokens.word(i - 2)
    return _is_weekday(tokens, i, before) if word in WEEKDAYS else _is_month(tokens, i, before)


def _is_weekday(tokens: Tokens, i: int, before: str) -> bool:
    """Whether "Sun", "Sat", "Wed" or "Mon" is a day: behind a word of time or beside another weekday."""
    if not tokens.is_capital(i):
        return tokens.word(i - 1) in ("next", "last")  # not "in the sun"
    if tokens.word(i + 1) in ("-", "–", "to", "through") and tokens.word(i + 2) in WEEKDAYS:
        return True
    is_joined = tokens.word(i - 1) in ("-", "–", "or", "and", "to", "/") and tokens.word(i - 2) in WEEKDAYS
    return is_joined or before in GROUPS["time"]


def _is_month(tokens: Tokens, i: int, before: str) -> bool:
    """Whether "May", "March", "Jan" or "August" is a month, by the words beside it."""
    word = tokens.words[i]
    behind = tokens.word(i + 1)
    if not tokens.is_capital(i):
        return before in GROUPS["lower_time"] or (before in GROUPS["time"] and word in SAFER_MONTHS)
    if before in GROUPS["time"]:
        is_name = tokens.is_capital(i + 1) and behind not in MONTHS  # "said by May Hill"
        return not (before in ("by", "from", "and", "to") and is_name)
    if behind in ("-", "–") and tokens.word(i + 2) in MONTHS:
        return True
    if before in GROUPS["determiner"]:  # "a May interview", not "the March on the capital"
        return behind.isalpha() and not tokens.is_capital(i + 1) and behind not in GROUPS["time"]
    return word in SAFER_MONTHS and not tokens.is_capital(i + 1) and i > 0


def day_led(scene: Scene, i: int) -> Phrase | None:
    """Read "12 March 2025", "the 9th of May", "first of August"."""
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) == "the" else i
    day = tokens.ordinal(at) or (tokens.number(at) if is_day_number(tokens, at) else None)
    if day is None or not 1 <= day[0] <= 31:
        return None
    at = day[1] + 1 if tokens.word(day[1]) == "day" else day[1]
    has_of = tokens.word(at) == "of"
    if has_of or (tokens.word(at) in ("-", "/") and tokens.is_glued(at)):
        at += 1
    at = at + 1 if _is_dotted_day(scene, at) else at
    month = MONTHS.get(tokens.word(at))
    if month is None:
        is_nth = not tokens.word(day[1] - 1).isdecimal()
        return _day_of_which_month(scene, i, day[0], at) if is_nth else None
    end = at + 1
    dot = end + 2 if tokens.word(end + 1) == "," else end + 1
    if tokens.word(end) == "." and tokens.is_glued(end) and tokens.words[at] != "may" and tokens.year(dot):
        end += 1
    year, end = year_behind(scene, end)
    if tokens.words[at] in ("may", "march") and not (has_of or year or tokens.is_capital(at)):
        return None
    return dated(scene, i, end, day_of(month, day[0]), year)


def _is_dotted_day(scene: Scene, i: int) -> bool:
    """Whether token `i` is the dot of "16. November 2016": a month and a year follow it."""
    tokens = scene.tokens
    behind = i + 3 if tokens.word(i + 2) == "." else i + 2
    is_dot = tokens.word(i) == "." and tokens.is_glued(i) and tokens.word(i + 1) in MONTHS
    return is_dot and year_behind(scene, behind)[0] is not None


def _day_of_which_month(scene: Scene, start: int, day: int, i: int) -> Phrase | None:
    """Read "20th of next month", "the 31st of the month"."""
    tokens = scene.tokens
    which = 0 if tokens.word(i) == "the" else WHICH.get(tokens.word(i))
    if which is None or tokens.word(i + 1) != "month":
        return None
    month = periods.neighbour(scene.told_on, which, "month").first
    return Phrase(start, i + 2, periods.day(month.replace(day=day)))
