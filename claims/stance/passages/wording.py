"""The words that the linear half of the weigher weighs: turns of phrase, with the claim's own words masked.

A turn is one word or two of the sentences, where every word of the claim reads as X, every figure as 0 and every other
name as N: "X among candidates for" says that X is not chosen yet, whoever X is.
"""

from collections.abc import Iterator, Sequence

from claims.compare.claim_side import ClaimSide
from claims.compare.frames import Parsed
from claims.compare.words import Word

_OWN, _FIGURE, _NAME = "X", "0", "N"
_MASKS = frozenset({_OWN, _NAME})


def turns_of(side: ClaimSide, told: Sequence[Parsed]) -> frozenset[str]:
    """The turns of sentences that are held against a claim."""
    own = frozenset(word.stem for word in side.parsed.words if word.is_word and len(word.low) > 2)
    return frozenset(turn for sentence in told for turn in _turns(sentence.words, own))


def _turns(words: Sequence[Word], own: frozenset[str]) -> Iterator[str]:
    before = ""
    for at, word in enumerate(words):
        masked = _masked(word, at, own)
        if masked == before and masked in _MASKS:
            continue
        yield masked
        if before:
            yield f"{before} {masked}"
        before = masked


def _masked(word: Word, at: int, own: frozenset[str]) -> str:
    if word.stem in own:
        return _OWN
    if word.low[0].isdigit():
        return _FIGURE
    return _NAME if word.capital and at else word.low
