"""Ranks stored claims for a text of any length, without reading it sentence by sentence.

The weights in `data/ranking.json`, and those in `data/ranking_semantic.json` for a shelf with a transformer, are
written by training/matching.py.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np

from claims.domain.match import Candidate, Match
from claims.match.explain import signals_of_ranking
from claims.match.features import FEATURES, Numbers, features_of
from claims.match.meaning import Floats, Meanings, meanings
from claims.match.sketch import Question, question_of, sketch_of
from claims.match.transformer import Transformer

NOMINATED = 50  # by the index, and as many by meaning and by sense, for the ranking to order
SENSE = "sense"  # cosine of what a transformer makes of text and claim, weighed beside FEATURES
_MISSED = 0.8  # of the last score of the index, for a claim that only its meaning brought up


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


@dataclass(frozen=True, slots=True, eq=False)
class _Senses:
    """The directions that a transformer gave the claims, a row each."""

    transformer: Transformer
    directions: Floats

    def wanted(self, question: Question) -> Floats:
        """The direction of the question."""
        return self.transformer.vector_of(question.text)


@cache
def _model(features: tuple[str, ...]) -> _Model:
    name = "ranking_semantic.json" if SENSE in features else "ranking.json"
    written = json.loads((Path(__file__).parent / "data" / name).read_text("utf-8"))
    columns = [written["features"][feature] for feature in features]
    means, spreads, weights = (np.array([c[key] for c in columns]) for key in ("mean", "spread", "weight"))
    return _Model(means, spreads, weights, written["slope"], written["offset"])


class Shelf:
    """Claims by id, made ready to be found by their meaning and ranked.

    With a transformer they are found and ranked by the sense that it finds in them too, which takes it some
    milliseconds a claim here and as many a question.
    """

    def __init__(
        self, texts: Mapping[str, str], table: Meanings | None = None, transformer: Transformer | None = None
    ) -> None:
        self._table = table or meanings()
        self._texts = texts
        self._ids = list(texts)
        self._places = {claim_id: place for place, claim_id in enumerate(self._ids)}
        self._sketches = [sketch_of(text, self._table) for text in texts.values()]
        self._vectors = np.array([s.vector for s in self._sketches]).reshape(-1, self._table.dimensions)
        self._senses = None if transformer is None else _Senses(transformer, transformer.vectors_of(texts.values()))

    @property
    def features(self) -> tuple[str, ...]:
        """The names of what is weighed."""
        return FEATURES if self._senses is None else (*FEATURES, SENSE)

    def candidates(self, question: Question, nominated: Sequence[Candidate]) -> list[Candidate]:
        """What the index nominated, and as many claims again that are nearest in meaning, and in sense."""
        limit = max(NOMINATED, len(nominated))
        score = _MISSED * min((candidate.score for candidate in nominated), default=0.0)
        known = {self._places[candidate.id] for candidate in nominated}
        nearest = dict.fromkeys(place for place in self._nearest(question, limit) if place not in known)
        return [*nominated, *(Candidate(self._ids[place], score) for place in nearest)]

    def weigh(self, question: Question, candidates: Sequence[Candidate]) -> Numbers:
        """The features of each candidate, a row each."""
        places = [self._places[candidate.id] for candidate in candidates]
        sketches = [self._sketches[place] for place in places]
        weighed = features_of(question, sketches, [candidate.score for candidate in candidates], self._table)
        if self._senses is None:
            return weighed
        return np.column_stack([weighed, self._senses.directions[places] @ self._senses.wanted(question)])

    def rank(self, text: str, nominated: Sequence[Candidate], most: int) -> list[Match]:
        """The claims that `text` most likely speaks of, `most` at most, best first.

        `nominated` are those of an index over the same claims. A ranking only: `about` and `repeats` stay
        False, which is for `match_article` to say.
        """
        question = question_of(text, self._table)
        candidates = self.candidates(question, nominated)
        if not candidates:
            return []
        features = self.weigh(question, candidates)
        scores = _model(self.features).scores(features)
        best = sorted(range(len(candidates)), key=lambda at: (-scores[at], candidates[at].id))[:most]
        return [
            Match(
                candidates[at].id,
                0,
                round(float(scores[at]), 4),
                about=False,
                signals=signals_of_ranking(
                    dict(zip(self.features, map(float, features[at]), strict=True)),
                    question.whole,
                    self._sketches[self._places[candidates[at].id]],
                    self._texts[candidates[at].id],
                    nominated=at < len(nominated),
                ),
            )
            for at in best
        ]

    def _nearest(self, question: Question, limit: int) -> Iterable[int]:
        by_meaning = _nearest(self._vectors, question.whole.vector, limit) if len(question.whole.rows) else ()
        if self._senses is None:
            return by_meaning
        return chain(by_meaning, _nearest(self._senses.directions, self._senses.wanted(question), limit))


def _nearest(directions: Floats, wanted: Floats, limit: int) -> list[int]:
    """The places of the directions nearest to the one wanted, in no order."""
    limit = min(limit, len(directions))
    if not limit:
        return []
    return [int(place) for place in np.argpartition(-(directions @ wanted), limit - 1)[:limit]]
