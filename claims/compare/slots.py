"""Slots: the nouns of a clause by the preposition they stand behind, so that one can be seen to stand for another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.compare.claim_names import stop_words
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import AUXILIARY, PREPOSITION
from claims.compare.durations import HOURS
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.compare.synonyms import alike
from claims.compare.told import Told
from claims.compare.words import Word

_TELLING = frozenset(
    {"", "of", "as", "in", "at", "on", "to", "for", "into", "against", "with"}
)  # "" for what is acted on
_TIME = word_class("time")
_LOOSE = frozenset({"in", "at", "on"})  # which stand for one another


@dataclass(frozen=True, slots=True)
class Slot:
    """A noun, as its stem, at word `at`, and the preposition before it, "" where it follows the verb without one."""

    preposition: str
    head: str
    at: int


def other_noun(side: ClaimSide, told: Told, frame: Frame) -> tuple[str, str] | None:
    """A noun of the claim that the deed's clause lacks, and another that stands there in its stead.

    "As curator" for "as director", "in the quarter-final" for "in the semi-final", "a car park" for "a runway".
    """
    if side.frame is None or side.frame.is_noun:
        return None
    figures = [q.span for q in side.claim.quantities if not q.unit.islower()]
    words = side.parsed.words
    mine = [
        slot
        for slot in _slots(side.parsed, range(side.frame.at + 1, side.frame.end))
        if not any(span.start <= words[slot.at].start < span.end for span in figures)
    ]
    theirs = list(_slots(told.parsed, range(frame.at + 1, frame.end), told))
    if frame.passive is not side.frame.passive:  # what stands right behind the verb is then something else
        mine, theirs = ([s for s in slots if s.preposition] for slots in (mine, theirs))
    clause = {told.parsed.words[i].stem for part in told.clause(frame) for i in part}
    theirs = [s for s in theirs if s.head not in HOURS and s.head not in _TIME]
    known = {stem for own in (*side.keys, *side.heads) for stem in alike(own)}
    for slot in mine:
        if not clause.isdisjoint(alike(slot.head)) or told.has_before(slot.head):
            continue
        other = next((s.head for s in theirs if _same_place(s, slot) and s.head not in known), None)
        if other is not None:
            return slot.head, other
    return None


def _same_place(one: Slot, other: Slot) -> bool:
    return one.preposition == other.preposition or {one.preposition, other.preposition} <= _LOOSE


def _slots(parsed: Parsed, part: range, told: Told | None = None) -> Iterator[Slot]:
    """The plain nouns that end what stands behind a preposition or the verb; names and figures are none."""
    words, preposition, group = parsed.words, "", list[int]()
    for i in [*part, part.stop]:
        inside = i in part and words[i].is_word and words[i].low not in PREPOSITION and words[i].low not in AUXILIARY
        if inside:
            group.append(i)
            continue
        head = _head(words, group, told)
        if head is not None and preposition in _TELLING:
            yield Slot(preposition, head, group[-1])
        group = []
        if i in part and words[i].low in PREPOSITION:
            preposition = words[i].low
        elif i in part and not words[i].is_word and words[i].low not in {"'s", "’s"}:
            preposition = "," if words[i].low == "," else preposition


def _head(words: Sequence[Word], group: list[int], told: Told | None) -> str | None:
    if not group or any(words[i].capital for i in group[-1:]):
        return None
    last = words[group[-1]]
    telling = (
        last.low.replace("-", "").isalpha() and last.low not in stop_words() and not last.low.endswith(("ly", "ing"))
    )
    if not telling or (told is not None and not told.content(range(group[-1], group[-1] + 1))):
        return None
    return last.stem
