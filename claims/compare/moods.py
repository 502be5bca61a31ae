"""Moods: how real a sentence makes an action, by the auxiliaries and verbs before it."""

from collections.abc import Sequence
from enum import StrEnum

from claims.compare.clauses import AUXILIARY, BE
from claims.compare.governors import Governor
from claims.compare.lexicon import Form, actions, word_class
from claims.compare.words import Word

_FUTURE = frozenset({"will", "shall", "would", "'ll", "'d", "to"})
_HAVE = word_class("have")
_BETWEEN = frozenset({"not", "never", "also", "now", "longer", "no", "still", "then"})
# What is said of an event noun that makes more of it than a mention.
_DECIDING = frozenset({"affirming", "planning", "denial", "failure", "cancelling", "delaying", "negation"})


_FACTUAL = frozenset({"without", "after", "having"})  # "left after winning": it has been done, or has not
_ENDING = frozenset({"failure", "cancelling"})


class Mood(StrEnum):
    """How real the sentence makes the action."""

    DONE = "done"  # it happened, or is stated as a standing truth
    ONGOING = "ongoing"
    PLANNED = "planned"
    MENTIONED = "mentioned"  # named, not said to happen


def mood_of(words: Sequence[Word], governors: Sequence[Governor], at: int, form: Form, kinds: frozenset[str]) -> Mood:
    """The mood of the word `at`, governed by phrases of `kinds`."""
    if form is Form.NOUN:
        if "done" in kinds and "planning" not in kinds:
            return Mood.DONE
        return Mood.PLANNED if kinds & (_DECIDING | {"done"}) else Mood.MENTIONED
    leading = next((g for g in governors if g.end == at), None) if form is Form.GERUND else None
    group = _verb_group(words, at if leading is None else leading.start)
    if group & _FUTURE == {"to"} and group & _HAVE and form is not Form.GERUND:
        return Mood.PLANNED if group & {"has", "have"} and "had" not in group else Mood.DONE  # "had to leave"
    if group & _FUTURE:
        ended = not kinds.isdisjoint(_ENDING)
        if group & _FUTURE == {"to"} and leading is None and not ended and _hangs_on_another_verb(words, governors, at):
            return Mood.MENTIONED
        return Mood.DONE if "failure" in kinds and leading is None else Mood.PLANNED
    if form is Form.GERUND:
        if at and words[at - 1].low in _FACTUAL:
            return Mood.DONE
        if _is_consequence(words, governors, at):
            return Mood.DONE
        return _mood_of_gerund(group, leading)
    return Mood.ONGOING if "being" in group else Mood.DONE


def _is_consequence(words: Sequence[Word], governors: Sequence[Governor], at: int) -> bool:
    """ "A tram derailed, injuring ten": done where nothing before makes a plan or a possibility of it."""
    if not at or words[at - 1].low != "," or any(w.low in _FUTURE for w in words[:at]):
        return False
    return all(g.kind in _STATING for g in governors if g.start < at) and any(_is_finite(w) for w in words[:at])


_STATING = frozenset({"saying", "done", "aspect"})


def _hangs_on_another_verb(words: Sequence[Word], governors: Sequence[Governor], at: int) -> bool:
    """Whether "to sell" is what somebody waits for or is told to do, rather than the plan of a headline."""
    to = next(i for i in range(at - 1, -1, -1) if words[i].low == "to")
    if any(g.end in (to, to + 1) or (g.kind in {"planning", "affirming"} and g.end <= to) for g in governors):
        return False
    if to and words[to - 1].low in BE:
        return False
    return any(w.low in AUXILIARY or _is_finite(w) for w in words[:to])


def _is_finite(word: Word) -> bool:
    entries = () if word.capital else actions().entries.get(word.low, ())
    return any(e.form in {Form.PAST, Form.PRESENT} for e in entries)


def _mood_of_gerund(group: set[str], leading: Governor | None) -> Mood:
    """By the verb before it: "has stopped selling" is done, "continues selling" goes on, "mulls selling" neither."""
    if leading is not None and leading.kind in {"denial", "failure", "cancelling"}:
        return Mood.DONE
    if leading is not None and leading.kind == "aspect":
        return Mood.ONGOING
    if leading is not None and leading.kind == "planning":
        return Mood.PLANNED
    return Mood.ONGOING if group & BE else Mood.MENTIONED


def _verb_group(words: Sequence[Word], at: int) -> set[str]:
    """The auxiliaries directly before a verb."""
    group: set[str] = set()
    for word in reversed(words[max(0, at - 6) : at]):
        if word.low in AUXILIARY or word.low in {"to", "'d"}:
            group.add(word.low)
        elif word.low not in _BETWEEN and not word.low.endswith("ly"):
            break
    return group
