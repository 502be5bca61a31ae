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
    following = told.parsed.words[frame.at + 1 : frame.at + 2]
    if "refuse" in frame.classes and following and following[0].low == "to":
        return False  # "refused to say": what follows is a deed of its own
    alone = not told.content(frame.object) and not _has_pronoun(told, frame)
    part = [*frame.object, *(frame.subject if frame.passive or alone else ())]
    words = [told.parsed.words[i] for i in part]
    own = side.heads | side.keys | _carried(side)
    if any(w.stem in own or w.stem in _PLAN_WORDS for w in words):
        return True
    if any(told.place_of(n.text) in part for n in side.others):
        return True
    return side.frame is not None and any(_names_action(side.frame, w.low) for w in words)


def _has_pronoun(told: Told, frame: Frame) -> bool:
    """Whether a mere pronoun does it, as in "a contract it cancelled"."""
    return frame.at > 0 and told.parsed.words[frame.at - 1].low in _DOING


_DOING = frozenset({"it", "they", "he", "she", "we"})


def _carried(side: ClaimSide) -> frozenset[str]:
    """The noun of what a verb of receiving or giving carries: "subsidy" in "will receive a subsidy"."""
    frame = side.frame
    return frozenset() if frame is None else frozenset(side.parsed.words[i].stem for i in frame.parts if i != frame.at)


def _names_action(frame: Frame, low: str) -> bool:
    classes = frozenset(e.name for e in actions().entries.get(low, ()))
    return bool(classes) and relation_of(frame.classes, classes) is Relation.SAME
