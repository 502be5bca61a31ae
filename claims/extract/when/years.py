"""Dates that begin with a year: "2025/26", "2026 Q1", "2017 April", "in 2025", "fiscal 2026"."""

from claims.extract.when import periods
from claims.extract.when.absolute import SAFER_MONTHS, day_of, is_day_number
from claims.extract.when.parts_of_year import part_of_year, quarter_or_half
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import GROUPS, MONTHS, WEAK

_FIRST_YEAR = 1500  # before it, bare numbers are amounts


def year_led(scene: Scene, i: int) -> Phrase | None:
    """Read a year and what stands behind it; a bare year only behind a word of time ("in 2025")."""
    tokens = scene.tokens
    year = tokens.year(i, _FIRST_YEAR)
    if year is None or (tokens.is_glued(i) and tokens.is_glued(i - 1) and _is_inside_number(tokens, i)):
        return None
    mark, behind = tokens.word(i + 1), i + 1
    if mark in ("/", "-", "–") and tokens.is_glued(i + 1) and tokens.is_glued(i + 2):
        joined = _joined(tokens, i, year)
        if joined is not None:
            return joined
        behind = i + 2
    elif mark == "," and tokens.word(i + 2) in MONTHS and tokens.word(i + 2) not in WEAK:
        behind = i + 2
    elif mark == "'" and tokens.word(i + 2) == "s":
        part = quarter_or_half(scene, i + 3) if tokens.word(i + 3) else None
        if part is not None and part.yearly is not None:
            return Phrase(i, part.end, part.yearly(year))
    part = _part_behind(tokens, i, behind, year)
    if part is not None:
        return part
    has_cue = _has_old_year_cue(tokens, i) if year < 1900 else _has_year_cue(tokens, i) or _is_attribute(tokens, i)
    return Phrase(i, i + 1, periods.whole_year(year)) if has_cue else None


def _joined(tokens: Tokens, i: int, year: int) -> Phrase | None:
    """Read "2025/26", "2025-2026"; "2025-06"."""
    second = tokens.word(i + 2)
    if second in (str(year + 1), str(year + 1)[2:]):
        return Phrase(i, i + 3, periods.years(year, year + 1))
    is_month = len(second) == 2 and "01" <= second <= "12" and tokens.word(i + 1) != "–"
    if not is_month or (tokens.word(i + 3) in ("-", "/") and tokens.is_glued(i + 3)):
        return None
    return Phrase(i, i + 3, periods.month(year, int(second)))


def _part_behind(tokens: Tokens, i: int, at: int, year: int) -> Phrase | None:
    """Read "2026 Q1", "2016 third quarter", "2017 April", "2019-Aug-01"."""
    named = tokens.word(at)
    ordinal = tokens.ordinal(at + 1 if named == "the" else at)
    if ordinal and tokens.word(ordinal[1]) in ("quarter", "half"):
        nth = part_of_year(tokens.word(ordinal[1]), ordinal[0])
        return Phrase(i, ordinal[1] + 1, nth(year)) if nth else None
    if len(named) == 2 and named[0] in "qh" and named[1].isdecimal():
        yearly = part_of_year("quarter" if named[0] == "q" else "half", int(named[1]))
        return Phrase(i, at + 1, yearly(year)) if yearly else None
    is_joined = at == i + 2
    if named not in MONTHS or (named in WEAK - SAFER_MONTHS and not is_joined and not tokens.is_capital(at)):
        return None
    day_at = at + 2 if is_joined and tokens.word(at + 1) in ("-", "/") else at + 1
    if is_day_number(tokens, day_at) and (day_at == at + 2 or not (is_joined or tokens.word(day_at + 1).isalpha())):
        return Phrase(i, day_at + 1, day_of(MONTHS[named], int(tokens.word(day_at)))(year))
    if is_day_number(tokens, at + 1) or tokens.year(at + 1) is not None:
        return None
    return Phrase(i, at + 1, periods.month(year, MONTHS[named]))


def _is_inside_number(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the tail of a longer number: "138-2010-2015", "0.2010"."""
    return tokens.word(i - 1) in (".", ",", "-", "/") and tokens.word(i - 2).isdecimal()


def _opens_list(tokens: Tokens, i: int) -> bool:
    """Whether the years up to token `i` are a list behind a word of time: "in 2021, 2022 and 2023"."""
    for at in range(i, max(0, i - 20), -2):
        if tokens.year(at) is None:
            return False
        if tokens.word(at - 1) in GROUPS["year_cue"] or tokens.word(at - 1) == "years":
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
    if before in GROUPS["year_cue"] or before == "years":
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
