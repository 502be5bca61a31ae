"""Nouns that news uses for one another."""

from functools import cache

from claims.compare.frames import Parsed
from claims.compare.lexicon import data_lines
from claims.compare.words import stem


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in data_lines("synonyms.txt"):
        group = [stem(word) for word in line.split()]
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in found.items()}


def alike(word: str) -> frozenset[str]:
    """The stems that can stand for the stem `word`, itself among them."""
    return _groups().get(word, frozenset({word}))


def has_word(parsed: Parsed, word: str) -> bool:
    """Whether the stem `word`, or one that news uses for it, stands in the sentence."""
    return not parsed.stems.isdisjoint(alike(word))
