"""From whom to whom: which part the parties of a claim have in the deed that a sentence tells."""

from claims.compare.claim_side import ClaimSide, Name
from claims.compare.clauses import PREPOSITION
from claims.compare.conditions import Condition, Relation, agrees, differs, unknown
from claims.compare.frames import Frame
from claims.compare.lexicon import Form, word_class
from claims.compare.relations import are_converse, relation_of
from claims.compare.told import Told
from claims.compare.who import acting_foreigner

_EITHER_WAY = word_class("either_way")
_DIRECTED = frozenset({Relation.SAME, Relation.OPPOSITE})
_PREPOSITION_REACH = 4  # words between a preposition and the name it governs
_WITHIN = frozenset({"in", "at", "near"})
_AGENT = frozenset({"by"})
_SYMMETRIC = word_class("symmetric")


def compare_direction(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the deed runs from and to the same parties."""
    mine = side.frame
    if frame is None or mine is None or mine.is_noun or not side.actors or side.implied:
        return unknown("direction", "Who does it to whom cannot be compared.")
    converse, relation = are_converse(mine.classes, frame.classes), relation_of(mine.classes, frame.classes)
    if not converse and relation not in _DIRECTED:
        return unknown("direction", "The passage tells of another deed.")
    if (converse or relation is Relation.SAME) and _are_turned(side, told, frame, converse):
        return differs("direction", f"The parts of {side.actors[0].text} and the other party are turned.")
    if frame.is_noun:
        return unknown("direction", "Who does it to whom cannot be compared.")
    if (mine.classes | frame.classes) & _EITHER_WAY:
        return unknown("direction", "The deed is told of the thing itself.")
    return _compare_roles(side, told, frame, converse, relation)


def _compare_roles(side: ClaimSide, told: Told, frame: Frame, converse: bool, relation: Relation) -> Condition:
    role = _role(side.actors, told, frame)
    if role is None:
        return unknown("direction", "The passage does not say who does it to whom.")
    expected = "object" if side.actors_undergo else "subject"
    if converse:
        expected = "subject" if expected == "object" else "object"
        if role != expected:
            return unknown("direction", "The passage tells another side of such a deed.")
    if role == expected:
        return agrees("direction", f"In both {side.actors[0].text} has the same part in it.")
    loose = relation is Relation.OPPOSITE or (not frame.passive and not _is_plain_object(side, told, frame))
    if role == "object" and loose and not _other_acts(side, told, frame):
        return unknown("direction", "The passage does not say who does it.")
    return differs("direction", f"The parts are turned: {side.actors[0].text} is on the other side of the deed.")


def _role(actors: tuple[Name, ...], told: Told, frame: Frame) -> str | None:
    for actor in actors:
        at = told.place_of(actor.text)
        if at is None or (at and told.parsed.words[at - 1].low in _WITHIN):
            continue
        if at in frame.subject:
            return "subject"
        if at in frame.object or (at in frame.rest and (not frame.passive or _is_given(told, at))):
            return "object"
    return None


def _is_plain_object(side: ClaimSide, told: Told, frame: Frame) -> bool:
    """Whether somebody does it to the claim's actor: "the ministry accused the senator"."""
    words = told.parsed.words
    for at in _places(told, side.actors):
        between = words[frame.at + 1 : at]
        if at in frame.object and not any(w.low in PREPOSITION or w.low in {",", "'s"} for w in between):
            return bool(told.content(frame.subject))
    return False


def _is_given(told: Told, at: int) -> bool:
    """Whether what is told in the passive goes to the name: "was awarded to the sculptor Vard"."""
    return _preposition_before(told, at) == "to"


def _other_acts(side: ClaimSide, told: Told, frame: Frame) -> bool:
    others = (told.place_of(n.text) for n in (*side.others, *side.places))
    return any(at is not None and at in frame.subject for at in others) or bool(acting_foreigner(side, told, frame))


def _are_turned(side: ClaimSide, told: Told, frame: Frame, converse: bool) -> bool:
    """Whether who acts in the claim undergoes it here, and another that the claim names acts."""
    actors = _places(told, side.actors)
    others = _places(told, (*side.others, *side.places))
    if not actors or not others or frame.form is Form.STATE or (frame.classes & _SYMMETRIC and not converse):
        return False
    if converse and not frame.is_noun and all(at > frame.at for at in (*actors, *others)):
        return _receiver(told, [*actors, *others]) in others
    acting, undergoing = (others, actors) if side.actors_undergo != converse else (actors, others)
    if not frame.passive and any(_acts(told, frame, at) for at in acting):
        return False
    if frame.passive and not frame.subject:
        if converse and _in_rest(frame, others) and any(at in frame.object for at in actors):
            return told.parsed.words[frame.at + 1].low == "to"
        return side.actors_undergo and any(at in frame.object for at in acting) and _in_rest(frame, undergoing)
    if any(_acts(told, frame, at) for at in acting):
        return False
    if any(_undergoes(told, frame, at) for at in acting):
        return any(_acts(told, frame, at) for at in undergoing)
    direct = not frame.is_noun and not frame.passive and not frame.classes & _EITHER_WAY
    return direct and any(at in frame.subject for at in undergoing)


def _places(told: Told, names: tuple[Name, ...]) -> list[int]:
    """Where the names stand; one behind "in" or "at" only says where it happens."""
    found = (told.place_of(name.text) for name in names)
    return [at for at in found if at is not None and not (at and told.parsed.words[at - 1].low in _WITHIN)]


def _in_rest(frame: Frame, names: list[int]) -> bool:
    return any(at in frame.rest for at in names)


def _receiver(told: Told, names: list[int]) -> int:
    """Of names behind "awarded" the one that gets it: behind "to", else the first."""
    return next((at for at in names if _preposition_before(told, at) == "to"), min(names))


def _acts(told: Told, frame: Frame, at: int) -> bool:
    """Whether the name does it: as subject or agent, or before a deed whose own subject is a mere pronoun."""
    if frame.passive:
        return at in frame.subject
    if frame.is_noun and any(_preposition_before(told, i) in _AGENT for i in _named(told) if frame.at < i < frame.end):
        return at > frame.at and _preposition_before(told, at) in _AGENT
    if not frame.is_noun and any(i in frame.subject for i in _named(told)):
        return at in frame.subject
    return at < frame.at


def _undergoes(told: Told, frame: Frame, at: int) -> bool:
    """Whether it is done to the name: as object, as subject of a passive, or after "of" behind an event noun."""
    if frame.passive:
        return at in frame.object or at in frame.rest
    if not frame.is_noun:
        return at in frame.object
    return at < frame.end and (at < frame.at or _preposition_before(told, at) == "of")


def _named(told: Told) -> list[int]:
    return [told.word_at(start) for start, _, _ in told.named]


def _preposition_before(told: Told, at: int) -> str | None:
    words = told.parsed.words
    return next((w.low for w in reversed(words[max(0, at - _PREPOSITION_REACH) : at]) if w.low in PREPOSITION), None)
