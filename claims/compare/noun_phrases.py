"""Which words around a place name one thing: after a preposition, before a relative clause, before "'s"."""

from collections.abc import Sequence
from itertools import takewhile

from claims.compare.clauses import AUXILIARY, DETERMINER, PREPOSITION
from claims.compare.lexicon import word_class
from claims.compare.words import Word

_LONGEST = 8  # words of whoever stands before a relative clause
_OWNER_REACH = 4  # words from "'s" to its noun
_TIME = word_class("time")
_NUMBERS = word_class("number")
_LEADING = word_class("softener") | {"an", "as", "at", "much", "to"}
_OWNING = frozenset({"'s", "'", "’"})
_EXPLAINING = frozenset({"a", "an", "the", "its", "his", "her"})


def noun_after(words: Sequence[Word], first: int, end: int) -> range:
    """The words from `first` on that name one thing: to the next preposition but "of", comma or auxiliary."""
    stop = first
    while stop < end and not _ends(words[stop]) and words[stop].low != ",":
        stop += 1
    return range(first, stop)


def noun_before(words: Sequence[Word], end: int) -> range:
    """The words before `end` that name one thing, with the name that they explain: "Norvale, a maker of juice,"."""
    last = end
    while last and (words[last - 1].low == "," or words[last - 1].low in PREPOSITION):
        last -= 1
    first = last
    while first > max(0, last - _LONGEST) and not _ends(words[first - 1]):
        first -= 1
        if words[first].low in DETERMINER and words[first].low != "'s" and words[first - 1].low != "of":
            break
    explained = first > 1 and first < last and words[first - 1].low == "," and words[first - 2].capital
    if explained and words[first].low in _EXPLAINING:
        first -= 1
        while first and words[first - 1].capital:
            first -= 1
    return range(first, last)


def _ends(word: Word) -> bool:
    """Whether a word is none of those by which a thing is named."""
    small = word.low in AUXILIARY and word.low != "'s"
    return small or (word.low in PREPOSITION and word.low != "of") or not (word.is_word or word.low in {"&", "'s"})


def possessor(words: Sequence[Word], at: int) -> range:
    """The name before "'s" or a closing apostrophe, with up to three words between it and the noun `at`."""
    for i in range(at - 1, max(-1, at - 1 - _OWNER_REACH), -1):
        if words[i].low in _OWNING:
            first = i
            while first and (words[first - 1].capital or words[first - 1].low in {"&", "of"}):
                first -= 1
            return range(first, i)
        if words[i].low in PREPOSITION or words[i].low in AUXILIARY or words[i].low == ",":
            break
    return range(0)


def agent_place(words: Sequence[Word], part: range) -> int | None:
    """The "by" in a stretch that names who does it, None where there is none."""
    return next((i for i in part if words[i].low == "by" and not is_measure(words, i + 1)), None)


def is_measure(words: Sequence[Word], i: int) -> bool:
    """Whether a figure or a time begins at word `i`: "by 5 %", "by a third", "by Friday"."""
    ahead = list(takewhile(lambda w: w.low in _LEADING or w.low in _NUMBERS, words[i : i + 4]))
    if any(w.low in _NUMBERS for w in ahead):
        return True
    first = words[i + len(ahead)] if i + len(ahead) < len(words) else None
    return first is None or not first.is_word or is_time(first)


def is_time(word: Word) -> bool:
    """Whether a word is a figure or one of time."""
    return word.low in _TIME or word.low[:1].isdigit()
