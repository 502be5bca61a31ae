"""What qualifies a noun: "car sales" are no truck sales, and the second half is not the first."""

import itertools
from collections.abc import Iterator

from claims.compare.claim_names import stop_words
from claims.compare.claim_side import ClaimSide
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.compare.names import nation_of
from claims.compare.synonyms import alike, has_word
from claims.compare.told import Told
from claims.compare.words import Word

_ORDINALS = word_class("ordinal")
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOST_DIGITS = 3  # of a number that tells things apart; longer ones are years and sums


def other_kind(side: ClaimSide, told: Told, frame: Frame | None) -> str | None:
    """The same noun with another qualifier: "truck sales" for "car sales", "sale of mowers" for "sale of tractors"."""
    own = side.keys | side.heads
    mine = [
        (qualifier, noun)
        for qualifier, noun in _qualified(side.parsed, range(len(side.parsed.words)))
        if {qualifier, noun} <= own
    ]
    if not mine:
        return None
    theirs = list(_qualified(told.parsed, told.clause(frame)[0]))
    objects = [] if frame is None or frame.is_noun else list(_qualified(told.parsed, frame.patient))
    for qualifier, noun in mine:
        same = alike(qualifier)
        near = [q for q, n in objects if n in alike(noun)] or [q for q, n in theirs if n in alike(noun)]
        known = any(q in same for q in near) if near else has_word(told.parsed, qualifier)
        if known or told.has_before(qualifier) or not has_word(told.parsed, noun):
            continue
        other = next((q for q in near if q not in own and _are_alike(q, qualifier)), None)
        if other is not None:
            return f"The claim is about {qualifier!r}, the passage about {other!r} with the same noun."
    return None


def _are_alike(one: str, other: str) -> bool:
    """Whether both qualifiers are nations, or neither is: "aged cheese" may be Dutch."""
    return (nation_of(one) is None) == (nation_of(other) is None)


def other_number(side: ClaimSide, told: Told) -> str | None:
    """Another one of those that are told apart by numbers: "reactor 1" for "reactor 2", "phase one" for "phase two"."""
    theirs = list(_numbered(told.parsed))
    for noun, number in _numbered(side.parsed) if theirs else ():
        same = [n for its, n in theirs if its == noun]
        if same and number not in same:
            return f"The claim is about {noun} {number}, the passage about {noun} {same[0]}."
    return None


def _numbered(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """A noun and the number after it, where that counts nothing: "depot 3" and "phase two", not "sold 3 depots"."""
    verbs = {f.at for f in parsed.frames if not f.is_noun}
    words = parsed.words
    for i, (noun, number) in enumerate(itertools.pairwise(words)):
        value = str(_SMALL.index(number.low) + 1) if number.low in _SMALL else number.low
        if not (value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS):
            continue
        after = words[i + 2] if i + 2 < len(words) else None
        counts = after is not None and after.is_word and after.low not in stop_words() and i + 2 not in verbs
        if noun.low.isalpha() and noun.low not in stop_words() and i not in verbs and not counts:
            yield noun.stem, value


def other_ordinal(side: ClaimSide, told: Told) -> str | None:
    """Another one of a row: "the second half" for "the first half"."""
    theirs = list(_ordinals(told.parsed)) if side.parsed.lows & _ORDINALS else []
    for ordinal, noun in _ordinals(side.parsed) if theirs else ():
        same = [o for o, n in theirs if n == noun]
        if same and ordinal not in same:
            return f"The claim is about the {ordinal} {noun}, the passage about the {same[0]}."
    return None


def _ordinals(parsed: Parsed) -> Iterator[tuple[str, str]]:
    for one, other in itertools.pairwise(parsed.words):
        if one.low in _ORDINALS and other.is_word:
            yield one.low, other.stem


def _qualified(parsed: Parsed, part: range) -> Iterator[tuple[str, str]]:
    """The pairs that stand in a stretch of words."""
    return ((q, n) for q, n, first, last in _pairs(parsed) if first in part and last in part)


def _pairs(parsed: Parsed) -> tuple[tuple[str, str, int, int], ...]:
    """Pairs of a qualifying word and its noun, as stems, with the words at which they stand.

    "Car sales" and "sales of cars" give one pair.
    """
    words = parsed.words
    content = [
        (i, w)
        for i, w in enumerate(words)
        if w.low.isalpha() and w.low not in stop_words() and (not i or not w.capital or nation_of(w.low) is not None)
    ]
    verbs = {f.at for f in parsed.frames if not f.is_noun}
    pairs = []
    for (i, one), (j, other) in itertools.pairwise(content):
        if i in verbs or (i and words[i - 1].low == "to"):
            continue
        between = [w.low for w in words[i + 1 : j]]
        if not between:
            pairs.append((one.stem, other.stem, i, j))
        elif between[0] == "of" and all(low in stop_words() for low in between):
            pairs.append((_last_in_row(content, j, verbs).stem, one.stem, i, j))
    return tuple(pairs)


def _last_in_row(content: list[tuple[int, Word]], at: int, verbs: set[int]) -> Word:
    """The last of the telling words that stand side by side from word `at` on: what "of aged cheeses" names."""
    row = dict(content)
    while at + 1 in row and at + 1 not in verbs:
        at += 1
    return row[at]
