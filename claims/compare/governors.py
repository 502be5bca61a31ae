"""Governors: the words before a verb that say whether, how surely and on whose word it is so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from claims.compare.lexicon import Cue, cues, word_class
from claims.compare.words import Word

_PREPOSITION = word_class("preposition")
_FLIPS = frozenset({"negation", "failure", "denial", "cancelling", "collapsing"})
_OF_SPEECH = frozenset({"saying", "affirming", "planning", "denial"})
# What may stand behind an event noun and still govern it: "the sale was called off".
_BEHIND_NOUN = frozenset(
    ["cancelling", "collapsing", "delaying", "done", "negation", "failure", "affirming", "possibility", "planning"]
)


@dataclass(frozen=True, slots=True)
class Governor:
    """A phrase of data/cues.txt at words `start` to `end`."""

    kind: str
    start: int
    end: int
    noun: bool = False  # "talks", "discussions"


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
                end = _end_of_report(words, i, end, cue.kind) or end
                yield Governor(_kind(words, i, end, cue.kind), i, end, _names_talk(words, i, end))
                taken = end
                break


def _is_month(words: Sequence[Word], i: int) -> bool:
    """Whether "May" is the month: with a capital, after a preposition or a number or before a number."""
    around = [w.low for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])]
    return words[i].capital and any(low in _PREPOSITION or low in _BEFORE_MONTH or low[:1].isdigit() for low in around)


def _end_of_report(words: Sequence[Word], i: int, end: int, kind: str) -> int:
    """Where "rejected a newspaper report" ends, 0 where no report is rejected but a plan."""
    if kind != "failure" or not words[i].low.startswith(("reject", "dismiss")):
        return 0
    for k in range(end, min(end + _REPORT_REACH, len(words))):
        if words[k].low in _REPORT:
            return k + 1
        if words[k].low in _PREPOSITION or not words[k].is_word:
            return 0
    return 0


def _names_talk(words: Sequence[Word], i: int, end: int) -> bool:
    """Whether it is a noun: "talks", "an offer to"."""
    return words[end - 1].low in _TALKS or (i > 0 and words[i - 1].low in _DETERMINER)


_DETERMINER = word_class("determiner")


def _kind(words: Sequence[Word], i: int, end: int, kind: str) -> str:
    return "denial" if kind == "failure" and words[end - 1].low in _REPORT else kind


_REPORT = word_class("report")
_REPORT_REACH = 5  # words between "rejected" and "report"
_TALKS = word_class("talks")
_BEFORE_MONTH = frozenset({"last", "next", "this", "early", "late", "mid", "and", ","})


def _cue_end(words: Sequence[Word], start: int, cue: Cue) -> int:
    end = start + len(cue.places)
    if end > len(words):
        return 0
    return end if all(words[start + k].low in place for k, place in enumerate(cue.places)) else 0


def _is_undergone(words: Sequence[Word], governor: Governor) -> bool:
    """Whether what stands before the phrase undergoes it: the sale "was scrapped", but the win "lifted them"."""
    if governor.kind != "cancelling":
        return True
    return any(w.low in _BE for w in words[max(0, governor.start - 4) : governor.start])


_BE = word_class("be")


def _is_thing(words: Sequence[Word], governor: Governor, at: int) -> bool:
    """Whether the phrase names a thing that the action only has to do with: "sued over the scrapping of a contract"."""
    i = governor.start
    named = governor.kind in _FLIPS and words[i].low.endswith("ing") and i > 1 and words[i - 1].low in _ARTICLES
    return named and words[i - 2].low in _PREPOSITION and not any(w.low == "of" for w in words[at - 2 : at])


_ARTICLES = frozenset({"the", "a", "its", "their"})


def _of_another_noun(words: Sequence[Word], governor: Governor, at: int) -> bool:
    """Whether a bare "no" is of a noun that the event only belongs to: "no dates for the deliveries"."""
    bare = governor.kind == "negation" and words[governor.start].low == "no" and governor.end == governor.start + 1
    return bare and any(w.low in _PREPOSITION for w in words[governor.end : at])


def governing(
    words: Sequence[Word], governors: Sequence[Governor], stretches: Sequence[range], at: int, end: int, is_noun: bool
) -> list[Governor]:
    """The phrases before the action in its stretches; for an event noun those of its predicate too."""
    led = (g for g in governors if g.kind != "collapsing")
    before = [g for g in led if any(g.start in stretch for stretch in stretches) and not _is_thing(words, g, at)]
    found = [g for g in before if g.end <= at or (g.kind == "pending" and g.start < at)]
    if is_noun:
        found = [g for g in found if not _of_another_noun(words, g, at)]
        behind = (g for g in governors if at < g.start < end and g.kind in _BEHIND_NOUN and _is_undergone(words, g))
        found += [g for g in behind if not _is_thing(words, g, at)]
    return found


def is_spoken(words: Sequence[Word], governors: Sequence[Governor]) -> bool:
    """Whether the sentence is somebody's word, said in the middle or at its end: ", it said,"."""
    return any(g.kind == "saying" and (g.end >= len(words) or words[g.end].low in _CLOSING) for g in governors)


