"""The names in a claim, each with the preposition that it stands after."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.compare.clauses import AUXILIARY, DETERMINER, PREPOSITION, PRONOUN
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import data_lines
from claims.compare.names import name_parts
from claims.compare.words import Word
from claims.domain.claim import Claim

_PARTY_PREPOSITIONS = frozenset({"to", "from", "against", "with", "of", "for"})
_TITLED = 2  # words from a preposition to a name with one title before it: "of senator Lind"
_CALLED = 6  # words by which somebody is called before the name
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a claim: which words it is, and the preposition before it, if any.

    `called` says that a noun stands between the two: "to the equity firm Bexley Hill", which is no place.
    """

    text: str
    first: int
    last: int
    preposition: str | None
    called: bool = False


def names_in(claim: Claim, parsed: Parsed, frame: Frame | None) -> Iterator[Name]:
    """The claim's entities where they stand, and capitalised words that none of them covers.

    What holds the verb of a headline ("To Sell Its Mill") is no name.
    """
    verb = frame.at if frame is not None and not frame.is_noun else -1
    covered: set[int] = set()
    found: list[tuple[int, int, str]] = []
    worded = [i for i, word in enumerate(parsed.words) if word.is_word]  # the "&" of a firm is no part of its name
    for entity in sorted(claim.entities, key=len, reverse=True):
        parts = list(name_parts(entity))
        for at in range(len(worded) - len(parts) + 1):
            run = worded[at : at + len(parts)]
            if covered.isdisjoint(run) and [parsed.words[k].low for k in run] == parts:
                covered.update(run)
                found.append((run[0], run[-1], entity))
                break
    if not claim.entities:
        found += _capital_runs(parsed)
    for first, last, text in sorted(found):
        if not first <= verb <= last:
            yield _name(parsed, first, last, text, verb)


def _name(parsed: Parsed, first: int, last: int, text: str, verb: int) -> Name:
    """The name with the preposition it stands after, articles and "and" passed over, and what it is called."""
    i = first - 1
    while i >= 0 and (parsed.words[i].low in {"the", "and", ","} or (parsed.words[i].capital and i > 0)):
        i -= 1
    low = parsed.words[i].low if i >= 0 else ""
    if low in PREPOSITION:
        return Name(text, first, last, low)
    while i > max(verb, first - _CALLED) and _may_call(parsed.words[i]):
        i -= 1
    low = parsed.words[i].low if i > verb else ""
    called = low in _PARTY_PREPOSITIONS and (parsed.words[i + 1].low in _ARTICLES or first - i == _TITLED)
    return Name(text, first, last, low if called else None, called)


def _may_call(word: Word) -> bool:
    return word.is_word and word.low not in PREPOSITION and word.low not in AUXILIARY and word.low != "'s"


def _capital_runs(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    start: int | None = None
    words = parsed.words
    for i in range(len(words) + 1):
        inside = i < len(words) and words[i].capital and words[i].low not in stop_words()
        if inside and start is None and not (words[i].low in DETERMINER or words[i].low in PREPOSITION):
            start = i
        elif not inside and start is not None:
            yield start, i - 1, " ".join(w.text for w in words[start:i])
            start = None


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing of what a claim is about."""
    return frozenset(data_lines("stop_words.txt")) | AUXILIARY | DETERMINER | PRONOUN | PREPOSITION | {"not", "never"}
