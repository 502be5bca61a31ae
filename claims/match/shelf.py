"""Ranks stored claims for a text of any length, without reading it sentence by sentence.

The weights in `data/ranking.json` are written by training/matching.py.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from claims.domain.match import Candidate, Match
from claims.match.explain import signals_of_ranking
from claims.match.features import FEATURES, Numbers, features_of
from claims.match.meaning import Meanings, meanings
from claims.match.sketch import Question, Sketch, question_of, sketch_of

NOMINATED = 50  # by the index, and as many by meaning, for the ranking to order
_MISSED = 0.8  # of the last score of the index, for a claim that only its meaning brought up


@dataclass(frozen=True, slots=True)
class _Model:
    """A logistic regression over FEATURES, each less its mean and by its spread."""

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
def _model() -> _Model:
    written = json.loads((Path(__file__).parent / "data" / "ranking.json").read_text("utf-8"))
    columns = [written["features"][name] for name in FEATURES]
    means, spreads, weights = (np.array([c[key] for c in columns]) for key in ("mean", "spread", "weight"))
    return _Model(means, spreads, weights, written["slope"], written["offset"])


class Shelf:
    """Claims by id, made ready to be found by their meaning and ranked."""

    def __init__(self, texts: Mapping[str, str], table: Meanings | None = None) -> None:
        self._table = table or meanings()
        self._sketches = {claim_id: sketch_of(text, self._table) for claim_id, text in texts.items()}
        self._ids = list(self._sketches)
        self._texts = texts
        self._vectors = np.array([s.vector for s in self._sketches.values()]).reshape(-1, self._table.dimensions)

    def sketch(self, claim_id: str) -> Sketch:
        """A claim as the ranking sees it."""
        return self._sketches[claim_id]

    def candidates(self, question: Question, nominated: Sequence[Candidate]) -> list[Candidate]:
        """What the index nominated, and as many claims again that are nearest in meaning."""
        known = {candidate.id for candidate in nominated}
        score = _MISSED * min((candidate.score for candidate in nominated), default=0.0)
        nearest = (self._ids[at] for at in self._nearest(question, max(NOMINATED, len(nominated))))
        return [*nominated, *(Candidate(claim_id, score) for claim_id in nearest if claim_id not in known)]

    def rank(self, text: str, nominated: Sequence[Candidate], most: int) -> list[Match]:
        """The claims that `text` most likely speaks of, `most` at most, best first.

        `nominated` are those of an index over the same claims. A ranking only: `about` and `repeats` stay
        False, which is for `match_article` to say.
        """
        question = question_of(text, self._table)
        candidates = self.candidates(question, nominated)
        if not candidates:
            return []
        sketches = [self._sketches[candidate.id] for candidate in candidates]
        features = features_of(question, sketches, [candidate.score for candidate in candidates], self._table)
        scores = _model().scores(features)
        best = sorted(range(len(candidates)), key=lambda at: (-scores[at], candidates[at].id))[:most]
        return [
            Match(
                candidates[at].id,
                0,
                round(float(scores[at]), 4),
                about=False,
                signals=signals_of_ranking(
                    dict(zip(FEATURES, map(float, features[at]), strict=True)),
                    question.whole,
                    sketches[at],
                    self._texts[candidates[at].id],
                    nominated=at < len(nominated),
                ),
            )
            for at in best
        ]

    def _nearest(self, question: Question, limit: int) -> Sequence[int]:
        if not len(question.whole.rows) or not self._ids:
            return ()
        likeness = self._vectors @ question.whole.vector
        limit = min(limit, len(likeness))
        return [int(at) for at in np.argpartition(-likeness, limit - 1)[:limit]]
