"""Where it happens: the places of a claim against names in the same role in a sentence."""

from collections.abc import Sequence

from claims.compare.claim_names import Name
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import AUXILIARY, PREPOSITION
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
    clause = told.clause(frame)
    for place, at in found:
        local = at is not None and told.place_in(place.text, *clause) is not None
        other = None if local else _other_place(side, told, frame, place)
        if other is not None:
            return differs("where", f"The claim says {place.text}, the passage {other}."), False
    named = next((place for place, at in found if at is not None), None)
    if named is not None:
        return agrees("where", f"Both name {named.text}."), False
    return unknown("where", "The passage names no place in this part."), False


def is_rejected(words: Sequence[Word], at: int) -> bool:
    """Whether "not", "rather than" or "instead of" stands before the word, a preposition between passed over."""
    lows = [w.low for w in words[max(0, at - 3) : at] if w.low not in _PASSED]
    return lows[-1:] == ["not"] or lows[-2:] in (["rather", "than"], ["instead", "of"])


_PASSED = frozenset({"in", "to", "at", "the", "by", "from", "for", "with"})


def _other_place(side: ClaimSide, told: Told, frame: Frame | None, place: Name) -> str | None:
    """A foreign name that stands in the deed's clause as the claim's place does, or anywhere where none is known."""
    clause = told.clause(frame)
    unplaced = not told.in_context(place.text) and told.place_of(place.text) is None
    parts = (*clause, range(len(told.parsed.words))) if unplaced else clause
    for name in (n for part in parts for n in told.foreign_names(side, part)):
        at = told.place_of(name)
        before = None if at is None else _preposition(told.parsed.words, at)
        if before is not None and (before == place.preposition or {before, place.preposition} <= _WITHIN):
            return name
    return None


_WITHIN = frozenset({"in", "at", "near"})
_REACH = 4  # words between a preposition and the name after it


def _preposition(words: Sequence[Word], at: int) -> str | None:
    """The preposition before the name at word `at`, with its adjectives passed over: "in neighbouring Bulgaria"."""
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[i].low in PREPOSITION:
            return words[i].low
        if not words[i].is_word or words[i].low in AUXILIARY:
            return None
    return None
