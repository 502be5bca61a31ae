"""Nouns of one kind, of which one cannot be meant by another: pilots are no mechanics."""

from functools import cache

from claims.compare.lexicon import data_lines
from claims.compare.synonyms import alike
from claims.compare.words import stem


def are_siblings(one: str, other: str) -> bool:
    """Whether two stems name different things of one kind, and news does not use one for the other."""
    kinds = _kinds()
    shared = kinds.get(one, frozenset()) & kinds.get(other, frozenset())
    return bool(shared) and other not in alike(one)


@cache
def _kinds() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(data_lines("kinds.txt")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
