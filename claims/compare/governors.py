"""Governors: the words before a verb that say whether, how surely and on whose word it is so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from claims.compare.lexicon import Cue, cues, word_class
from claims.compare.words import Word

_PREPOSITION = word_class("preposition")
_FLIPS = frozenset({"negation", "failure", "denial", "cancelling"})
_OF_SPEECH = frozenset({"saying", "affirming", "planning", "denial"})
# What may stand behind an event noun and still govern it: "the sale was called off".
_BEHIND_NOUN = frozenset(
    ["cancelling", "delaying", "done", "negation", "failure", "affirming", "possibility", "planning"]
)


@dataclass(frozen=True, slots=True)
class Governor:
    """A phrase of data/cues.txt at words `start` to `end`."""

    kind: str
    start: int
    end: int


def find_governors(words: Sequence[Word]) -> Iterator[Governor]:
    """The governing phrases of a sentence in order, the longest at each place, none overlapping."""
    by_first = cues()
    taken = 0
    for i, word in enumerate(words):
        if i < taken or (word.low == "may" and _is_month(words, i)):
            continue
        for cue in by_first.get(word.low, ()):
            end = _cue_end(words, i, cue)
            if end:
                yield Governor(cue.kind, i, end)
                taken = end
                break


def _is_month(words: Sequence[Word], i: int) -> bool:
    """Whether "May" is the month: with a capital, after a preposition or a number or before a number."""
    around = [w.low for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])]
    return words[i].capital and any(low in _PREPOSITION or low in _BEFORE_MONTH or low[:1].isdigit() for low in around)


_BEFORE_MONTH = frozenset({"last", "next", "this", "early", "late", "mid", "and", ","})


def _cue_end(words: Sequence[Word], start: int, cue: Cue) -> int:
    end = start + len(cue.places)
    if end > len(words):
        return 0
    return end if all(words[start + k].low in place for k, place in enumerate(cue.places)) else 0


def _of_another_noun(words: Sequence[Word], governor: Governor, at: int) -> bool:
    """Whether a bare "no" is of a noun that the event only belongs to: "no dates for the deliveries"."""
    bare = governor.kind == "negation" and words[governor.start].low == "no" and governor.end == governor.start + 1
    return bare and any(w.low in _PREPOSITION for w in words[governor.end : at])


def governing(
    words: Sequence[Word], governors: Sequence[Governor], stretches: Sequence[range], at: int, end: int, is_noun: bool
) -> list[Governor]:
    """The phrases before the action in its stretches; for an event noun those of its predicate too."""
    before = [g for g in governors if any(g.start in stretch for stretch in stretches)]
    found = [g for g in before if g.end <= at or (g.kind == "pending" and g.start < at)]
    if is_noun:
        found = [g for g in found if not _of_another_noun(words, g, at)]
        found += [g for g in governors if at < g.start < end and g.kind in _BEHIND_NOUN]
    return found


def effect_of(found: Sequence[Governor]) -> tuple[int, frozenset[str]]:
    """The sign the phrases give together, and their kinds.

    Two flips cancel out ("denied that it had scrapped"). "Not" before a verb of saying or denying
    leaves the matter open, and "would" is a plan after one of saying, else a mere possibility.
    """
    sign, kinds = 1, {g.kind for g in found}
    for governor, follower in zip_longest(found, found[1:]):
        speaks = follower is not None and follower.kind in {"denial", "saying", "affirming"}
        if governor.kind == "negation" and speaks and follower is not None and follower.start - governor.end <= 2:
            kinds.add("pending")
        elif governor.kind in _FLIPS:
            sign = -sign
    if "rumour" in kinds and "denial" not in kinds:
        kinds.add("possibility")
    if "reported_future" in kinds:
        kinds.add("planning" if kinds & _OF_SPEECH else "possibility")
    return sign, frozenset(kinds)


def attitudes(words: Sequence[Word], governors: Sequence[Governor], at: int) -> frozenset[str]:
    """Hope, fear or doubt that the whole sentence hangs on: "Rivals hope that ...", "It is unclear whether ..."."""
    lows = [w.low for w in words[:at]]
    start = max((i for i, low in enumerate(lows) if low == "but"), default=0)
    wide = (g for g in governors if start <= g.start and g.end < at and g.kind in {"possibility", "pending"})
    found = frozenset(g.kind for g in wide if lows[g.end] in {"that", "whether"})
    return found | {"possibility"} if "whether" in lows[start:] else found


def is_doubted(governors: Sequence[Governor], start: int, at: int, end: int, kinds: frozenset[str]) -> bool:
    """Whether a phrase that takes something back stands near the action without governing it.

    In its clause after it ("found guilty but not of fraud"), or anywhere where it judges a report ("untrue").
    What is not understood must not count as a yes.
    """
    for g in governors:
        if g.kind in {"denial", "false"} and g.kind not in kinds:
            return True
        if g.kind in _FLIPS and at < g.start < end and g.kind not in kinds:
            return True
    return False


def afterthoughts(governors: Sequence[Governor], at: int, end: int) -> frozenset[str]:
    """Doubt that follows the action: "..., if prices fall", "..., analysts estimated", "... awarded so far"."""
    return frozenset(
        g.kind
        for g in governors
        if g.start > at and (g.kind in {"condition", "guess", "rumour"} or (g.kind == "pending" and g.start < end))
    )
