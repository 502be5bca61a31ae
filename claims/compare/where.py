"""Where it happens: the places of a claim against names in the same role in a sentence."""

from collections.abc import Sequence

from claims.compare.claim_side import ClaimSide, Name
from claims.compare.conditions import Condition, agrees, differs, unknown
from claims.compare.frames import Frame
from claims.compare.told import Told
from claims.compare.words import Word


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
    unplaced = frame is None or not told.in_context(place.text)
    parts = (everywhere,) if frame is None or unplaced else (frame.object, frame.subject)
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
