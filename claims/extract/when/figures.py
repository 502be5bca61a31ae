"""Dates in figures alone: "2025-06-30", "6/30/25", "20250630", "on 7/6", "12-2015"."""

from datetime import date

from claims.extract.when import periods
from claims.extract.when.absolute import dated, day_of, is_day_number, known_year
from claims.extract.when.clock import clock_behind
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import GROUPS, MATCH_WORDS

_MARKS = ("/", "-")
_MATCH_REACH = 25  # tokens on either side in which words of a match make numbers scores
_BEFORE_SLASHES = frozenset(("on", "from", "between", "to", "-", "until", "since", "before", "by"))


def numeric(scene: Scene, i: int) -> Phrase | None:
    """2025-06-30, 30.06.2025, 6/30/2025: with slashes the month leads unless it cannot."""
    word = scene.tokens.words[i]
    mark = next((mark for mark in "-/." if mark in word), "")
    parts = word.split(mark) if mark else []
    if len(parts) != 3:
        return year_and_month(scene, i)
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
    """Whether figures with a year of two may be a date: "6/30/25", "30.06.25", "3-7-07"; not "3.2.10"."""
    is_dashed = mark == "-" and max(map(len, parts)) == 2
    return (
        (mark == "/" and len(parts[0]) <= 2) or is_dashed or (mark == "." and [len(part) for part in parts] == [2] * 3)
    )


def compact(scene: Scene, i: int) -> Phrase | None:
    """Read "20250630"."""
    word = scene.tokens.words[i]
    if len(word) != 8 or word[:2] not in ("19", "20"):
        return None
    return Phrase(i, i + 1, periods.day(date(int(word[:4]), int(word[4:6]), int(word[6:]))))


def year_and_month(scene: Scene, i: int) -> Phrase | None:
    """Read "3/2025", "12-2015", "2015-3": a month by its number, the year behind or before."""
    tokens = scene.tokens
    mark = tokens.word(i + 1)
    is_joined = mark in _MARKS and (tokens.is_glued(i + 1) or tokens.is_glued(i + 2) or _stands_last(tokens, i + 3))
    if not is_joined or tokens.word(i - 1) in _MARKS or tokens.word(i + 3) in _MARKS:
        return None
    month, year = tokens.word(i), tokens.year(i + 2)
    if year is None:
        month, year = tokens.word(i + 2), tokens.year(i)
    if year is None or not month.isdecimal() or not 1 <= int(month) <= 12 or tokens.counts(i + 2):
        return None
    is_glued = tokens.is_glued(i + 1) and tokens.is_glued(i + 2)
    if not (is_glued and mark == "/") and not _stands_last(tokens, i + 3):
        return None
    return Phrase(i, i + 3, periods.month(year, int(month)))


def _stands_last(tokens: Tokens, i: int) -> bool:
    """Whether a clause ends at token `i`, or what follows belongs to another one."""
    word = tokens.word(i)
    return word in GROUPS["clause"] or word in GROUPS["year_cue"] or not (word.isalnum() or word in ("%", "-", "/"))


def month_and_day(scene: Scene, i: int, mark: str = "/") -> Phrase | None:
    """Read "7/6" as a day of this year or the nearest one: the month leads unless it cannot."""
    tokens = scene.tokens
    if tokens.word(i + 1) != mark or not (tokens.is_glued(i + 1) and tokens.is_glued(i + 2)):
        return None
    if not is_day_number(tokens, i) or not is_day_number(tokens, i + 2) or tokens.word(i + 3) == "/":
        return None
    month, day = int(tokens.word(i)), int(tokens.word(i + 2))
    if month > 12:
        month, day = day, month
    return dated(scene, i, i + 3, day_of(month, day), known_year(tokens, (month, day), i + 3))


def month_and_day_on(scene: Scene, i: int) -> Phrase | None:
    """Read "on 7/6", "10/1-11/7", "6/4 at 9.30 am", "22/04"; others are fractions, scores and names of events."""
    tokens = scene.tokens
    before = tokens.word(i - 1)
    if tokens.word(i + 1) == "-":  # "on 4-22"; "a 5-4 vote"
        is_told = before == "on" and len(tokens.word(i + 2)) == 2 and _stands_last(tokens, i + 3)
        return month_and_day(scene, i, "-") if is_told else None
    is_behind_one = tokens.word(i - 3) == "/" and tokens.word(i - 5) in ("on", ",", "or", "and")
    is_listed = before in (",", "or", "and") and is_behind_one
    joins = tokens.word(i + 3) in ("-", "–", "to", "until", "through")
    opens_range = joins and "/" in (tokens.word(i + 5), tokens.word(i + 4)[1:2], tokens.word(i + 4)[2:3])
    if is_listed or opens_range or before in _BEFORE_SLASHES:
        return month_and_day(scene, i)
    clock = clock_behind(tokens, i + 3)
    if clock is not None and not clock.bare:
        return month_and_day(scene, i)
    return month_and_day(scene, i) if _is_plainly_a_day(tokens, i) else None


def _is_plainly_a_day(tokens: Tokens, i: int) -> bool:
    """Whether "11/20" or "22/04" can be nothing but a day: no fraction ("1/16"), no score, not "24/7"."""
    first, second = tokens.word(i), tokens.word(i + 2)
    if not (first.isdecimal() and second.isdecimal()) or (first, second) == ("24", "7"):
        return False
    figures = int(first), int(second)
    is_whole = min(figures) >= 2 and min(figures) <= 12 < max(figures) <= 31
    is_free = _stands_last(tokens, i + 3) and tokens.word(i + 3) != "of"  # "3/16 of an inch"
    return is_whole and is_free and not about_a_match(tokens, i)


def dotted(scene: Scene, i: int) -> Phrase | None:
    """Read "on 4.22" where nothing follows that the figures could count."""
    tokens = scene.tokens
    month, _, day = tokens.word(i).partition(".")
    if tokens.word(i - 1) != "on" or len(day) != 2 or not _stands_last(tokens, i + 1):
        return None
    if not (month.isdecimal() and day.isdecimal()) or not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return dated(scene, i, i + 1, day_of(int(month), int(day)), None)


def about_a_match(tokens: Tokens, i: int) -> bool:
    """Whether words of a match stand near token `i`: its numbers are scores, its first half no half-year."""
    return not MATCH_WORDS.isdisjoint(tokens.words[max(0, i - _MATCH_REACH) : i + _MATCH_REACH])
