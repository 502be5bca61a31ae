"""The word lists of this room, read once from data/."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from claims.compare.words import stem

_DATA = Path(__file__).parent / "data"


def _lines_of(name: str) -> list[str]:
    """The lines of a data file without comments and blanks."""
    lines = (line.strip() for line in (_DATA / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def lines_by_section(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of a data file by section."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in _lines_of(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            found.setdefault(section, []).append(line)
    return {section: tuple(lines) for section, lines in found.items()}


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The words of a data file by section."""
    sections = lines_by_section(name).items()
    return {section: frozenset(word for line in lines for word in line.split()) for section, lines in sections}


@cache
def stem_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The same as stems, so that every inflection is found."""
    return {section: frozenset(map(stem, words)) for section, words in word_lists(name).items()}
