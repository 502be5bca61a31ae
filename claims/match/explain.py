"""The signals of a ranking: what it weighed, in sentences for people."""

from collections.abc import Iterator, Mapping, Sequence

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
    shared = _printed(np.intersect1d(text.stems, claim.stems, assume_unique=True), claim, claim_text)
    yield _index(features["index share"], nominated=nominated)
    yield _shared_words(features["claim covered"], list(shared.values()))
    yield _share("meaning", features["meaning"], "Their words mean {} the same, taken together.")
    if "sense" in features:
        yield _share("sense", features["sense"], "A transformer that read both finds {} the same sense in them.")
    yield _share("words meant", features["claim meant"], "On average a word of the claim is met by {} in the text.")
    yield _share("best sentence", features["wording of sentence"], "The sentence nearest to it is worded {} alike.")
    if len(text.names):
        names = ", ".join(shared[name] for name in text.names.tolist() if name in shared) or "none"
        yield Signal("names", _bound(features["names"]), f"Names of the text that the claim has: {names}.")
    if len(text.numbers) and len(claim.numbers):
        both = sum(number in shared for number in text.numbers.tolist())
        told = f"They share {both} of the claim's {len(claim.numbers)} numerals."
        yield Signal("numbers", _bound(both / len(claim.numbers)), told)


def _index(share: float, *, nominated: bool) -> Signal:
    if not nominated:
        return Signal("index", 0.0, "The index did not bring it up, what it means did.")
    return _share("index", share, "The index scores it {} of its best candidate (BM25).")


def _share(name: str, score: float, detail: str) -> Signal:
    score = _bound(score)
    return Signal(name, score, detail.format(f"{score:.0%}"))


def _shared_words(score: float, words: Sequence[str]) -> Signal:
    if not words:
        return Signal("shared words", 0.0, "They share no telling word.")
    told = ", ".join(words[:_SHOWN])
    return Signal("shared words", _bound(score), f"It has {score:.0%} of the claim's telling words ({told}).")


def _printed(stems: Ids, claim: Sketch, claim_text: str) -> Mapping[int, str]:
    """Some of the claim's stems by id as it prints them, the rarest first."""
    at = np.searchsorted(claim.stems, stems)
    rarest = at[np.argsort(-claim.weights[at], kind="stable")]
    words = printed_as(claim_text, [claim.roots[i] for i in rarest])
    return dict(zip(claim.stems[rarest].tolist(), words, strict=True))


def _bound(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
