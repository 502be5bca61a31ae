"""Calling off, putting off and going ahead: deeds done to plans, whatever the plan is."""

from claims.compare.claim_side import ClaimSide
from claims.compare.conditions import Relation
from claims.compare.frames import Frame
from claims.compare.lexicon import actions, data_lines
from claims.compare.relations import relation_of
from claims.compare.told import Told
from claims.compare.words import stem

_PLAN_WORDS = frozenset(stem(word) for word in data_lines("plan_words.txt"))


def speaks_of_plan(side: ClaimSide, told: Told, frame: Frame) -> bool:
    """Whether what a sentence calls off, puts off or goes ahead with is the claim's plan.

    It is where the thing is named by the claim's own words, by a noun of the claim's action
    ("the sale"), by a word such as "plan" or "edition", or by a pronoun.
    """
    part = [*frame.object, *(frame.subject if frame.passive or not told.content(frame.object) else ())]
    words = [told.parsed.words[i] for i in part]
    own = side.heads | side.keys
    if any(w.stem in own or w.stem in _PLAN_WORDS for w in words):
        return True
    if any(told.place_of(n.text) in part for n in side.others):
        return True
    return side.frame is not None and any(_names_action(side.frame, w.low) for w in words)


def _names_action(frame: Frame, low: str) -> bool:
    classes = frozenset(e.name for e in actions().entries.get(low, ()))
    return bool(classes) and relation_of(frame.classes, classes) is Relation.SAME
