"""Word lists of this room: text files in data/, a "#" line is a comment, read once and kept."""

from functools import cache, lru_cache
from pathlib import Path

from claims.extract.words import stems

LONGEST_WORD = 30  # characters of an English word worth looking up
_STEMS_KEPT = 50_000
_DATA = Path(__file__).parent / "data"


@cache
def entries(name: str) -> tuple[str, ...]:
    """The lines of data/NAME in their order, without comments and blanks."""
    lines = (line.strip() for line in (_DATA / name).read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Every word of data/NAME, however many to a line."""
    return frozenset(word for line in entries(name) for word in line.split())


@cache
def phrase_set(name: str) -> frozenset[str]:
    """Every line of data/NAME as one phrase."""
    return frozenset(entries(name))


@cache
def _groups(file: str) -> dict[str, frozenset[str]]:
    named = (line.split(":", 1) for line in entries(file))
    return {name: frozenset(words.split()) for name, words in named}


@cache
def group(name: str, file: str = "groups.txt") -> frozenset[str]:
    """The words of one group in a file of data/. Raises KeyError for a group that is not there."""
    return _groups(file)[name]


def is_form_of(low: str, name: str) -> bool:
    """Whether a lower-case word, in some form, is a word of data/NAME: "rises" and "rising" of "rise"."""
    return len(low) <= LONGEST_WORD and not word_set(name).isdisjoint(_stems(low))


_stems = lru_cache(maxsize=_STEMS_KEPT)(stems)
