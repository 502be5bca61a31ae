"""Where clauses begin, and which words govern a word: a shallow reading without a grammar.

English puts what governs a verb before it ("denied that it had fired"), within the clause or the
clauses it completes. So the reach of a verb runs back to the nearest place where a new statement
begins, past complementisers ("that", "whether", "to") and past parentheses between commas.
"""

from collections.abc import Sequence

from claims.compare.lexicon import word_class
from claims.compare.words import Word

BE = word_class("be")
DO = word_class("do")
AUXILIARY = BE | DO | word_class("have") | word_class("modal")
DETERMINER = word_class("determiner")
PRONOUN = word_class("pronoun")
PREPOSITION = word_class("preposition")
COMPLEMENTISER = word_class("complementiser")
_SUBORDINATOR = word_class("subordinator")
_RELATIVE = word_class("relative")
_FILLER = AUXILIARY | word_class("filler")
_STOPS = frozenset(';:()[]—–“”"…')


def governed_from(words: Sequence[Word], at: int) -> int:
    """The first word of the stretch that governs word `at`."""
    i = at - 1
    while i >= 0:
        word = words[i]
        if word.low in _STOPS or (word.low in _SUBORDINATOR and not _harmless(words, i)):
            return i + 1
        if word.low in _RELATIVE:
            return i
        if word.low == "and" and _starts_predicate(words, i + 1, at):
            return i + 1
        if word.low == ",":
            if at > i + 1 and not _is_filler(words, i + 1, at):
                return i + 1
            if at == i + 1 and words[at].low.endswith("ing"):
                return i + 1
            i = _before_parenthesis(words, i)
            continue
        i -= 1
    return 0


def clause_end(words: Sequence[Word], at: int) -> int:
    """The place after the last word that completes word `at`: its object, place and time."""
    for i in range(at + 1, len(words)):
        low = words[i].low
        if low in _STOPS or low in _RELATIVE or low in {",", "that", "."}:
            if low == "," and _is_list_comma(words, i):
                continue
            return i
        if low in _SUBORDINATOR and not _harmless(words, i):
            return i
        if low == "and" and not _joins_names(words, i) and _starts_predicate(words, i + 1, min(i + 4, len(words))):
            return i
    return len(words)


def _joins_names(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i - 1].capital and words[i + 1].capital


def _is_list_comma(words: Sequence[Word], i: int) -> bool:
    """A comma inside a date ("June 3, 2025") or a list of names."""
    if i + 1 >= len(words):
        return False
    return words[i + 1].low.isdigit() or (words[i - 1].capital and i + 2 < len(words) and words[i + 2].low == "and")


def _harmless(words: Sequence[Word], i: int) -> bool:
    """A subordinator that opens no clause: "as well as", "as expected", "after all", "since 2019", "so far"."""
    low = words[i].low
    following = words[i + 1].low if i + 1 < len(words) else ""
    if low in {"so", "yet"}:
        return True
    if low == "as":
        return not _opens_as_clause(words, i)
    return following.isdigit() or (low == "after" and following == "all")


def _opens_as_clause(words: Sequence[Word], i: int) -> bool:
    """Whether "as" tells what happened meanwhile ("as Highway 9 opened") rather than a role ("as chair")."""
    ahead = words[i + 1 : i + 7]
    if not ahead or ahead[0].low in {"a", "an", "part", "saying", "expected", "planned", "usual", "of", "to", "well"}:
        return False
    return any(w.low in AUXILIARY or w.low.endswith("ed") for w in ahead[1:])


def _starts_predicate(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words start..end begin with a new subject or a verb of their own."""
    return any(w.low in AUXILIARY or w.low in PRONOUN or w.low == "that" for w in words[start:end])


def _is_filler(words: Sequence[Word], start: int, end: int) -> bool:
    return all(w.low in _FILLER or w.low.endswith("ly") for w in words[start:end])


def _before_parenthesis(words: Sequence[Word], comma: int) -> int:
    """The word before the comma that opens the parenthesis closed by the one at `comma`."""
    for i in range(comma - 1, -1, -1):
        if words[i].low == ",":
            return i - 1
    return comma - 1
