"""Ranks: "second-smallest", "third largest", which are figures that no finder of quantities gives."""

from claims.compare.conditions import Condition, agrees, differs
from claims.compare.frames import Parsed
from claims.compare.lexicon import word_class

_ORDINALS = word_class("ordinal")


def compare_ranks(claimed: Parsed, told: Parsed) -> Condition | None:
    """Whether both rank by the same adjective, and whether the rank is the same; None where they do not."""
    mine = _ranks(claimed)
    theirs = _ranks(told) if mine else {}
    for adjective, rank in mine.items():
        other = theirs.get(adjective)
        if other is None:
            continue
        if other == rank:
            return agrees("amount", f"Both say {rank}-{adjective}.")
        return differs("amount", f"The claim says {rank}-{adjective}, the passage {other}-{adjective}.")
    return None


def _ranks(parsed: Parsed) -> dict[str, str]:
    """The rank by its adjective: {"smallest": "second"}."""
    found: dict[str, str] = {}
    for i, word in enumerate(parsed.words):
        ordinal, _, adjective = word.low.partition("-")
        if ordinal in _ORDINALS and not adjective and i + 1 < len(parsed.words):
            adjective = parsed.words[i + 1].low
        if ordinal in _ORDINALS and adjective.endswith("est"):
            found.setdefault(adjective, ordinal)
    return found
