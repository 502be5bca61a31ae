"""Years in words ("nineteen eighty-four"), decades and centuries."""

from claims.extract.when import periods
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import GROUPS, NUMBERS, PARTS, TENS

CENTURY_WORDS = ("sixteen", "seventeen", "eighteen", "nineteen", "twenty")


def year_at(tokens: Tokens, i: int, earliest: int = 1900) -> tuple[int, int] | None:
    """The year from `earliest` to 2099 in figures or words at token `i`, and the token behind it."""
    year = tokens.year(i, earliest)
    if year is not None:
        return year, i + 1
    word = tokens.word(i)
    if word == "two" and tokens.word(i + 1) == "thousand":
        at = i + 3 if tokens.word(i + 2) == "and" else i + 2
        rest = _below_hundred(tokens, at)
        return (2000 + rest[0], rest[1]) if rest else None if tokens.counts(i + 1) else (2000, i + 2)
    if word not in CENTURY_WORDS:
        return None
    century, at = NUMBERS[word] * 100, i + 1
    if tokens.word(at) == "hundred":
        at = at + 2 if tokens.word(at + 1) == "and" else at + 1
        rest = _below_hundred(tokens, at)
        return (century + rest[0], rest[1]) if rest else None
    rest = _below_hundred(tokens, at + 1 if tokens.word(at) == "-" else at)
    if rest is None or (rest[0] < 10 and tokens.word(at) not in ("oh", "zero")) or tokens.counts(rest[1] - 1):
        return None
    return century + rest[0], rest[1]


def _below_hundred(tokens: Tokens, i: int) -> tuple[int, int] | None:
    word = tokens.word(i)
    if word in ("oh", "zero") and 1 <= NUMBERS.get(tokens.word(i + 1), 0) <= 9:
        return NUMBERS[tokens.word(i + 1)], i + 2
    if word.isdecimal() or word in ("a", "an", "few"):
        return None
    return tokens.number(i)


def year_in_words(scene: Scene, i: int) -> Phrase | None:
    """Read "nineteen eighty-four", "two thousand and five" behind a word of time."""
    if scene.tokens.word(i - 1) not in GROUPS["year_cue"] or scene.tokens.words[i].isdecimal():
        return None
    year = year_at(scene.tokens, i, 1500)
    return None if year is None else Phrase(i, year[1], periods.whole_year(year[0]))


def decade(scene: Scene, i: int) -> Phrase | None:
    """Read "the 1990s", "the 90s", "the 70's", "the eighties"; with figures in full also without "the"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    word, end = tokens.word(at), at + 1
    if word in CENTURY_WORDS and tokens.word(at + 1) in TENS:
        return Phrase(i, at + 2, periods.decade(NUMBERS[word] * 100 + TENS[tokens.word(at + 1)]))
    if word in TENS:
        before = tokens.word(i - 2 if tokens.word(i - 1) == "-" else i - 1)
        is_told = at > i or before in PARTS or before == "in"
        return Phrase(i, end, periods.decade(1900 + TENS[word])) if is_told else None
    if word.isdecimal() and tokens.word(at + 1) == "'" and tokens.word(at + 2) == "s" and tokens.is_glued(at + 2):
        word, end = word + "s", at + 3
    elif word.isdecimal() and tokens.word(at + 1) == "s" and tokens.is_glued(at + 1):
        word, end = word + "s", at + 2
    figures = word[:-1]
    if word[-1:] != "s" or not figures.isdecimal() or figures[-1] != "0":
        return None
    year = int(figures)
    if year < 100:
        if at == i and tokens.word(i - 2 if tokens.word(i - 1) == "-" else i - 1) not in PARTS:
            return None
        year += 1900 if year >= 30 else 2000
    return Phrase(i, end, periods.decade(year)) if year >= 1000 else None


def century(scene: Scene, i: int) -> Phrase | None:
    """Read "the 19th century", "twenty-first century"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    number = tokens.ordinal(at)
    if number is None:
        return None
    end = number[1] + 1 if tokens.word(number[1]) == "-" else number[1]
    if tokens.word(end) != "century" or not 1 <= number[0] <= 30:
        return None
    return Phrase(at, end + 1, periods.century(number[0]))
