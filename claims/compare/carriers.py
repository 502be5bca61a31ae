"""Verbs that only carry a noun of action: "gave its approval", "filed a lawsuit", "obtained a loan"."""

from collections.abc import Sequence
from functools import cache

from claims.compare.clauses import AUXILIARY, BE, DETERMINER, PREPOSITION
from claims.compare.lexicon import Form, actions, inflections, word_class
from claims.compare.telling import Telling
from claims.compare.words import Word

_REACH = 8  # words after the verb in which its noun stands
# What giving and receiving make of a noun of action.
_GIVEN = frozenset(
    {"lend", "approve", "support", "fund", "donate", "apologise", "license", "warn", "refund", "allow", "award"}
)
_RECEIVED = {
    "lend": "borrow",
    "fund": "receive",
    "award": "receive",
    "donate": "receive",
    "order": "winorder",
    "fine": "payfine",
    "refund": "receive",
}


def carried_by(words: Sequence[Word], i: int) -> Telling | None:
    """The action of the noun that the verb at `i` carries, or None where it carries none.

    A verb of receiving tells it from the other side: to obtain a loan is to borrow.
    """
    found = _carriers().get(words[i].low)
    if found is None:
        return None
    form, group = found
    noun = _noun(words, i)
    if noun is None:
        return None
    classes = frozenset(
        e.name for e in actions().entries.get(words[noun].low, ()) if e.form is Form.NOUN and not e.partner
    )
    if group == "taking":
        classes = frozenset(_RECEIVED[name] for name in classes if name in _RECEIVED)
    elif group == "giving":
        classes &= _GIVEN
    return Telling(i, form, classes, frozenset({i, noun})) if classes else None


def named_to_office(words: Sequence[Word], i: int) -> Telling | None:
    """The taking of an office that "be" at `i` tells: "is the new director", "will be its next mayor"; else None."""
    if words[i].low not in BE or words[i].low == "'s":
        return None
    for k in range(i + 1, min(i + 1 + _POST_REACH, len(words) - 1)):
        if words[k].low in _NEW and not words[k + 1].capital:
            return Telling(i, Form.STATE, frozenset({"takeoffice"}), frozenset({i}))
        if not (words[k].capital or words[k].low in DETERMINER or words[k].low in _BEFORE_POST):
            return None
    return None


_NEW = frozenset({"new", "next", "incoming"})
_BEFORE_POST = frozenset({"to", "be", "now", "’s"})
_POST_REACH = 5  # words between "be" and "new"


def going_on(words: Sequence[Word], i: int) -> Telling | None:
    """Whether "keep" at `i` says that something goes on: "will keep drilling"; else None."""
    if words[i].low not in _keeping() or i + 1 >= len(words) or not words[i + 1].low.endswith("ing"):
        return None
    return Telling(i, _keeping()[words[i].low], frozenset({"continue"}), frozenset({i}))


@cache
def _keeping() -> dict[str, Form]:
    return {text: form for form, text in inflections("keep")}


def _noun(words: Sequence[Word], i: int) -> int | None:
    """The last noun of action in what stands right behind the verb: "a 900 million dollar loan", "an order worth"."""
    last = None
    for k in range(i + 1, min(i + 1 + _REACH, len(words))):
        word = words[k]
        if not word.is_word or word.low in PREPOSITION or word.low in AUXILIARY or word.capital or word.low in _ENDING:
            break
        if any(e.form is Form.NOUN and e.partner is None for e in actions().entries.get(word.low, ())):
            last = k
    return last


_ENDING = frozenset({"that", "which", "who", "and", "but", "on", "as"})


@cache
def _carriers() -> dict[str, tuple[Form, str]]:
    """The forms of the verbs that carry nouns, each with its group."""
    return {
        text: (form, group)
        for group in ("taking", "giving", "doing")
        for verb in word_class(group)
        for form, text in inflections(verb)
    }
