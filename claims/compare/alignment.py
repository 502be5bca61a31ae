"""Which words of a claim a sentence says, in whatever form, and in which part of the claim they stand.

Where a comparison of frames asks whether the same deed is told, this asks word by word; it knows no grammar but the
order of words, and misses nothing for want of a verb in the lexicon.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from claims.compare.claim_names import stop_words
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import PREPOSITION
from claims.compare.frames import Parsed
from claims.compare.lexicon import actions
from claims.compare.names import nation_of
from claims.compare.synonyms import alike
from claims.compare.words import Word

SAID = 0.8  # the degree from which a word counts as said
_SYNONYM = 0.9
_SAME_DEED = 0.85
_OPPOSITE = 0.5  # the opposite of a deed is about the same thing, and does not say it
_PREPOSITION_REACH = 4  # words between a preposition and what it governs


class Part(StrEnum):
    """Where in the claim a word stands, by order alone."""

    SUBJECT = "subject"  # before the deed
    DEED = "deed"
    OBJECT = "object"  # behind the deed
    AROUND = "around"  # behind a preposition


class Sort(StrEnum):
    """What kind of word it is, which decides what may stand for it."""

    NAME = "name"
    FIGURE = "figure"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A telling word of a claim, and how nearly (`degree`, from 0 to 1) the word `at` of a sentence says it."""

    claimed: int
    part: Part
    sort: Sort
    at: int | None
    degree: float

    @property
    def said(self) -> bool:
        """Whether the sentence says it."""
        return self.degree >= SAID


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim's telling words in a sentence, and the sentence's telling words that say none of them."""

    words: tuple[Aligned, ...]
    unclaimed: tuple[int, ...]

    @property
    def coverage(self) -> float:
        """How much of the claim is said, from 0 to 1, every telling word counting alike."""
        return sum(word.degree for word in self.words) / len(self.words) if self.words else 0.0


def align(side: ClaimSide, told: Parsed) -> Alignment:
    """The words of a claim beside those of a sentence; each takes the first word that says it best."""
    telling = [i for i, word in enumerate(told.words) if is_telling(word)]
    words = side.parsed.words
    names = {i for name in (*side.actors, *side.others, *side.places) for i in range(name.first, name.last + 1)}
    found = tuple(
        Aligned(i, part, Sort.NAME if i in names else sort_of(words, i), *_best(words[i], told.words, telling))
        for i, part in _parts(side)
    )
    said = {word.at for word in found if word.said}
    return Alignment(found, tuple(i for i in telling if i not in said))


def is_telling(word: Word) -> bool:
    """Whether a word says something of what a text is about."""
    return word.is_word and word.low not in stop_words() and not (len(word.low) == 1 and word.low.isalpha())


def sort_of(words: Sequence[Word], at: int) -> Sort:
    """A figure, a name (a capital that does not merely open the sentence) or another word."""
    word = words[at]
    if word.low[0].isdigit():
        return Sort.FIGURE
    opens = at == 0 and not (len(words) > 1 and words[1].capital)
    return Sort.NAME if word.capital and not opens else Sort.WORD


def preposition_before(words: Sequence[Word], at: int) -> str | None:
    """The preposition that governs the word `at`; None where a comma or nothing comes before it."""
    for word in reversed(words[max(0, at - _PREPOSITION_REACH) : at]):
        if word.low in PREPOSITION:
            return word.low
        if word.low in {",", ";", ":"}:
            return None
    return None


def _parts(side: ClaimSide) -> list[tuple[int, Part]]:
    deed = side.frame.at if side.frame is not None else None
    part, found = Part.SUBJECT, []
    for i, word in enumerate(side.parsed.words):
        if i == deed:
            found.append((i, Part.DEED))
            part = Part.OBJECT
            continue
        if word.low in PREPOSITION:
            part = Part.AROUND
        if is_telling(word):
            found.append((i, part))
    return found


def _best(mine: Word, words: Sequence[Word], telling: Sequence[int]) -> tuple[int | None, float]:
    at, degree = None, 0.0
    for i in telling:
        found = _degree(mine, words[i])
        if found > degree:
            at, degree = i, found
            if degree == 1.0:
                break
    return at, degree


def _degree(mine: Word, theirs: Word) -> float:
    if mine.stem == theirs.stem:
        return 1.0
    if mine.low[0].isdigit() or theirs.low[0].isdigit():
        return 0.0
    if mine.capital or theirs.capital:
        nation = nation_of(mine.low)
        return _SYNONYM if nation is not None and nation == nation_of(theirs.low) else 0.0
    return _likeness(mine.low, mine.stem, theirs.low, theirs.stem)


@lru_cache(maxsize=50_000)
def _likeness(mine: str, my_stem: str, theirs: str, their_stem: str) -> float:
    if their_stem in alike(my_stem):
        return _SYNONYM
    lexicon = actions()
    my_deeds = {entry.name for entry in lexicon.entries.get(mine, ())}
    their_deeds = {entry.name for entry in lexicon.entries.get(theirs, ())}
    if my_deeds & their_deeds:
        return _SAME_DEED
    against = any(lexicon.opposites.get(deed, frozenset()) & their_deeds for deed in my_deeds)
    return _OPPOSITE if against else 0.0
