"""Dates in figures alone: "2025-06-30", "6/30/25", "20250630", "on 7/6"."""

from datetime import date

from claims.extract.when import periods
from claims.extract.when.absolute import dated, day_of, is_day_number, known_year
from claims.extract.when.scene import Phrase, Scene

_BEFORE_SLASHES = frozenset(("on", "from", "between", "to", "-", "until", "since", "before", "by"))


def numeric(scene: Scene, i: int) -> Phrase | None:
    """2025-06-30, 30.06.2025, 6/30/2025: with slashes the month leads unless it cannot."""
    word = scene.tokens.words[i]
    mark = next((mark for mark in "-/." if mark in word), "")
    parts = word.split(mark) if mark else []
    if len(parts) != 3:
        return _year_and_month(scene, i)
    if len(parts[0]) == 4 and len(parts[2]) <= 2:
        year, month, day = (int(part) for part in parts)
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and _may_be_short(parts, mark)):
        first, second, year = (int(part) for part in parts)
        year = year if len(parts[2]) == 4 else periods.century_of(year, scene.told_on)
        month, day = (second, first) if mark == "." or first > 12 else (first, second)
    else:
        return None
    return Phrase(i, i + 1, periods.day(date(year, month, day)))


def _may_be_short(parts: list[str], mark: str) -> bool:
    """Whether figures with a year of two may be a date: "6/30/25", "30.06.25"; not "3.2.10"."""
    return (mark == "/" and len(parts[0]) <= 2) or (mark == "." and [len(part) for part in parts] == [2, 2, 2])


def compact(scene: Scene, i: int) -> Phrase | None:
    """Read "20250630"."""
    word = scene.tokens.words[i]
    if len(word) != 8 or word[:2] not in ("19", "20"):
        return None
    return Phrase(i, i + 1, periods.day(date(int(word[:4]), int(word[4:6]), int(word[6:]))))


def _year_and_month(scene: Scene, i: int) -> Phrase | None:
    """Read "3/2025" behind a word of time: a month by its number, the year behind."""
    tokens = scene.tokens
    month, year = tokens.word(i), tokens.year(i + 2)
    if tokens.word(i + 1) != "/" or year is None or not (tokens.is_glued(i + 1) and tokens.is_glued(i + 2)):
        return None
    if not (month.isdecimal() and 1 <= int(month) <= 12) or tokens.word(i - 1) == "/" or tokens.word(i + 3) == "/":
        return None
    return Phrase(i, i + 3, periods.month(year, int(month)))


def month_and_day(scene: Scene, i: int) -> Phrase | None:
    """Read "7/6" as a day of this year or the nearest one: the month leads unless it cannot."""
    tokens = scene.tokens
    if tokens.word(i + 1) != "/" or not (tokens.is_glued(i + 1) and tokens.is_glued(i + 2)):
        return None
    if not is_day_number(tokens, i) or not is_day_number(tokens, i + 2) or tokens.word(i + 3) == "/":
        return None
    month, day = int(tokens.word(i)), int(tokens.word(i + 2))
    if month > 12:
        month, day = day, month
    return dated(scene, i, i + 3, day_of(month, day), known_year(tokens, (month, day), i + 3))


def month_and_day_on(scene: Scene, i: int) -> Phrase | None:
    """Read "on 7/6", "10/1-11/7"; elsewhere such numbers are fractions, scores and the names of events."""
    tokens = scene.tokens
    before = tokens.word(i - 1)
    is_behind_one = tokens.word(i - 3) == "/" and tokens.word(i - 5) in ("on", ",", "or", "and")
    is_listed = before in (",", "or", "and") and is_behind_one
    opens_range = tokens.word(i + 3) in ("-", "–") and tokens.word(i + 5) == "/" and tokens.is_glued(i + 5)
    return month_and_day(scene, i) if is_listed or opens_range or before in _BEFORE_SLASHES else None
