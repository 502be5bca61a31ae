"""The words that the linear half of the model weighs: turns of phrase, with the claim's own words masked.

A turn is one word or two, in the sentences nearest to the claim ("3:") or in the first ones ("0:"); beside these stand
the same turns with the kind of claim they meet ("plain|", "hedging|", "denying|"): "hoax" says one thing of a
claim that something happened and another of the claim that it was made up.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from claims.stance.model.texts import Numbers, Text, stem_of, text_of, tones

KINDS = ("denying", "hedging", "plain")

_NEAREST = 3
_FIRST = 2
_OF_KIND = (("denying", ("fake", "denial", "negation")), ("hedging", ("hedging", "question mark")))
_MASK = "X"


def kind_of(claim: Text) -> str:
    """Whether a claim denies something, hedges or asks, or plainly states."""
    present = dict(zip(tones(), claim.tones.sum(axis=0) > 0, strict=True))
    return next((kind for kind, classes in _OF_KIND if any(present[c] for c in classes)), "plain")


def is_plain(claim: str) -> bool:
    """Whether a claim plainly states: it denies nothing, hedges nothing and asks nothing."""
    return kind_of(text_of((claim,))) == "plain"


def turns_of(claim: Text, article: Text, nearest: Sequence[int], kind: str) -> frozenset[str]:
    """The turns of an article that is held against a claim; `nearest` are its sentences, the nearest first."""
    own = claim.all_stems
    near = {turn for i in nearest[:_NEAREST] for turn in _turns(article.tokens[i], own)}
    first = {turn for tokens in article.tokens[:_FIRST] for turn in _turns(tokens, own)}
    return frozenset(
        [
            *(f"3:{turn}" for turn in near),
            *(f"0:{turn}" for turn in first),
            *(f"{kind}|{turn}" for turn in near | first),
        ]
    )


def _turns(tokens: Sequence[str], own: frozenset[str]) -> Iterator[str]:
    before = ""
    for token in tokens:
        masked = _MASK if stem_of(token) in own else "0" if token[0].isdigit() else token
        if masked == _MASK == before:
            continue
        yield masked
        if before:
            yield f"{before} {masked}"
        before = masked


def linear_numbers(overlap: Numbers, tone: Numbers, kind: str) -> Numbers:
    """The numbers of the linear half, for rows of both: theirs, and the article's tone apart for each kind of claim."""
    damped = np.log1p(tone)
    article = damped[:, len(tones()) :]
    apart = [article if kind == k else np.zeros_like(article) for k in KINDS]
    kinds = [np.full((len(tone), 1), float(kind == k)) for k in KINDS]
    return np.hstack([overlap, damped, *apart, *kinds])
