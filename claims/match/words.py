"""What is known of single words: how telling they are, and which turn a statement."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FUNCTION_WORD = 0.35  # up to this rarity a word says nothing of what a text is about


def tellingness(stem: str) -> float:
    """How much a stem says of what a text is about: 0 for "the" and "year", 1 for one hardly ever seen in news."""
    return max(0.0, (_rarities().get(stem, 1.0) - _FUNCTION_WORD) / (1 - _FUNCTION_WORD))


def is_ordinary(stem: str) -> bool:
    """Whether the stem is listed: a word of the news that is written small more often than not."""
    return stem in _rarities()


def is_measure(word: str) -> bool:
    """Whether the lower-case word belongs to a date or an amount: "march", "million", "euros"."""
    return word in _measures()


def turn_of(word: str) -> str | None:
    """How the lower-case word turns a statement ("not", "will", "open"), None where it does not."""
    return _turns().get(word)


def _lines(name: str) -> Iterator[list[str]]:
    for line in (Path(__file__).parent / "data" / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


@cache
def _rarities() -> dict[str, float]:
    return {word: float(row[0]) for row in _lines("word_rarity.txt") for word in row[1:]}


@cache
def _measures() -> frozenset[str]:
    return frozenset(word for row in _lines("measure_words.txt") for word in row)


@cache
def _turns() -> dict[str, str]:
    return {word: row[0].rstrip(":") for row in _lines("turns.txt") for word in row[1:]}
