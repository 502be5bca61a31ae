"""The word lists of this room, read once from data/."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def sections(name: str) -> Mapping[str, frozenset[str]]:
    """The entries of a data file by section; those before the first section stand under ""."""
    found: dict[str, set[str]] = {}
    section = ""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        entry = line.strip()
        if entry.startswith("["):
            section = entry.strip("[]")
        elif entry and not entry.startswith("#"):
            found.setdefault(section, set()).add(entry)
    return {section: frozenset(entries) for section, entries in found.items()}
