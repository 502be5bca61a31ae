"""Dates by their own names, above the month: quarters, halves, seasons, years, decades."""

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import SAFER_MONTHS, dated, day_of, is_day_number, year_behind
from claims.extract.when.periods import Period, Yearly
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import GROUPS, MATCH_WORDS, MONTHS, SEASONS, WEAK

_MATCH_REACH = 25


def quarter_or_half(scene: Scene, i: int) -> Phrase | None:
    """Read "Q3", "H1 2026", "the first quarter of next year", "second half", "the first nine months of 2025"."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word[0] in "qh" and word[1:].isdecimal():
        yearly = _part_of_year("quarter" if word[0] == "q" else "half", int(word[1]))
        year, end = year_behind(scene, i + 1)
        return dated(scene, i, end, yearly, year) if yearly else None
    at = i + 1 if word == "the" else i
    number = tokens.ordinal(at) or ((-1, at + 1) if tokens.word(at) in ("final", "last") else None)
    if number is None:
        return None
    at = number[1] + 1 if tokens.word(number[1]) in ("-", "fiscal", "financial") else number[1]
    unit = tokens.word(at)
    count = tokens.number(at)
    if count and tokens.word(count[1]) == "months" and abs(number[0]) == 1 and 2 <= count[0] <= 11:
        year, end = year_behind(scene, count[1] + 1)
        return None if year is None else Phrase(i, end, _edge_months(year, count[0], number[0]))
    yearly = _part_of_year(unit, number[0])
    is_compound = tokens.word(at + 1) == "-" and tokens.word(at + 2).isalpha()  # "first quarter-final"
    if yearly is None or is_compound:
        return None
    year, end = year_behind(scene, at + 1)
    if year is None and (tokens.word(at + 1) == "of" or number[0] < 0):
        return None
    if year is None and unit == "half" and _is_about_a_match(tokens, i):
        return None
    return dated(scene, i, end, yearly, year)


def numbered_quarter(scene: Scene, i: int) -> Phrase | None:
    """Read "quarter 3 of 2018"."""
    number = scene.tokens.word(i + 1)
    year, end = year_behind(scene, i + 2) if number in ("1", "2", "3", "4") else (None, i)
    return None if year is None else Phrase(i, end, periods.quarter(year, int(number)))


def _part_of_year(unit: str, number: int) -> Yearly | None:
    of = {"quarter": 4, "half": 2}.get(unit)
    if of is None or number == 0 or number > of:
        return None
    build = periods.quarter if of == 4 else periods.half
    return lambda year: build(year, number if number > 0 else of)


def _edge_months(year: int, count: int, edge: int) -> Period:
    """The first (1) or last (-1) `count` months of a year."""
    precision = {2: Precision.QUARTER, 3: Precision.QUARTER, 6: Precision.HALF}.get(count, Precision.YEAR)
    return periods.months(year, 1 if edge > 0 else 13 - count, count, precision)


def _is_about_a_match(tokens: Tokens, i: int) -> bool:
    return not MATCH_WORDS.isdisjoint(tokens.words[max(0, i - _MATCH_REACH) : i + _MATCH_REACH])


def season(scene: Scene, i: int) -> Phrase | None:
    """Read "spring 2026", "in the summer"; alone only beside a word of time, since springs also flow."""
    tokens = scene.tokens
    year, end = year_behind(scene, i + 1)
    if year is not None and tokens.word(end) in ("-", "/", "–") and tokens.word(end + 1) == str(year + 1)[2:]:
        end += 2  # "winter 2017-18"
    before = tokens.word(i - 2) if tokens.word(i - 1) == "the" else tokens.word(i - 1)
    if year is None and (
        before not in GROUPS["time"] or before in ("to", "of", "-", "(", "and") or tokens.word(i + 1) == "of"
    ):
        return None
    if year is None and tokens.words[i] in WEAK and tokens.word(i - 1) != "the":
        return None
    first_month = SEASONS[tokens.words[i]]
    return dated(scene, i, end, lambda y: periods.season(y, first_month), year)


def year_led(scene: Scene, i: int) -> Phrase | None:
    """Read "2025/26", "2026 Q1", "2017 April"; a bare year only behind a word of time ("in 2025")."""
    tokens = scene.tokens
    year = tokens.year(i, 1500)
    if year is None or (tokens.is_glued(i) and tokens.is_glued(i - 1) and _is_inside_number(tokens, i)):
        return None
    mark = tokens.word(i + 1)
    second = tokens.word(i + 2)
    if mark in ("/", "-", "–") and tokens.is_glued(i + 1) and tokens.is_glued(i + 2):
        if second in (str(year + 1), str(year + 1)[2:]):
            return Phrase(i, i + 3, periods.years(year, year + 1))
        part = i + 2
        is_month = len(second) == 2 and "01" <= second <= "12" and mark != "–"
        if is_month and not (tokens.word(i + 3) in ("-", "/") and tokens.is_glued(i + 3)):
            return Phrase(i, i + 3, periods.month(year, int(second)))
    else:
        part = i + 2 if mark == "," and second in MONTHS and second not in WEAK else i + 1
    named = tokens.word(part)
    if len(named) == 2 and named[0] in "qh" and named[1].isdecimal():
        yearly = _part_of_year("quarter" if named[0] == "q" else "half", int(named[1]))
        return Phrase(i, part + 1, yearly(year)) if yearly else None
    if named in MONTHS and (named not in WEAK or named in SAFER_MONTHS or part == i + 2 or tokens.is_capital(part)):
        day_at = part + 2 if tokens.word(part + 1) in ("-", "/") and part == i + 2 else part + 1
        if day_at == part + 2 and is_day_number(tokens, day_at):
            return Phrase(i, day_at + 1, day_of(MONTHS[named], int(tokens.word(day_at)))(year))
        if part == i + 1 and is_day_number(tokens, part + 1) and not tokens.word(part + 2).isalpha():
            return Phrase(i, part + 2, day_of(MONTHS[named], int(tokens.word(part + 1)))(year))
        if not is_day_number(tokens, part + 1) and tokens.year(part + 1) is None:
            return Phrase(i, part + 1, periods.month(year, MONTHS[named]))
    if mark == "'" and second == "s":
        quarter = (
            quarter_or_half(scene, i + 3) if tokens.ordinal(i + 3) or tokens.word(i + 3)[:1] in ("q", "h") else None
        )
        if quarter is not None and quarter.yearly is not None:
            return Phrase(i, quarter.end, quarter.yearly(year))
    has_cue = _has_old_year_cue(tokens, i) if year < 1900 else _has_year_cue(tokens, i) or _is_attribute(tokens, i)
    return Phrase(i, i + 1, periods.whole_year(year)) if has_cue else None


def _is_inside_number(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the tail of a longer number: "138-2010-2015", "0.2010"."""
    return tokens.word(i - 1) in (".", ",", "-", "/") and tokens.word(i - 2).isdecimal()


