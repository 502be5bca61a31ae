"""Where clauses begin, and which words govern a word: a shallow reading without a grammar.

English puts what governs a verb before it ("denied that it had fired"), within the clause or the
clauses it completes. So the reach of a verb runs back to the nearest place where a new statement
begins, past complementisers ("that", "whether", "to") and past parentheses between commas.
"""

from collections.abc import Sequence

from claims.compare.lexicon import irregular_bases, word_class
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
_TIME = word_class("time")
_FILLER = AUXILIARY | word_class("filler")
_APPOSITION = 8  # words within which ", the valve maker," closes again
_STOPS = frozenset(';:()[]—–“”"…')


def governed_by(words: Sequence[Word], at: int) -> list[range]:
    """The stretches of words that govern word `at`, the nearest first; parentheses between commas are left out."""
    found: list[range] = []
    end = at
    i = at - 1
    while i >= 0:
        if _begins_statement(words, i, at):
            return [*found, range(i if words[i].low in _RELATIVE else i + 1, end)]
        if words[i].low == ",":
            if not _is_filler(words, i + 1, at) or words[at].low.endswith("ing"):
                return [*found, range(i + 1, end)]
            found.append(range(i + 1, end))
            i = end = _opening_comma(words, i)
        i -= 1
    return [*found, range(max(end, 0))]


def _begins_statement(words: Sequence[Word], i: int, at: int) -> bool:
    """Whether a new statement begins at or after word `i`, so that nothing before it governs word `at`."""
    low = words[i].low
    if low in _STOPS or low in _RELATIVE:
        return True
    if low in _SUBORDINATOR:
        return not _harmless(words, i)
    return low == "and" and not _joins_names(words, i) and _starts_predicate(words, i + 1, at)


def _opening_comma(words: Sequence[Word], closing: int) -> int:
    """The comma that opens the parenthesis that the one at `closing` closes, or that one itself."""
    return next((i for i in range(closing - 1, -1, -1) if words[i].low == ","), closing)


def clause_end(words: Sequence[Word], at: int) -> int:
    """The place after the last word that completes word `at`: its object, place and time."""
    i = at + 1
    while i < len(words):
        low = words[i].low
        if low == ",":
            after = _after_apposition(words, i)
            if after is None:
                return i
            i = after
        elif _ends_clause(words, i):
            return i
        i += 1
    return len(words)


def _ends_clause(words: Sequence[Word], i: int) -> bool:
    low = words[i].low
    if low in _STOPS or low in _RELATIVE or low in {"that", "."}:
        return True
    if low in _SUBORDINATOR:
        return not _harmless(words, i)
    if low != "and" or _joins_names(words, i):
        return False
    return _is_past(words, i + 1) or _starts_predicate(words, i + 1, min(i + 4, len(words)))


def _is_past(words: Sequence[Word], i: int) -> bool:
    """Whether a verb of the past with something behind it stands there: "was fined and spared prison"."""
    if i + 1 >= len(words) or words[i].capital:
        return False
    return words[i].low in irregular_bases() or words[i].low.endswith("ed")


def _after_apposition(words: Sequence[Word], comma: int) -> int | None:
    """The place of the comma that closes ", the valve maker," or ", 2025,"; None where the clause ends here."""
    if _is_list_comma(words, comma):
        return comma
    for i in range(comma + 1, min(comma + _APPOSITION, len(words))):
        if words[i].low in AUXILIARY or words[i].low in _RELATIVE or words[i].low.endswith(("ed", "ing")):
            return None
        if words[i].low == ",":
            follows = words[i + 1].low if i + 1 < len(words) else ""
            return i if follows in PREPOSITION else None
    return None


def _joins_names(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i - 1].capital and words[i + 1].capital


def _is_list_comma(words: Sequence[Word], i: int) -> bool:
    """A comma inside a date ("June 3, 2025") or a list of names."""
    if i + 1 >= len(words):
        return False
    return words[i + 1].low.isdigit() or (words[i - 1].capital and i + 2 < len(words) and words[i + 2].low == "and")


def _harmless(words: Sequence[Word], i: int) -> bool:
    """A subordinator that opens no clause: "as well as", "as expected", "after all", "until May", "so far"."""
    low = words[i].low
    following = words[i + 1].low if i + 1 < len(words) else ""
    if low in {"so", "yet"}:
        return True
    if low == "as":
        return not _opens_as_clause(words, i)
    return following.isdigit() or following in _TIME or (low == "after" and following == "all")


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
