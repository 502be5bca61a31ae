"""Dates by their own names, above the month: quarters, halves, seasons, years, decades."""

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import dated, year_behind
from claims.extract.when.figures import about_a_match
from claims.extract.when.periods import Period, Yearly
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.vocabulary import GROUPS, SEASONS, WEAK


def quarter_or_half(scene: Scene, i: int) -> Phrase | None:
    """Read "Q3", "H1 2026", "the first quarter of next year", "second half", "the first nine months of 2025"."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word[0] in "qh" and word[1:].isdecimal():
        yearly = part_of_year("quarter" if word[0] == "q" else "half", int(word[1]))
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
    yearly = part_of_year(unit, number[0])
    is_compound = tokens.word(at + 1) == "-" and tokens.word(at + 2).isalpha()  # "first quarter-final"
    if yearly is None or is_compound:
        return None
    year, end = year_behind(scene, at + 1)
    if year is None and (tokens.word(at + 1) == "of" or number[0] < 0):
        return None
    if year is None and unit == "half" and about_a_match(tokens, i):
        return None
    return dated(scene, i, end, yearly, year)


def numbered_quarter(scene: Scene, i: int) -> Phrase | None:
    """Read "quarter 3 of 2018"."""
    number = scene.tokens.word(i + 1)
    year, end = year_behind(scene, i + 2) if number in ("1", "2", "3", "4") else (None, i)
    return None if year is None else Phrase(i, end, periods.quarter(year, int(number)))


def part_of_year(unit: str, number: int) -> Yearly | None:
    """The quarter or half of every year by its number, -1 for the last; None where there is no such part."""
    of = {"quarter": 4, "half": 2}.get(unit)
    if of is None or number == 0 or number > of:
        return None
    build = periods.quarter if of == 4 else periods.half
    return lambda year: build(year, number if number > 0 else of)


def _edge_months(year: int, count: int, edge: int) -> Period:
    """The first (1) or last (-1) `count` months of a year."""
    precision = {2: Precision.QUARTER, 3: Precision.QUARTER, 6: Precision.HALF}.get(count, Precision.YEAR)
    return periods.months(year, 1 if edge > 0 else 13 - count, count, precision)


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
