"""From whom to whom: which part the parties of a claim have in the deed that a sentence tells."""

from claims.compare.claim_names import Name
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import AUXILIARY, PREPOSITION
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
_ENDS = frozenset({"from", "to", "against", "over"})  # prepositions that tell one party of a deed from the other
_OWNING = frozenset({"'s", "’s"})
_TAKING = word_class("takes")
_GIVING = word_class("gives")
_ANSWERED = frozenset({"declinepost"})  # done by whom the claim's deed is done to
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
    if _is_at_other_end(side, told, frame, converse):
        return differs("direction", f"{side.actors[0].text} is at the other end of the deed.")
    exchanged = _exchanged(side, told, frame) if relation is Relation.SAME else None
    if exchanged is not None:
        return differs("direction", f"The parts of {exchanged[0].text} and {exchanged[1].text} are exchanged.")
    if frame.is_noun and not frame.agent and not frame.patient:
        return unknown("direction", "Who does it to whom cannot be compared.")
    if (mine.classes | frame.classes) & _EITHER_WAY or frame.classes & _ANSWERED:
        return unknown("direction", "The deed is told of the thing itself.")
    return _compare_roles(side, told, frame, converse, relation)


def _compare_roles(side: ClaimSide, told: Told, frame: Frame, converse: bool, relation: Relation) -> Condition:
    role = _role(side.actors, told, frame)
    if role is None:
        return unknown("direction", "The passage does not say who does it to whom.")
    expected = "object" if side.actors_undergo else "subject"
    if converse:
        expected = "subject" if expected == "object" else "object"
        if role != expected and _is_receiver(side, told, frame):
            return agrees("direction", "In both the same have the same part in it.")
        if role != expected:
            return unknown("direction", "The passage tells another side of such a deed.")
    if role == expected:
        return agrees("direction", f"In both {side.actors[0].text} has the same part in it.")
    loose = relation is Relation.OPPOSITE or (not frame.passive and not _is_plain_object(side, told, frame))
    if role == "object" and loose and not _other_acts(side, told, frame):
        return unknown("direction", "The passage does not say who does it.")
    return differs("direction", f"The parts are turned: {side.actors[0].text} is on the other side of the deed.")


def _is_receiver(side: ClaimSide, told: Told, frame: Frame) -> bool:
    """Whether who acts here is whom the claim's deed is done to: "its chief executive received a bonus"."""
    return any(told.parsed.words[i].stem in side.thing for i in frame.agent)


def _role(actors: tuple[Name, ...], told: Told, frame: Frame) -> str | None:
    for actor in actors:
        at = _place(told, frame, actor)
        if at is None or (at and told.parsed.words[at - 1].low in _WITHIN):
            continue
        if told.holds(frame.agent, at):
            return "subject"
        if at in frame.patient or (at in frame.rest and (not frame.passive or _is_given(told, at))):
            return "object"
    return None


def _place(told: Told, frame: Frame, name: Name) -> int | None:
    """Where the name stands in the parts of a deed, else anywhere in the sentence."""
    at = told.place_in(name.text, frame.agent, frame.patient, range(frame.start, frame.end))
    return told.place_of(name.text) if at is None else at


def _is_plain_object(side: ClaimSide, told: Told, frame: Frame) -> bool:
    """Whether somebody does it to the claim's actor: "the ministry accused the senator"."""
    if frame.is_noun:
        return bool(frame.agent)
    words = told.parsed.words
    for at in _places(told, frame, side.actors):
        if at in frame.patient and at < frame.at:
            return bool(told.content(frame.agent))  # "Norvale, which Arden sued"
        between = words[frame.at + 1 : at]
        if at in frame.object and not any(w.low in PREPOSITION or w.low in {",", "'s"} for w in between):
            return bool(told.content(frame.subject))
    return False


def _is_given(told: Told, at: int) -> bool:
    """Whether what is told in the passive goes to the name: "was awarded to the sculptor Vard"."""
    return _preposition_before(told, at) == "to"


