"""Who does it, and to whom: the names of a claim against those of a sentence."""

from claims.compare.claim_side import ClaimSide, Name
from claims.compare.conditions import Condition, Relation, agrees, differs, unknown
from claims.compare.frames import Frame
from claims.compare.lexicon import word_class
from claims.compare.names import nation_of, same_name
from claims.compare.relations import are_converse
from claims.compare.synonyms import has_word
from claims.compare.told import Told

# Told of the thing itself or of whoever does it: "the road reopened", "the road was reopened".
_EITHER_WAY = word_class("either_way")
_DIRECTED = frozenset({Relation.SAME, Relation.OPPOSITE})
_LOCATING = word_class("locating")
_PREPOSITION_REACH = 4  # words between a preposition and the name it governs
_WITHIN = frozenset({"in", "at", "near"})


def compare_who(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the sentence is about those the claim is about."""
    if not side.actors:
        return _compare_heads(side, told, frame)
    if side.implied:
        return _compare_implied(side, told, frame)
    foreign = acting_foreigner(side, told, frame)
    found = [actor for actor in side.actors if told.place_of(actor.text) is not None]
    for actor in side.actors:
        rival = told.rival_of(actor)
        if rival is not None and actor not in found:
            return differs("who", f"The claim is about {actor.text}, the passage about {rival}.")
    if foreign is not None and (len(found) < len(side.actors) or _acts_alone(told, frame, found)):
        return differs("who", f"The claim is about {side.actors[0].text}, the passage about {foreign}.")
    if 0 < len(found) < len(side.actors) and any(told.foreign_names(side, range(len(told.parsed.words)))):
        return unknown("who", f"The passage names {found[0].text} with others than the claim does.")
    if found:
        return agrees("who", f"Both are about {found[0].text}.")
    nation = _acting_nation(side, told, frame)
    if nation is not None:
        return differs("who", f"The claim is about {side.actors[0].text}, the passage about {nation}.")
    return _compare_reference(side, told, frame)


def _compare_implied(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    found = next((actor for actor in side.actors if told.place_of(actor.text) is not None), None)
    if found is None:
        return _compare_reference(side, told, frame)
    return agrees("who", f"The passage names {found.text}, of whom the claim's article speaks.", 0.8)


def _acts_alone(told: Told, frame: Frame | None, found: list[Name]) -> bool:
    """Whether none of the names in `found` has a part in the deed itself, so that a foreign one does it."""
    if frame is None or frame.passive:
        return False
    places = (told.place_of(actor.text) for actor in found)
    return not any(at in frame.subject or at in frame.object for at in places)


def acting_foreigner(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """A name that is none of the claim's and does the deed here, or undergoes it where the claim's actors do."""
    if frame is None or frame.is_noun:
        return None
    converse = side.frame is not None and are_converse(side.frame.classes, frame.classes)
    undergoing = side.actors_undergo or converse or (frame.passive and bool(frame.classes & _EITHER_WAY))
    parts = (frame.object, frame.rest) if undergoing else (frame.subject,)
    for start, _, name in told.named:
        at = told.word_at(start)
        if not any(at in part for part in parts) or any(same_name(n.text, name) for n in (*side.names, *side.places)):
            continue
        before = told.parsed.words[at - 1].low if at else ""
        if before not in _LOCATING:
            return name
    return None


def _acting_nation(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """Another country in the place of the claim's: "the Swedish central bank" for "the Danish central bank"."""
    mine = {nation_of(actor.text.lower()) for actor in side.actors} - {None}
    if not mine or frame is None:
        return None
    acting = (told.parsed.words[at] for at in frame.subject)
    return next((word.text for word in acting if nation_of(word.low) not in {None, *mine}), None)


def _compare_reference(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether a sentence that does not name the claim's actors can speak of them all the same."""
    subject = told.sentence.subject
    others = any(told.foreign_names(side, range(len(told.parsed.words))))
    for actor in side.actors:
        if subject is not None and same_name(actor.text, subject):
            return agrees("who", f"The passage speaks of {actor.text} without naming it.", 0.8)
        if (subject is None or not told.named) and told.in_context(actor.text):
            return agrees("who", f"The text before names {actor.text}.", 0.6)
    if frame is not None and frame.passive and not frame.subject and not others:
        return agrees("who", "The passage leaves open who does it, and names nobody else.", 0.4)
    return unknown("who", f"The passage does not name {side.actors[0].text}.")


def _compare_heads(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    if not side.heads:
        return agrees("who", "The claim names nobody.", 0.3)
    needed = len(side.heads) / 2
    if sum(has_word(told.parsed, head) for head in side.heads) >= needed:
        return agrees("who", "Both name the same subject.", 0.7)
    if any(sum(has_word(before.parsed, head) for head in side.heads) >= needed for before in told.context):
        return agrees("who", "The text before names the claim's subject.", 0.5)
    if frame is not None and frame.passive and not frame.subject and side.others:
        return agrees("who", "The passage leaves open who does it.", 0.4)
    return unknown("who", "The passage does not name the claim's subject.")
