"""Orders candidates by how likely a text speaks of each, by weights that were learnt.

The weights in `data/ranking.json`, and those in `data/ranking_semantic.json` where a transformer takes part, are
written by training/matching.py.
"""

import json
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from claims.domain.match import Candidate, Match
from claims.match.explain import signals_of_ranking
from claims.match.features import FEATURES, Numbers, features_of
from claims.match.meaning import meanings
from claims.match.sketch import Question, Sketch, question_of, sketch_of
from claims.match.transformer import Transformer

SENSE = "sense"  # cosine of what a transformer makes of text and claim, weighed beside FEATURES
_SKETCHES = 10_000  # of the claims met last, about 2 kB each
_READ = 20  # claims, by a transformer, of which the best are given


@dataclass(frozen=True, slots=True)
class _Model:
    """A logistic regression over features, each less its mean and by its spread."""

    means: Numbers
    spreads: Numbers
    weights: Numbers
    slope: float
    offset: float

    def scores(self, features: Numbers) -> Numbers:
        """The chance that each claim is meant, from 0 to 1."""
        summed = (features - self.means) / self.spreads @ self.weights
        return np.asarray(1 / (1 + np.exp(-np.clip(self.slope * summed + self.offset, -50, 50))))


@cache
def _model(features: tuple[str, ...]) -> _Model:
    name = "ranking_semantic.json" if SENSE in features else "ranking.json"
    written = json.loads((Path(__file__).parent / "data" / name).read_text("utf-8"))
    columns = [written["features"][feature] for feature in features]
    means, spreads, weights = (np.array([c[key] for c in columns]) for key in ("mean", "spread", "weight"))
    return _Model(means, spreads, weights, written["slope"], written["offset"])


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A candidate with what it was weighed by; `nominated` says whether the index brought it up."""

    claim_id: str
    text: str
    sketch: Sketch
    nominated: bool


def ranked(
    question: Question, claims: Sequence[Weighed], weighed: Numbers, features: tuple[str, ...], most: int
) -> list[Match]:
    """The claims that a question most likely speaks of, `most` at most, best first, by the features they have.

    A ranking only: `about` and `repeats` stay False, which is for `match_article` to say.
    """
    scores = _model(features).scores(weighed)
    best = sorted(range(len(claims)), key=lambda at: (-scores[at], claims[at].claim_id))[:most]
    return [
        Match(
            claims[at].claim_id,
            0,
            round(float(scores[at]), 4),
            about=False,
            signals=signals_of_ranking(
                dict(zip(features, map(float, weighed[at]), strict=True)),
                question.whole,
                claims[at].sketch,
                claims[at].text,
                nominated=claims[at].nominated,
            ),
        )
        for at in best
    ]


class Ranker:
    """Ranks what an index nominated, of which nothing else is known. Safe to share between threads.

    `semantic` has a transformer read the best of them too, which is loaded at the first question and takes some
    milliseconds for each it has not met lately. Raises InvalidInput where it is not installed.
    """

    def __init__(self, *, semantic: bool = False) -> None:
        if semantic:
            Transformer.must_be_installed()
        self._transformer: Callable[[], Transformer] | None = cache(Transformer) if semantic else None
        self._sketch_of = lru_cache(_SKETCHES)(lambda text: sketch_of(text, meanings()))

    def rank(
        self, text: str, candidates: Sequence[Candidate], most: int, always: Set[str] = frozenset()
    ) -> list[Match]:
        """The candidates that `text` most likely speaks of, best first: the `most` likely, and those of `always`.

        Candidates carry their texts. A transformer reads twenty of them, or as many as are asked for.
        """
        if not candidates:
            return []
        question = question_of(text, meanings())
        claims = [Weighed(c.id, c.text, self._sketch_of(c.text), nominated=True) for c in candidates]
        weighed = features_of(question, [c.sketch for c in claims], [c.wording for c in candidates], meanings())
        chances = _model(FEATURES).scores(weighed)
        order = sorted(range(len(claims)), key=lambda at: (-chances[at], claims[at].claim_id))
        kept = most if self._transformer is None else max(most, _READ)
        chosen = [at for place, at in enumerate(order) if place < kept or claims[at].claim_id in always]
        some, weighed = [claims[at] for at in chosen], weighed[chosen]
        if self._transformer is None:
            return ranked(question, some, weighed, FEATURES, len(some))
        transformer = self._transformer()
        senses = transformer.vectors_of([claim.text for claim in some]) @ transformer.vector_of(question.text)
        matches = ranked(question, some, np.column_stack([weighed, senses]), (*FEATURES, SENSE), len(some))
        return [match for place, match in enumerate(matches) if place < most or match.claim_id in always]
