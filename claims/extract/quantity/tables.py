"""The word tables that numbers, units and their neighbours are read with: data/quantities/, read once."""

from decimal import Decimal

from claims.extract.lexicon import entries, word_set


def table(name: str, separator: str = ",") -> dict[str, str]:
    """data/quantities/NAME.csv as a mapping of its first column to its second."""
    rows = (line.split(separator) for line in entries(f"quantities/{name}.csv"))
    return {row[0]: row[1] for row in rows}


def rows(name: str) -> tuple[list[str], ...]:
    """The rows of data/quantities/NAME.csv, cells parted by semicolons."""
    return tuple(line.split(";") for line in entries(f"quantities/{name}.csv"))


def values(name: str) -> dict[str, Decimal]:
    """data/quantities/NAME.csv as a mapping of words to what they are worth."""
    return {word: Decimal(value) for word, value in table(name).items()}


def words(name: str) -> frozenset[str]:
    """The words of data/quantities/NAME.txt."""
    return word_set(f"quantities/{name}.txt")


def cues(name: str) -> frozenset[str]:
    """The words of one row of data/quantities/cues.csv."""
    return frozenset(_CUES[name].split())


_CUES = table("cues")