def _opens_list(tokens: Tokens, i: int) -> bool:
    """Whether the years up to token `i` are a list behind a word of time: "in 2021, 2022 and 2023"."""
    for at in range(i, max(0, i - 20), -2):
        if tokens.year(at) is None:
            return False
        if tokens.word(at - 1) in GROUPS["year_cue"]:
            return True
    return False


def _has_old_year_cue(tokens: Tokens, i: int) -> bool:
    """Whether a number from 1500 to 1899 is a year: "in 1865,", "dates back to 1620"; amounts are more often so big."""
    before, behind = tokens.word(i - 1), tokens.word(i + 1)
    is_free = not behind[:1].isalpha() or behind in GROUPS["clause"] or tokens.word(i - 2) == "back"
    return is_free and (before in ("in", "since", "circa") or (before == "to" and tokens.word(i - 2) == "back"))


def _is_attribute(tokens: Tokens, i: int) -> bool:
    """Whether a year says which one of its kind: "the 2012 election", "its 2024 budget"."""
    behind = tokens.word(i + 1)
    is_year = 1900 < int(tokens.words[i]) < 2100 and int(tokens.words[i]) % 1000 != 0
    plain = behind.isalpha() and len(behind) > 2 and behind not in GROUPS["clause"] and behind not in GROUPS["time"]
    return is_year and plain and tokens.word(i - 1) in GROUPS["owner"] and not tokens.is_glued(i)


def _has_year_cue(tokens: Tokens, i: int) -> bool:
    before = tokens.word(i - 1)
    if before in GROUPS["year_cue"]:
        return True
    if before == "to" and tokens.word(i - 2) == "back":
        return True
    if tokens.word(i + 1) in ("or", "and") and tokens.word(i + 2) in GROUPS["or_later"] | GROUPS["or_earlier"]:
        return True
    if before == "-" and tokens.word(i - 2) in ("mid", "early", "late", "end", "pre", "post"):
        return True
    if before in ("and", "or", ",", "&") and tokens.year(i - 2) is not None:
        return _opens_list(tokens, i - 2)
    return tokens.word(i + 1) == "'" and tokens.word(i + 2) == "s"


def fiscal_led(scene: Scene, i: int) -> Phrase | None:
    """Read "fiscal 2026", "financial year 2025", "FY26"; read as the calendar year of that number."""
    tokens = scene.tokens
    at = i if tokens.words[i] in ("year", "fy", "cy") else i + 1
    at = at + 1 if tokens.word(at) in ("year", "fy", "cy") else at
    year = tokens.year(at)
    if year is None:
        short = tokens.word(at)
        if tokens.words[i] not in ("fy", "cy") or len(short) != 2 or not short.isdecimal():
            return None
        return Phrase(i, at + 1, periods.whole_year(2000 + int(short)))
    phrase = year_led(scene, at)
    return Phrase(i, phrase.end if phrase else at + 1, phrase.period if phrase else periods.whole_year(year))
