"""Winners and losers, and what can be done once only: one party's part in a deed that shuts another out."""

from claims.compare.claim_names import Name
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import PREPOSITION
from claims.compare.conditions import Condition, Relation, agrees, unknown
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.compare.synonyms import alike
from claims.compare.told import Told

_WINNING = frozenset({"win", "elect"})
_LOSING = frozenset({"lose", "losematch"})
_TO_WINNER = frozenset({"to", "behind", "against"})
_ONCE = word_class("once")
_PERSONAL = frozenset({"appoint", "elect", "award", "beat"})  # done to somebody, for what only one can have


def outcome_of(side: ClaimSide, told: Told, frame: Frame | None) -> tuple[Relation, Condition] | None:
    """The relation and direction of a sentence that tells a claimed victory by who lost; None where it does not."""
    if _was_beaten(side, told, frame):
        return Relation.OPPOSITE, unknown("direction", "The passage tells who lost.")
    if _lost_to(side, told, frame):
        return Relation.CONVERSE, agrees("direction", "The passage tells who lost to whom.")
    return None


def _was_beaten(side: ClaimSide, told: Told, frame: Frame | None) -> bool:
    """Whether somebody beat those who, says the claim, won: "Sandell beat Lind in the election"."""
    if frame is None or side.frame is None or not side.frame.classes & _WINNING or "beat" not in frame.classes:
        return False
    return any(told.place_in(actor.text, frame.patient) is not None for actor in side.actors)


def _lost_to(side: ClaimSide, told: Told, frame: Frame | None) -> bool:
    """Whether somebody lost to those who, says the claim, won: "Prado finished second to Vesely"."""
    if frame is None or side.frame is None or frame.is_noun or not side.frame.classes & (_WINNING | {"beat"}):
        return False
    if not frame.classes & _LOSING or any(told.place_in(a.text, frame.agent) is not None for a in side.actors):
        return False
    places = (told.place_in(actor.text, range(frame.at, frame.end)) for actor in side.actors)
    return any(at is not None and _stands_behind(told.parsed, at, frame.at) in _TO_WINNER for at in places)


def _stands_behind(parsed: Parsed, at: int, verb: int) -> str:
    """The preposition between a verb and a name behind it, "" where there is none."""
    return next((parsed.words[i].low for i in range(at - 1, verb, -1) if parsed.words[i].low in PREPOSITION), "")


def is_supplanted(side: ClaimSide, told: Told, frame: Frame | None, acts: bool) -> bool:
    """Whether a deed that can be done once is told with another name, and the claim's is named outside of it.

    `acts` says that the other name is of who does it.

    "The mill was sold to Dorn, after Arden had pulled out."
    """
    if frame is None or not frame.classes & _ONCE:
        return False
    clause = told.clause(frame)
    stems = {told.parsed.words[i].stem for part in clause for i in part}
    behind = side.others + side.places
    names = side.actors if acts else [n for n in behind if frame.classes & _PERSONAL or not _is_thing(side, n)]
    outside = [n for n in names if told.place_in(n.text, *clause) is None]
    ousted = any(told.place_of(n.text) is not None for n in outside)
    foreign = any(True for part in clause for _ in told.foreign_names(side, part))
    return ousted and foreign and all(not stems.isdisjoint(alike(key)) for key in side.thing or side.keys)


def _is_thing(side: ClaimSide, name: Name) -> bool:
    """Whether it is what the deed is done to: one firm may buy several."""
    return side.frame is not None and name.first > side.frame.at and name.preposition is None
