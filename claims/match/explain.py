"""The signals of a ranking: what it weighed, in sentences for people."""

from collections.abc import Iterator, Mapping

import numpy as np

from claims.domain.signal import Signal
from claims.match.sketch import Ids, Sketch
from claims.match.words import printed_as

_SHOWN = 4  # shared words


def signals_of_ranking(
    features: Mapping[str, float], text: Sketch, claim: Sketch, claim_text: str, *, nominated: bool
) -> tuple[Signal, ...]:
    """The signals of one claim, by its features (claims/match/features.py); `nominated` by the index or not."""
    return tuple(_signals(features, text, claim, claim_text, nominated=nominated))


def _signals(
    features: Mapping[str, float], text: Sketch, claim: Sketch, claim_text: str, *, nominated: bool
) -> Iterator[Signal]:
    yield _index(features["index share"], nominated=nominated)
    yield _shared_words(features["claim covered"], text, claim, claim_text)
    yield _share("meaning", features["meaning"], "Their words mean {} the same, taken together.")
    yield _share("words meant", features["claim meant"], "On average a word of the claim is met by {} in the text.")
    yield _share("best sentence", features["wording of sentence"], "The sentence nearest to it is worded {} alike.")
    names = np.intersect1d(text.names, claim.stems, assume_unique=True)
    if len(text.names):
        found = ", ".join(_printed(names, claim, claim_text)) or "none"
        yield Signal("names", _bound(features["names"]), f"Names of the text that the claim has: {found}.")
    if len(text.numbers) and len(claim.numbers):
        numbers = np.intersect1d(text.numbers, claim.numbers, assume_unique=True)
        told = f"They share {len(numbers)} of the claim's {len(claim.numbers)} numerals."
        yield Signal("numbers", len(numbers) / len(claim.numbers), told)


def _index(share: float, *, nominated: bool) -> Signal:
    if not nominated:
        return Signal("index", 0.0, "The index did not bring it up, what its words mean did.")
    return _share("index", share, "The index scores it {} of its best candidate (BM25).")


def _share(name: str, score: float, detail: str) -> Signal:
    score = _bound(score)
    return Signal(name, score, detail.format(f"{score:.0%}"))


def _shared_words(score: float, text: Sketch, claim: Sketch, claim_text: str) -> Signal:
    shared = np.intersect1d(text.stems, claim.stems, assume_unique=True)
    if not len(shared):
        return Signal("shared words", 0.0, "They share no telling word.")
    told = ", ".join(_printed(shared, claim, claim_text)[:_SHOWN])
    return Signal("shared words", _bound(score), f"It has {score:.0%} of the claim's telling words ({told}).")


def _printed(stems: Ids, claim: Sketch, claim_text: str) -> list[str]:
    """Some of the claim's stems as it prints them, the rarest first."""
    at = np.searchsorted(claim.stems, stems)
    rarest = at[np.argsort(-claim.weights[at], kind="stable")]
    return printed_as(claim_text, [claim.roots[i] for i in rarest])


def _bound(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
