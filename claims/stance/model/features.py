"""What the model weighs of a claim and an article: how much of the claim is told, and in what tone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.stance.model.texts import Numbers, Text

_BEST = 3  # sentences nearest to the claim that are looked at together
_LEAD = 3
_MOST = 3.0  # words of one class in a place, from which on more say nothing
_SAID_FAIRLY = 0.3  # of a claim, from which on a sentence tells some of it
_SAID_MOSTLY = 0.5
_RELATED = 0.25
_BM25_K, _BM25_B, _BM25_WORDS = 1.2, 0.75, 400  # Robertson & Zaragoza 2009; the words of a common article

OVERLAP = (
    "best", "second best", "third best", "first sentence", "best of lead", "mean of lead", "lead", "article",
    "bm25 share", "bm25", "pairs in article", "pairs in best", "sentences told fairly", "sentences told mostly",
    "place of best", "relative place of best", "rarest words told", "rarest word's count", "log of words", "sentences",
    "words of claim", "weight of claim", "weight told in best", "stems shared",
)  # fmt: skip
PLACES = ("claim", "first sentence", "lead", "best", "best three", "related sentences", "article", "end")


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each stem is among topics of news; one that is not known is as rare as can be."""

    of: Mapping[str, float]
    highest: float

    def __call__(self, stem: str) -> float:
        """The logarithm of all topics for each that has the stem."""
        return self.of.get(stem, self.highest)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A claim and an article: the numbers that are weighed, and the article's sentences, nearest first."""

    overlap: Numbers
    tone: Numbers
    nearest: tuple[int, ...]


def pair_of(claim: Text, article: Text, rarity: Rarity) -> Pair:
    """Hold a claim's words against an article's."""
    weights = {stem: rarity(stem) for stem in sorted(claim.all_stems)}
    total = sum(weights.values()) or 1.0
    told = np.array([sum(w for s, w in weights.items() if s in stems) for stems in article.stems]) / total
    nearest = np.argsort(-told, kind="stable")
    overlap = _overlap(claim, article, weights, total, told, nearest)
    return Pair(overlap, _tone(claim, article, told, nearest), tuple(nearest.tolist()))


def _overlap(
    claim: Text, article: Text, weights: Mapping[str, float], total: float, told: Numbers, nearest: NDArray[np.intp]
) -> Numbers:
    best = int(nearest[0])
    shared = [s for s in weights if s in article.counts]
    words = float(article.lengths.sum())
    damped = _BM25_K * (1 - _BM25_B + _BM25_B * words / _BM25_WORDS)
    bm25 = sum(weights[s] * article.counts[s] * (_BM25_K + 1) / (article.counts[s] + damped) for s in shared)
    pairs = frozenset().union(*claim.pairs)
    lead = frozenset().union(*article.stems[:_LEAD])
    rarest = sorted(weights, key=lambda s: -weights[s])[:3]
    ranked = [float(told[i]) for i in nearest[:_BEST]] + [0.0, 0.0]
    return np.array([
        ranked[0], ranked[1], ranked[2], told[0], told[:_LEAD].max(), told[:_LEAD].mean(),
        sum(w for s, w in weights.items() if s in lead) / total,
        sum(weights[s] for s in shared) / total,
        bm25 / total, bm25,
        len(pairs.intersection(*[frozenset().union(*article.pairs)])) / max(1, len(pairs)),
        len(pairs & article.pairs[best]) / max(1, len(pairs)),
        (told > _SAID_FAIRLY).mean(), (told > _SAID_MOSTLY).sum(),
        best, best / len(told),
        sum(s in article.counts for s in rarest), min(article.counts.get(rarest[0], 0), 5) if rarest else 0,
        np.log1p(words), len(told), claim.lengths.sum(), total, told[best] * total, len(shared),
    ], np.float64)  # fmt: skip


def _tone(claim: Text, article: Text, told: Numbers, nearest: NDArray[np.intp]) -> Numbers:
    """The counts of each class of tone in each of PLACES, rates in the last three."""
    tone = article.tones
    related = told >= max(_RELATED, told[nearest[0]] / 2)
    end = max(1, len(tone) // 4)
    counted = [
        claim.tones.sum(axis=0),
        tone[0],
        tone[:_LEAD].sum(axis=0),
        tone[nearest[0]],
        tone[nearest[:_BEST]].sum(axis=0),
    ]
    rates = [
        tone[related].sum(axis=0) / max(1, int(related.sum())),
        tone.sum(axis=0) / max(1.0, float(article.lengths.sum())) * 100,
        tone[-end:].sum(axis=0) / end,
    ]
    return np.concatenate([*(np.minimum(c, _MOST) for c in counted), *rates])
