"""Who, to whom, on what and where: the names and things of a claim against those of a sentence."""

import itertools
from collections.abc import Sequence

from claims.compare.claim_side import ClaimSide, Name, stop_words
from claims.compare.conditions import Condition, agrees, differs, unknown
from claims.compare.frames import Frame
from claims.compare.lexicon import word_class
from claims.compare.names import same_name
from claims.compare.relations import are_converse
from claims.compare.told import Told, refers_back
from claims.compare.words import Word

_ENOUGH = 0.5  # of what a claim is about has to be in the passage
_NAME_WEIGHT = 2.0
# Told of the thing itself or of whoever does it: "the road reopened", "the road was reopened".
_EITHER_WAY = word_class("either_way")
_LOCATING = word_class("locating")


def compare_who(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the sentence is about those the claim is about."""
    if not side.actors:
        return _compare_heads(side, told)
    for actor in side.actors:
        at = told.place_of(actor.text)
        if at is not None and not _somebody_else_acts(side, told, frame, at):
            return agrees("who", f"Both are about {actor.text}.")
    for actor in side.actors:
        rival = told.rival_of(actor)
        if rival is not None and told.place_of(actor.text) is None:
            return differs("who", f"The claim is about {actor.text}, the passage about {rival}.")
    foreign = _acting_foreigner(side, told, frame)
    if foreign is not None:
        return differs("who", f"The claim is about {side.actors[0].text}, the passage about {foreign}.")
    return _compare_reference(side.actors, told)


def _somebody_else_acts(side: ClaimSide, told: Told, frame: Frame | None, at: int) -> bool:
    """Whether the sentence names the claim's actor but has another name do the deed."""
    if frame is None or frame.is_noun or frame.passive or at in frame.subject or at in frame.object:
        return False
    return _acting_foreigner(side, told, frame) is not None


def _acting_foreigner(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    if frame is None or frame.is_noun:
        return None
    part = frame.object if side.actors_undergo else frame.subject
    for start, _, name in told.named:
        at = told.word_at(start)
        if at not in part or any(same_name(n.text, name) for n in (*side.names, *side.places)):
            continue
        before = told.parsed.words[at - 1].low if at else ""
        if before not in _LOCATING:
            return name
    return None


def _compare_reference(actors: tuple[Name, ...], told: Told) -> Condition:
    subject = told.sentence.subject
    for actor in actors:
        if subject is not None and same_name(actor.text, subject):
            return agrees("who", f"The passage speaks of {actor.text} without naming it.", 0.8)
        if (subject is None or not told.named) and told.in_context(actor.text):
            return agrees("who", f"The text before names {actor.text}.", 0.6)
    return unknown("who", f"The passage does not name {actors[0].text}.")


def _compare_heads(side: ClaimSide, told: Told) -> Condition:
    if not side.heads:
        return unknown("who", "The claim names nobody.")
    if side.heads & told.parsed.stems:
        return agrees("who", "Both name the same subject.", 0.7)
    if any(side.heads & parsed.stems for parsed in told.context):
        return agrees("who", "The text before names the claim's subject.", 0.5)
    return unknown("who", "The passage does not name the claim's subject.")


def compare_direction(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the deed runs from and to the same parties."""
    mine = side.frame
    if frame is None or mine is None or frame.is_noun or mine.is_noun or not side.actors:
        return unknown("direction", "Who does it to whom cannot be compared.")
    if (mine.classes | frame.classes) & _EITHER_WAY:
        return unknown("direction", "The deed is told of the thing itself.")
    role = _role(side.actors, told, frame)
    if role is None:
        return unknown("direction", "The passage does not say who does it to whom.")
    expected = "object" if side.actors_undergo else "subject"
    if are_converse(mine.classes, frame.classes):
        expected = "subject" if expected == "object" else "object"
        if role != expected:
            return unknown("direction", "The passage tells another side of such a deed.")
    if role == expected:
        return agrees("direction", f"In both {side.actors[0].text} has the same part in it.")
    if role == "object" and not frame.passive and not _other_acts(side, told, frame):
        return unknown("direction", "The passage does not say who does it.")
    return differs("direction", f"The parts are turned: {side.actors[0].text} is on the other side of the deed.")


def _role(actors: tuple[Name, ...], told: Told, frame: Frame) -> str | None:
    for actor in actors:
        at = told.place_of(actor.text)
        if at is None:
            continue
        if at in frame.subject:
            return "subject"
        if at in frame.object:
            return "object"
    return None


def _other_acts(side: ClaimSide, told: Told, frame: Frame) -> bool:
    others = (told.place_of(n.text) for n in (*side.others, *side.places))
    return any(at is not None and at in frame.subject for at in others) or bool(_acting_foreigner(side, told, frame))


def compare_what(side: ClaimSide, told: Told, frame: Frame | None) -> Condition:
    """Whether the deed is done to the same thing: names weigh double, context less than the sentence."""
    names = list(side.key_names)
    total = _NAME_WEIGHT * len(names) + sum(side.keys.values())
    if not total:
        return agrees("what", "The claim names no other thing.", 0.2)
    missing = [n for n in names if told.place_of(n.text) is None]
    other = _replaced(side, told, frame, names, missing)
    if other is not None:
        return differs("what", other)
    own = _NAME_WEIGHT * (len(names) - len(missing)) + sum(w for s, w in side.keys.items() if s in told.parsed.stems)
    if own / total >= _ENOUGH:
        return agrees("what", "Both speak of the same thing.", min(1.0, own / total))
    around = _NAME_WEIGHT * sum(1 for n in missing if told.in_context(n.text)) + sum(
        w for s, w in side.keys.items() if s not in told.parsed.stems and any(s in p.stems for p in told.context)
    )
    if (own + around) / total >= _ENOUGH and refers_back(told):
        return agrees("what", "With the text before, both speak of the same thing.", 0.6)
    if not own and frame is not None and not frame.is_noun and told.content(frame.object):
        return differs("what", f"The passage is about something else: {told.parsed.printed(frame.object)[:80]}.")
    return unknown("what", "The passage does not name the thing the claim is about.")


def _replaced(side: ClaimSide, told: Told, frame: Frame | None, names: list[Name], missing: list[Name]) -> str | None:
    """What stands in the place of the claim's thing, in a sentence; None where nothing does."""
    for name in missing:
        rival = told.rival_of(name)
        if rival is not None:
            return f"The claim is about {name.text}, the passage about {rival}."
    if missing and len(missing) == len(names) and frame is not None and not frame.is_noun:
        foreign = next(told.foreign_names(side, frame.object), None)
        if foreign is not None and name_is_object(told, foreign):
            return f"The claim is about {missing[0].text}, the passage about {foreign}."
    return _other_kind(side, told)


def name_is_object(told: Told, name: str) -> bool:
    """Whether a name stands as a thing rather than after a preposition of place or time."""
    at = told.place_of(name)
    return at is not None and at > 0 and told.parsed.words[at - 1].low not in _LOCATING


def _other_kind(side: ClaimSide, told: Told) -> str | None:
    """Whether the same noun stands with another qualifier: "truck sales" for "car sales"."""
    claim_words = side.parsed.words
    for before, noun in itertools.pairwise(claim_words):
        if before.stem not in side.keys or noun.stem not in side.keys:
            continue
        if before.stem in told.parsed.stems or any(before.stem in p.stems for p in told.context):
            continue
        other = _qualifier(told, noun.stem)
        if other is not None:
            return f"The claim is about {before.low} {noun.low}, the passage about {other} {noun.low}."
    return None


def _qualifier(told: Told, noun: str) -> str | None:
    words = told.parsed.words
    for qualifier, word in itertools.pairwise(words):
        if word.stem == noun and qualifier.is_word and not qualifier.capital and qualifier.low not in stop_words():
            return qualifier.low if qualifier.low.isalpha() else None
    return None


def compare_where(side: ClaimSide, told: Told, frame: Frame | None) -> tuple[Condition, bool]:
    """Whether it happens in the same place; also whether the sentence says it is not there."""
    places = [n for n in side.places if n not in side.actors]
    if not places:
        return unknown("where", "The claim names no place."), False
    found = [(place, told.place_of(place.text)) for place in places]
    for place, at in found:
        if at is not None and is_rejected(told.parsed.words, at):
            return differs("where", f"It says expressly that it is not {place.text}."), True
    for place, at in found:
        other = _other_place(side, told, frame, place) if at is None else None
        if other is not None:
            return differs("where", f"The claim says {place.text}, the passage {other}."), False
    named = next((place for place, at in found if at is not None), None)
    if named is not None:
        return agrees("where", f"Both name {named.text}."), False
    return unknown("where", "The passage names no place in this part."), False


def is_rejected(words: Sequence[Word], at: int) -> bool:
    """Whether "not", "rather than" or "instead of" stands before the word, a preposition between passed over."""
    lows = [w.low for w in words[max(0, at - 3) : at] if w.low not in {"in", "to", "at", "the"}]
    return lows[-1:] == ["not"] or lows[-2:] in (["rather", "than"], ["instead", "of"])


def _other_place(side: ClaimSide, told: Told, frame: Frame | None, place: Name) -> str | None:
    everywhere = range(len(told.parsed.words))
    parts = (everywhere,) if frame is None else (frame.object, frame.subject)
    for name in (n for part in parts for n in told.foreign_names(side, part)):
        at = told.place_of(name)
        if at is None or at == 0:
            continue
        before = told.parsed.words[at - 1].low
        if before == "the" and at > 1:
            before = told.parsed.words[at - 2].low
        if before == place.preposition or {before, place.preposition} <= {"in", "at", "near"}:
            return name
    return None
