"""A text as tokens with places, and the small readings that every date rule needs."""

import re

from claims.extract.when.periods import Unit
from claims.extract.when.vocabulary import AMOUNT_WORDS, COUNTED_UNITS, NUMBERS, ORDINALS, WORKING

_TOKEN = re.compile(  # words first, which most tokens are; letters of either case named, since ignoring it takes longer
    r"(?<![^\W\d_])[qhQH][1-4](?!\w)"
    r"|[^\W\d_]+"
    r"|[^\w\s]"
    r"|(?<!\d)(?<!\d-)\d{1,4}-\d{1,2}-\d{1,4}(?!\d|-\d)"  # 2025-06-30
    r"|(?<![\d./])\d{1,4}([./])\d{1,2}\1\d{1,4}(?!\d|[./]\d)"  # 30.6.2025, 6/30/25
    r"|\d{1,2}(?:[sSſ][tT]|[nN][dD]|[rR][dD]|[tT][hH])(?!\w)"
    r"|\d{3}0[sSſ](?!\w)"
    r"|\d+(?:[.,]\d+)*"
)
_HALF_OF: dict[Unit, tuple[int, Unit]] = {
    "century": (50, "year"),
    "decade": (5, "year"),
    "year": (6, "month"),
    "month": (15, "day"),
    "day": (12, "hour"),
    "hour": (30, "minute"),
    "minute": (30, "second"),
}
_CURRENCY = frozenset("$€£¥₩₹#+")


class Tokens:
    """The words, numbers and marks of a text: `words` in lower case, `starts` and `ends` in the text.

    Words past either end read as "".
    """

    __slots__ = ("ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        matches = list(_TOKEN.finditer(text))
        self.text = text
        self.words = [match[0].lower() for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]

    def word(self, i: int) -> str:
        """Token `i` in lower case, "" where there is none; curly apostrophes are straight."""
        if not 0 <= i < len(self.words):
            return ""
        word = self.words[i]
        return "'" if word == "’" else word

    def is_capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital."""
        return 0 <= i < len(self.words) and self.text[self.starts[i]].isupper()

    def is_glued(self, i: int) -> bool:
        """Whether token `i` follows the one before without white space."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def number(self, i: int) -> tuple[int, int] | None:
        """A whole number of at most six digits or in words up to ninety-nine, and the token behind it."""
        word = self.word(i)
        if word.isdecimal():
            if len(word) > 6 or self.word(i - 1) in _CURRENCY:
                return None
            return int(word), i + 1
        value = NUMBERS.get(word)
        if value is None:
            return None
        if word == "a" and self.word(i + 1) == "few":
            return value + 2, i + 2
        if word in ("a", "couple") and "couple" in (word, self.word(i + 1)):
            at = i + 2 if word == "a" else i + 1
            return 2, at + 1 if self.word(at) == "of" else at
        if value >= 20:
            unit = i + 2 if self.word(i + 1) == "-" else i + 1
            ones = NUMBERS.get(self.word(unit), 0)
            if 0 < ones < 10 and self.word(unit) not in ("a", "an"):
                return value + ones, unit + 1
        return value, i + 1

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """Read "12th", "first", "twenty-first" and the token behind it."""
        word = self.word(i)
        if word[:1].isdecimal() and word[-2:] in ("st", "nd", "rd", "th"):
            return int(word[:-2]), i + 1
        if word in ORDINALS:
            return ORDINALS[word], i + 1
        if word in ("twenty", "thirty"):
            unit = i + 2 if self.word(i + 1) == "-" else i + 1
            ones = ORDINALS.get(self.word(unit), 0)
            if 0 < ones < 10:
                return NUMBERS[word] + ones, unit + 1
        return None

    def lapse(self, i: int) -> tuple[list[tuple[int, Unit]], int] | None:
        """Read "two weeks", "1 year, 2 months and 3 days": what is counted, and the token behind it."""
        counts: list[tuple[int, Unit]] = []
        at, end = i, i
        while len(counts) < 5:
            half = self._half(at)
            if half is not None:
                return [*counts, *half[0]], half[1]
            number = self.number(at)
            unit = self.unit(number[1]) if number else None
            if self.word(at) == "half" and self.word(at + 1) == "an" and self.word(at + 2) == "hour":
                return [*counts, (30, "minute")], at + 3
            if number is None or unit is None:
                break
            counts.append((number[0], unit[0]))
            at = end = unit[1]
            at = at + 1 if self.word(at) in ("and", ",") else at
            at = at + 1 if self.word(at) == "and" else at
        return (counts, end) if counts else None

    def _half(self, i: int) -> tuple[list[tuple[int, Unit]], int] | None:
        """Read "two and a half years", "a year and a half": the half counted in smaller units."""
        number = self.number(i)
        at = number[1] if number else i
        before, behind = (self.word(at + k) for k in (0, 3))
        is_before = (before, self.word(at + 1), self.word(at + 2)) == ("and", "a", "half")
        is_behind = [self.word(at + k) for k in (1, 2, 3)] == ["and", "a", "half"]
        unit = COUNTED_UNITS.get(behind if is_before else before) if is_before or is_behind else None
        if number is None or unit not in _HALF_OF:
            return None
        return [(number[0], unit), _HALF_OF[unit]], at + 4

    def unit(self, i: int) -> tuple[Unit, int] | None:
        """The unit that a number counts ("weeks", "working days") and the token behind it."""
        unit = COUNTED_UNITS.get(self.word(i))
        if unit is not None:
            return unit, i + 1
        is_working = self.word(i) in WORKING and self.word(i + 1) in ("day", "days")
        return ("working day", i + 2) if is_working else None

    def year(self, i: int, earliest: int = 1900) -> int | None:
        """Token `i` as a year from `earliest` to 2099, unless it is money or counts something."""
        word = self.word(i)
        if len(word) != 4 or not word.isdecimal() or not earliest <= int(word) <= 2099:
            return None
        if self.is_glued(i) and self.word(i - 1) in _CURRENCY:
            return None
        return None if self.counts(i) else int(word)

    def counts(self, i: int) -> bool:
        """Whether the number at `i` is an amount by the word behind it ("15 people", "2025 points")."""
        return self.word(i + 1) in AMOUNT_WORDS