def _other_acts(side: ClaimSide, told: Told, frame: Frame) -> bool:
    others = (_place(told, frame, n) for n in (*side.others, *side.places))
    return any(at is not None and at in frame.agent for at in others) or bool(acting_foreigner(side, told, frame))


def _are_turned(side: ClaimSide, told: Told, frame: Frame, converse: bool) -> bool:
    """Whether who acts in the claim undergoes it here, and another that the claim names acts."""
    actors = _places(told, frame, side.actors)
    others = _places(told, frame, tuple(n for n in (*side.others, *side.places) if n.preposition != "for"))
    if not actors and not converse and _only_other_acts(side, told, frame):
        return True
    if not actors or not others or frame.form is Form.STATE or (frame.classes & _SYMMETRIC and not converse):
        return False
    if converse and not frame.is_noun and all(at > frame.at for at in actors):
        behind = [at for at in others if at > frame.at]
        given = frame.classes & _GIVING and any(_is_to(told, at) for at in behind)
        if behind == others or given:
            return _receiver(told, [*actors, *behind]) in behind
    acting, undergoing = (others, actors) if side.actors_undergo != converse else (actors, others)
    if not frame.passive and any(_acts(told, frame, at) for at in acting):
        return False
    if frame.passive and (not frame.subject or (converse and "sell" in frame.classes)):
        return _are_turned_in_passive(side, told, frame, converse)
    if any(_acts(told, frame, at) for at in acting):
        return False
    if any(_undergoes(told, frame, at) for at in acting):
        return any(_acts(told, frame, at) for at in undergoing)
    direct = not frame.is_noun and not frame.passive and not frame.classes & _EITHER_WAY
    return direct and any(told.holds(frame.subject, at) for at in undergoing)


def _is_at_other_end(side: ClaimSide, told: Told, frame: Frame, converse: bool) -> bool:
    """Whether the claim's actor gives in a deed of taking or takes in one of giving: "the purchase from Mirren"."""
    if frame.passive or side.actors_undergo:
        return False
    clause = range(frame.start, frame.end)
    places = [at for a in side.actors if (at := told.place_in(a.text, clause)) is not None and at > frame.at]
    if converse:  # "received the dealer from Germany": who is received is not who sent him
        return bool(frame.classes & _TAKING) and any(_stands_plain(told, frame, at) for at in places)
    end = "from" if frame.classes & _TAKING else "to" if frame.classes & _GIVING else None
    return end is not None and any(_preposition_right_before(told, at) == end for at in places)


def _stands_plain(told: Told, frame: Frame, at: int) -> bool:
    """Whether a name is what the verb is done to, with no preposition between the two."""
    between = told.parsed.words[frame.at + 1 : at]
    following = told.parsed.words[at + 1 : at + 3]
    return not any(w.low in PREPOSITION for w in between) and not any(w.low in _OWNING for w in following)


def _are_turned_in_passive(side: ClaimSide, told: Told, frame: Frame, converse: bool) -> bool:
    """The same of a passive that does not say who does it, or of what is sold: "Arden was sold to Norvale"."""
    actors = _places(told, frame, side.actors)
    others = _places(told, frame, tuple(n for n in (*side.others, *side.places) if n.preposition != "for"))
    if converse and "sell" in frame.classes and any(at in frame.object for at in actors):
        return any(at in frame.rest and _is_to(told, at) for at in others)
    if converse and _in_rest(frame, others) and any(at in frame.object for at in actors):
        return told.parsed.words[frame.at + 1].low == "to"
    acting, undergoing = (others, actors) if side.actors_undergo != converse else (actors, others)
    return side.actors_undergo and any(at in frame.object for at in acting) and _in_rest(frame, undergoing)