_CLOSING = frozenset({",", ".", ":", "on", "in"})


def effect_of(found: Sequence[Governor], spoken: bool = False) -> tuple[int, frozenset[str]]:
    """The sign the phrases give together, and their kinds.

    Two flips cancel out ("denied that it had scrapped"). "Not" before a verb of saying or denying
    leaves the matter open, and "would" is a plan after one of saying, else a mere possibility.
    """
    sign, kinds = 1, {g.kind for g in found} - _given_up(found)
    for governor, follower in zip_longest(found, found[1:]):
        speaks = follower is not None and follower.kind in {"denial", "saying", "affirming"}
        if governor.kind == "negation" and speaks and follower is not None and follower.start - governor.end <= 2:
            kinds.add("pending")
        elif governor.kind in _FLIPS:
            sign = -sign
    if sign < 0 and kinds & _DECIDED and all(_is_forbidding(g, found) for g in found if g.kind == "possibility"):
        kinds.discard("possibility")
    if "rumour" in kinds and "denial" not in kinds:
        kinds.add("possibility")
    if "reported_future" in kinds:
        kinds.add("planning" if spoken or kinds & _OF_SPEECH else "possibility")
    return sign, frozenset("cancelling" if kind == "collapsing" else kind for kind in kinds)


def _is_forbidding(governor: Governor, found: Sequence[Governor]) -> bool:
    """Whether a "may" or "can" is one that "not" follows at once: in a ruling that forbids it."""
    return any(g.kind == "negation" and g.start == governor.end for g in found)


_DECIDED = frozenset({"saying", "affirming"})


def _given_up(found: Sequence[Governor]) -> set[str]:
    """The kinds of mere possibility that a phrase before them ends: "rejected calls to", "talks on it collapsed"."""
    ending = [g for g in found if g.kind in {"failure", "cancelling", "collapsing"}]
    open_ = [g for g in found if g.kind == "possibility"]
    if ending and open_ and all(g.start > ending[0].start or _is_talk(g, ending) for g in open_):
        return {"possibility"}
    return set()


def _is_talk(governor: Governor, ending: Sequence[Governor]) -> bool:
    """Whether it is what ends: talks, with the ending after the noun that they are on."""
    return governor.noun and ending[-1].start > governor.end


def attitudes(words: Sequence[Word], governors: Sequence[Governor], at: int) -> frozenset[str]:
    """Hope, fear or doubt that the whole sentence hangs on: "Rivals hope that ...", "It is unclear whether ..."."""
    lows = [w.low for w in words[:at]]
    start = max((i for i, low in enumerate(lows) if low == "but"), default=0)
    wide = (g for g in governors if start <= g.start and g.end < at and g.kind in {"possibility", "pending"})
    found = frozenset(g.kind for g in wide if lows[g.end] in {"that", "whether"})
    return found | {"possibility"} if "whether" in lows[start:] else found


def embedding(words: Sequence[Word], start: int, at: int) -> frozenset[str]:
    """What keeps a clause from being stated: "the story that ...", "before any mill is sold"."""
    if any(words[i].low == "that" and words[i - 1].low in _TOLD_OF for i in range(max(start, 1), at)):
        return frozenset({"rumour", "possibility"})
    opens = words[start - 1].low if start else ""
    if opens in _BEFORE and any(w.low in _PRESENT or w.low in _ANY for w in words[start:at]):
        return frozenset({"condition"})
    return frozenset()


_TOLD_OF = word_class("told_of")
_BEFORE = frozenset({"before", "until", "once", "when"})
_PRESENT = frozenset({"is", "are", "has", "have", "can"})
_ANY = frozenset({"any", "a"})


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


def afterthoughts(words: Sequence[Word], governors: Sequence[Governor], at: int, end: int) -> frozenset[str]:
    """Doubt that follows the action: "..., if prices fall", "..., analysts estimated", "... awarded so far"."""
    after = [g for g in governors if g.start > at]
    found = {g.kind for g in after if g.kind == "condition" or (g.kind == "pending" and g.start < end)}
    if any(g.kind == "guess" and not _is_finding(words, g) for g in after):
        found.add("guess")
    if any(g.kind == "rumour" and _is_teller(words, g) for g in after):
        found.add("rumour")
    return frozenset(found)


def _is_finding(words: Sequence[Word], governor: Governor) -> bool:
    """Whether experts are told to have found something out rather than to think so."""
    return any(w.low in _FINDING for w in words[governor.end : governor.end + 2])


def _is_teller(words: Sequence[Word], governor: Governor) -> bool:
    """Whether it is a rumour that tells what stands before it: "..., a rumour on a fan site claims"."""
    lows = [w.low for w in words[max(0, governor.start - 3) : governor.start]]
    return lows[-1:] == [","] or lows[-2:-1] == [","] or lows[-2:] == ["according", "to"]


_FINDING = frozenset(
    {"found", "find", "concluded", "conclude", "showed", "confirmed", "established", "ruled", "counted"}
)
