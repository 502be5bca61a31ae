"""How the action a sentence tells relates to the one a claim tells."""

from functools import lru_cache

from claims.compare.conditions import Relation
from claims.compare.lexicon import actions

# One deed told from either side: who wins is awarded, who buys is sold to.
_CONVERSES = (
    frozenset({"buy", "sell"}),
    frozenset({"win", "award"}),
    frozenset({"contract", "award"}),
    frozenset({"lend", "borrow"}),
    frozenset({"order", "deliver"}),
    frozenset({"order", "winorder"}),
    frozenset({"sign", "signfor"}),
    frozenset({"buy", "deliver"}),
    frozenset({"beat", "losematch"}),
    frozenset({"pay", "receive"}),
    frozenset({"award", "receive"}),
    frozenset({"deliver", "receive"}),
    frozenset({"fine", "payfine"}),
    frozenset({"fund", "receive"}),
    frozenset({"donate", "receive"}),
    frozenset({"extradite", "receive"}),
    frozenset({"appoint", "takeoffice"}),
    frozenset({"deliver", "import"}),
)


_ENDING = frozenset({"cancel", "ban", "refuse"})  # what is called off, forbidden or refused does not come about


@lru_cache(maxsize=20_000)
def relation_of(claimed: frozenset[str], told: frozenset[str]) -> Relation:
    """The relation between two sets of classes of one word each, closest first."""
    if claimed & told:
        return Relation.SAME
    related = actions()
    if any(related.opposites.get(c, frozenset()) & told for c in claimed):
        return Relation.OPPOSITE
    if not told.isdisjoint(_ENDING):
        return Relation.CANCELS
    if "delay" in told:
        return Relation.DELAYS
    if are_converse(claimed, told) or any(related.near.get(c, frozenset()) & told for c in claimed):
        return Relation.NEAR
    return Relation.PROCEEDS if "proceed" in told else Relation.NONE


def are_converse(claimed: frozenset[str], told: frozenset[str]) -> bool:
    """Whether the two can be one deed told from either party's side."""
    return any((claimed & pair) and (told & pair) and not claimed & told & pair for pair in _CONVERSES)
