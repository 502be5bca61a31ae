"""What is known of single words: how telling they are, and which turn a statement."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from pathlib import Path

from claims.compare.names import is_generic
from claims.compare.words import stem

_MAX_CHARS = 3000  # of a text; a sentence or claim says what it is about before
_FUNCTION_WORD = 0.35  # up to this rarity a word says nothing of what a text is about
_MEASURE_WEIGHT = 0.1
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’/-][^\W_]+)*|[^\w\s]")
_PLAIN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]{2,40}")


def tokens(text: str) -> list[str]:
    """The words, numerals and marks of a text as printed, a possessive's ending off."""
    return [token.removesuffix("'s").removesuffix("’s") or token for token in _TOKEN.findall(text[:_MAX_CHARS])]


@lru_cache(maxsize=10_000)
def telling_stems(text: str) -> tuple[str, ...]:
    """The stems of `text` that say what it is about, in order; compounds are taken apart."""
    return tuple(filter(None, map(_telling_stem, _WORD.findall(text[:_MAX_CHARS].lower()))))


@lru_cache(maxsize=500)
def all_stems(text: str) -> frozenset[str]:
    """The stems of all words of a text of any length."""
    return frozenset(stem(word) for word in set(_WORD.findall(text.lower())))


def printed_as(text: str, stems: Iterable[str]) -> list[str]:
    """How `text` prints words of these stems, in the order of the stems; a stem it does not hold stays as it is."""
    printed = {stem(word.lower()): word for word in reversed(_WORD.findall(text[:_MAX_CHARS]))}
    return [printed.get(s, s) for s in stems]


@lru_cache(maxsize=30_000)
def _telling_stem(word: str) -> str | None:
    root = stem(word)
    return root if turn_of(word) is None and weight_of(root) else None


@lru_cache(maxsize=10_000)
def names_in(text: str) -> frozenset[str]:
    """The stems of the capitalised words of `text` that are neither ordinary nor shared by many names."""
    capitals = (word.lower() for word in _WORD.findall(text[:_MAX_CHARS]) if word[0].isupper())
    named = (low for low in capitals if not is_generic(low) and not is_measure(low))
    return frozenset(root for low in named if not is_ordinary(root := stem(low)))


def share_told(text: str, told: Set[str]) -> float:
    """The share of the telling words of `text` whose stems are among `told`, rare words counting most."""
    weights = _weighted(text)
    total = sum(weights.values())
    return sum(weights[s] for s in weights.keys() & told) / total if total else 0.0


@lru_cache(maxsize=10_000)
def _weighted(text: str) -> dict[str, float]:
    return {s: weight_of(s) for s in telling_stems(text)}


def weight_of(stem: str) -> float:
    """How much a stem says of what a text is about: 0 for "the", 1 for one hardly ever seen in news.

    Words of dates and amounts weigh little: what they measure is compared by claims/compare.
    """
    return _weights().get(stem, 1.0)


def is_telling(stem: str) -> bool:
    """Whether the stem says something of what a text is about; a single letter or digit does not."""
    return weight_of(stem) > 0 and (len(stem) > 1 or not stem.isascii())


def is_ordinary(stem: str) -> bool:
    """Whether the stem is listed: a word of the news that is written small more often than not."""
    return stem in _weights()


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


def words_only(text: str) -> list[str]:
    """The words and numerals of a text without case and punctuation."""
    return _PLAIN.findall(text[:_MAX_CHARS].casefold())


@cache
def _weights() -> Mapping[str, float]:
    weights = {
        word: max(0.0, (float(rarity) - _FUNCTION_WORD) / (1 - _FUNCTION_WORD))
        for rarity, *words in _lines("word_rarity.txt")
        for word in words
    }
    return weights | {stem(word): _MEASURE_WEIGHT for word in _measures()}


@cache
def _measures() -> frozenset[str]:
    return frozenset(word for row in _lines("measure_words.txt") for word in row)


@cache
def _turns() -> dict[str, str]:
    return {word: row[0].rstrip(":") for row in _lines("turns.txt") for word in row[1:]}
