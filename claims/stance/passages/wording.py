"""The words that the linear half of the weigher weighs: turns of phrase, with the claim's own words masked.

A turn is one word, two or three of a sentence, where words of the claim read as the part that they have in it: A for a
name of those who act, B for another name, S for another word of the subject, V for the deed and O for its opposite, F
for its figures, X for what else it says. Every other figure reads as 0 and every other name as N: "A among candidates
for" says that A is not chosen yet, whoever A is.
"""

from collections.abc import Iterator, Mapping

from claims.compare.alignment import SAID, Aligned, Alignment, Part, Sort
from claims.compare.words import Word
from claims.stance.passages.pairs import Pair

_START = "^"
_OPPOSITE = 0.5  # degree to which the opposite of a deed says it
_GROUPED = frozenset("ABNX0")  # masks of which a row reads as one


def turns_of(pair: Pair) -> frozenset[str]:
    """The turns of the sentences of a pair."""
    own = frozenset(word.stem for word in pair.side.parsed.words if word.is_word and len(word.low) > 2)
    found: set[str] = set()
    for parsed, alignment in zip(pair.sentences, pair.alignments, strict=True):
        masks = _masks(alignment)
        read = [_START]
        for at, word in enumerate(parsed.words):
            masked = masks.get(at) or _masked(word, at, own)
            if masked != read[-1] or masked not in _GROUPED:
                read.append(masked)
        found.update(_turns(read))
    return frozenset(found)


def _turns(read: list[str]) -> Iterator[str]:
    for at in range(1, len(read)):
        yield read[at]
        yield f"{read[at - 1]} {read[at]}"
        if at > 1 and any(turn.isupper() for turn in read[at - 2 : at + 1]):
            yield " ".join(read[at - 2 : at + 1])


def _masks(alignment: Alignment) -> Mapping[int, str]:
    """The masks of the words that say words of the claim."""
    found: dict[int, str] = {}
    for word in alignment.words:
        if word.at is not None and word.said:
            found[word.at] = _mask(word)
        elif word.at is not None and word.part is Part.DEED and _OPPOSITE <= word.degree < SAID:
            found[word.at] = "O"
    return found


def _mask(word: Aligned) -> str:
    acts = word.part is Part.SUBJECT
    if word.sort is Sort.NAME:
        return "A" if acts else "B"
    if word.sort is Sort.FIGURE:
        return "F"
    if word.part is Part.DEED:
        return "V"
    return "S" if acts else "X"


def _masked(word: Word, at: int, own: frozenset[str]) -> str:
    if word.stem in own:
        return "X"
    if word.low[0].isdigit():
        return "0"
    return "N" if word.capital and at else word.low
