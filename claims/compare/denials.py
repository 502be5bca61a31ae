"""Denials of a report as such: "called the report false", "dismissed the rumours", "there is no truth in it"."""

from itertools import takewhile

from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import AUXILIARY, BE, PREPOSITION
from claims.compare.frames import Frame, Parsed
from claims.compare.governors import Governor
from claims.compare.lexicon import Form, actions, word_class

_OBJECT_REACH = 5
_THERE_REACH = 4
_NOUN_REACH = 4
_CONTENT_REACH = 3
_CALLING_REACH = 4
_SPELLING_OUT = frozenset(["that", "of", "about", "on", "linking", "saying", "claiming", "suggesting"])
_POINTING = frozenset(["it", "this", "that", "them", "these", "those"])
_CALLING = word_class("calling")
_REPORT = word_class("report")


def denies_report(parsed: Parsed, frame: Frame | None) -> bool:
    """Whether the sentence says that what was reported is not so, apart from the action of `frame` itself.

    A denial that governs the frame ("denied that it had sold") has turned its sign already.
    """
    if any(g.kind == "denial" and _of_report(parsed, g, frame) for g in parsed.governors):
        return True
    return any(g.kind == "false" and _said_of_report(parsed, g, frame) for g in parsed.governors)


def spells_out_deed(parsed: Parsed) -> bool:
    """Whether a report is told with a deed of its own: "a report that it would sell the mill"."""
    words = parsed.words
    told = (
        i
        for i, word in enumerate(words)
        if word.low in _REPORT and any(w.low in _SPELLING_OUT for w in words[i + 1 : i + 1 + _CONTENT_REACH])
    )
    first = next(told, None)
    return first is not None and any(f.at > first and not f.is_noun for f in parsed.frames)


def denies_existence(parsed: Parsed, side: ClaimSide) -> bool:
    """Whether the sentence says that there is, was or will be none of what the claim is about.

    "There will be no fair", "there was no explosion".
    """
    words, stems = parsed.words, side.keys | side.heads
    events = side.frame.classes if side.frame is not None else frozenset()
    for i, word in enumerate(words):
        if word.low == "no" and any(w.low == "there" for w in words[max(0, i - _THERE_REACH) : i]):
            following = list(takewhile(lambda w: w.low not in PREPOSITION, words[i + 1 : i + 1 + _NOUN_REACH]))
            if any(w.stem in stems or _is_event(w.low, events) for w in following):
                return True
    return False


def _is_event(low: str, classes: frozenset[str]) -> bool:
    return any(e.form is Form.NOUN and e.name in classes for e in actions().entries.get(low, ()))


def _of_report(parsed: Parsed, denial: Governor, frame: Frame | None) -> bool:
    if _is_negated(parsed, denial) or (frame is not None and frame.start <= denial.start < frame.at):
        return False
    words = parsed.words
    ahead = range(denial.end, min(denial.end + _OBJECT_REACH, len(words)))
    if any(g.kind == "false" and 0 <= g.start - denial.end <= 1 for g in parsed.governors):
        return True  # "dismissing as fiction a leaflet that ..."
    if ahead and words[ahead[0]].low in _POINTING and not any(words[i].low in AUXILIARY for i in ahead[1:2]):
        return True
    if any(words[i].low in _REPORT for i in range(denial.start, ahead.stop)):
        return True
    return any(w.low == "which" for w in words[max(0, denial.start - 4) : denial.start])


def _said_of_report(parsed: Parsed, verdict: Governor, frame: Frame | None) -> bool:
    if _is_negated(parsed, verdict):
        return False
    before = parsed.words[: verdict.start]
    reports = [i for i, w in enumerate(before) if w.low in _REPORT]
    if reports and any(w.low in _CALLING for w in before[max(0, reports[0] - _CALLING_REACH) :]):
        return True
    linked = any(w.low in BE for w in before[-3:]) or any(w.low in _CALLING for w in before[-8:])
    pointed = any(w.low in _POINTING for w in before[-4:])
    return linked and (bool(reports) or pointed)


def _is_negated(parsed: Parsed, governor: Governor) -> bool:
    return any(g.kind in {"negation", "pending"} and 0 <= governor.start - g.end <= 1 for g in parsed.governors)
