"""Who does it, and to whom: the names of a claim against those of a sentence."""

from claims.compare.claim_names import Name
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import PRONOUN
from claims.compare.conditions import Condition, Relation, agrees, differs, unknown
from claims.compare.frames import Frame
from claims.compare.kinds import are_siblings
from claims.compare.lexicon import word_class
from claims.compare.names import nation_of, same_name
from claims.compare.relations import are_converse
from claims.compare.synonyms import alike, has_word
from claims.compare.told import Told

# Told of the thing itself or of whoever does it: "the road reopened", "the road was reopened".
_EITHER_WAY = word_class("either_way")
_DIRECTED = frozenset({Relation.SAME, Relation.OPPOSITE})
_ORGANS = word_class("organ")
_LOCATING = word_class("locating")
_PREPOSITION_REACH = 4  # words between a preposition and the name it governs
_WITHIN = frozenset({"in", "at", "near"})


def compare_who(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the sentence is about those the claim is about."""
    if not side.actors:
        return _compare_heads(side, told, frame)
    if side.implied:
        return _compare_implied(side, told, frame)
    relative = _told_through(side, told, frame)
    if relative is not None:
        return differs("who", f"It is about somebody that is told through {relative}.")
    foreign = acting_foreigner(side, told, frame)
    found = [actor for actor in side.actors if _is_named(side, told, actor)]
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


def _is_named(side: ClaimSide, told: Told, actor: Name) -> bool:
    """Whether the sentence names the claim's actor, and not only as a place: "in Lorna" is no hurricane."""
    at = told.place_of(actor.text)
    if at is None:
        return False
    before = told.parsed.words[at - 1].low if at else ""
    return before not in _WITHIN or not any(_owns(told, other) for other in (*side.others, *side.places))


def _owns(told: Told, name: Name) -> bool:
    at = told.place_of(name.text)
    return at is not None and any(w.low in _OWNING for w in told.parsed.words[at + 1 : at + 2])


_OWNING = frozenset({"'s", "’s"})


def _told_through(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """The claim's actor where only somebody of theirs acts: "the senator's deputy knew"."""
    if frame is None or told.lent.isdisjoint(frame.agent):
        return None
    return next((a.text for a in side.actors if told.place_of(a.text) is None and told.is_lent(a.text)), None)


def _compare_implied(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    found = next((actor for actor in side.actors if told.place_of(actor.text) is not None), None)
    if found is None:
        return _compare_reference(side, told, frame)
    return agrees("who", f"The passage names {found.text}, of whom the claim's article speaks.", 0.8)


def _acts_alone(told: Told, frame: Frame | None, found: list[Name]) -> bool:
    """Whether none of the names in `found` has a part in the deed itself, so that a foreign one does it."""
    if frame is None or frame.passive:
        return False
    return not any(
        (at := told.place_in(actor.text, frame.subject, frame.object)) is not None
        and (at in frame.object or told.holds(frame.subject, at))
        for actor in found
    )


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
        if name.lower() in _ORGANS:
            continue  # "Parliament in Tolka" acts for Tolka
        before = told.parsed.words[at - 1].low if at else ""
        if before not in _LOCATING or (converse and before == "from"):
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


def _acting_others(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """Others who do the same where the claim's are named elsewhere: "Pilots will strike, while cabin crew vote"."""
    if frame is None or side.frame is None or frame.is_noun or frame.passive or side.frame.passive:
        return None
    if not frame.classes & side.frame.classes or not told.content(frame.agent) or len(frame.agent) > _SHORT:
        return None
    words = told.parsed.words
    if frame.classes & _EITHER_WAY:  # "three died in the blast" for "the blast killed three"
        siblings = (words[i].text for i in frame.agent if any(are_siblings(h, words[i].stem) for h in side.heads))
        return next(siblings, None)
    if any(alike(head) & {words[i].stem for i in frame.agent} for head in side.heads | side.keys):
        return None
    named = any(told.place_of(n.text) in frame.agent for n in side.names)
    spoken = any(words[i].low in PRONOUN or words[i].low in _PARTY for i in frame.agent)
    elsewhere = all(has_word(told.parsed, head) for head in side.heads)
    others = any(are_siblings(head, words[i].stem) for head in side.heads for i in frame.agent)
    return None if named or spoken or not (elsewhere or others) else told.parsed.printed(frame.agent)


_PARTY = word_class("party")
_SHORT = 8  # words of a subject that is understood


def _shown(side: ClaimSide) -> str:
    return " ".join(w.text for w in side.parsed.words if w.stem in side.heads)


def _compare_heads(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    if not side.heads:
        return agrees("who", "The claim names nobody.", 0.3)
    needed = len(side.heads) / 2
    acting = _acting_others(side, told, frame)
    if acting is not None:
        return differs("who", f"The claim is about {_shown(side)}, the passage about {acting}.")
    if sum(has_word(told.parsed, head) for head in side.heads) >= needed:
        return agrees("who", "Both name the same subject.", 0.7)
    if any(sum(has_word(before.parsed, head) for head in side.heads) >= needed for before in told.context):
        return agrees("who", "The text before names the claim's subject.", 0.5)
    if frame is not None and frame.passive and not frame.subject and side.others:
        return agrees("who", "The passage leaves open who does it.", 0.4)
    return unknown("who", "The passage does not name the claim's subject.")