def _only_other_acts(side: ClaimSide, told: Told, frame: Frame) -> bool:
    """Whether the other party does it to somebody else, and the claim's actor has no part in it."""
    if frame.is_noun or side.actors_undergo or frame.classes & (_SYMMETRIC | _EITHER_WAY):
        return False
    behind = [n for n in side.others if side.frame is not None and n.first > side.frame.at]
    acting = any((at := told.place_in(n.text, frame.agent)) is not None and told.holds(frame.agent, at) for n in behind)
    return acting and bool(told.content(frame.patient))


def _exchanged(side: ClaimSide, told: Told, frame: Frame) -> tuple[Name, Name] | None:
    """Two names of which one stands here where the other does: "to B from A" for "to A from B"."""
    clause = range(frame.start, frame.end)
    names = [n for n in (*side.names, *side.places) if n.first > (side.frame.at if side.frame is not None else -1)]
    places = {n: at for n in names if (at := told.place_in(n.text, clause)) is not None}
    for one, own in places.items():
        if one.preposition not in _ENDS:
            continue
        for other, at in places.items():
            taken = other.preposition != one.preposition and _preposition_right_before(told, at) == one.preposition
            if taken and _preposition_right_before(told, own) != one.preposition:
                return one, other
    return None


def _places(told: Told, frame: Frame, names: tuple[Name, ...]) -> list[int]:
    """Where the names stand; one behind "in" or "at" only says where it happens."""
    found = (_place(told, frame, name) for name in names)
    return [at for at in found if at is not None and not (at and told.parsed.words[at - 1].low in _WITHIN)]


def _in_rest(frame: Frame, names: list[int]) -> bool:
    return any(at in frame.rest for at in names)


def _receiver(told: Told, names: list[int]) -> int:
    """Of names behind "awarded" the one that gets it: behind "to", else the first."""
    to = next((at for at in names if _is_to(told, at)), None)
    return min(names) if to is None else to


def _is_to(told: Told, at: int) -> bool:
    return _preposition_right_before(told, at, called=True) == "to"


def _acts(told: Told, frame: Frame, at: int) -> bool:
    """Whether the name does it: as subject or agent, or before a deed whose own subject is a mere pronoun."""
    if frame.passive or (frame.is_noun and frame.agent) or (frame.patient and frame.patient.stop <= frame.at):
        return told.holds(frame.agent, at)
    if frame.is_noun and any(_preposition_before(told, i) in _AGENT for i in _named(told) if frame.at < i < frame.end):
        return at > frame.at and _preposition_before(told, at) in _AGENT
    if not frame.is_noun and any(i in frame.subject for i in _named(told)):
        return told.holds(frame.subject, at)
    return at < frame.at


def _undergoes(told: Told, frame: Frame, at: int) -> bool:
    """Whether it is done to the name: as object, as subject of a passive, or after "of" behind an event noun."""
    if frame.passive:
        return at in frame.object or at in frame.rest
    if frame.patient and (frame.is_noun or frame.patient.stop <= frame.at):
        return at in frame.patient
    if not frame.is_noun:
        return at in frame.object
    return at < frame.end and (at < frame.at or _preposition_before(told, at) == "of")


def _named(told: Told) -> list[int]:
    return [told.word_at(start) for start, _, _ in told.named]


def _preposition_before(told: Told, at: int) -> str | None:
    words = told.parsed.words
    return next((w.low for w in reversed(words[max(0, at - _PREPOSITION_REACH) : at]) if w.low in PREPOSITION), None)


def _preposition_right_before(told: Told, at: int, called: bool = False) -> str | None:
    """The preposition that governs the name, its article and, where it is `called` so, two nouns passed over."""
    words = told.parsed.words
    i, passed = at - 1, 0
    while i >= 0 and (words[i].capital or words[i].low in _ARTICLES or (called and passed < _CALLED)):
        if words[i].low in PREPOSITION or words[i].low in AUXILIARY or any(f.at == i for f in told.parsed.frames):
            break
        passed += not words[i].capital
        i -= 1
    return words[i].low if i >= 0 and words[i].low in PREPOSITION else None


_ARTICLES = frozenset({"the", "a", "an"})
_CALLED = 3  # words by which somebody is called before the name, the article among them
