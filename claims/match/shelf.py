"""Ranks all claims of a collection for a text of any length, each made ready before the first question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from claims.domain.match import Candidate, Match
from claims.match.features import FEATURES, Numbers, features_of
from claims.match.meaning import Floats, Meanings, meanings
from claims.match.ranking import SENSE, Weighed, ranked
from claims.match.sketch import Question, question_of, sketch_of
from claims.match.transformer import Transformer

NOMINATED = 50  # by the index, and as many by meaning and by sense, for the ranking to order
_MISSED = 0.8  # of the last score of the index, for a claim that only its meaning brought up


@dataclass(frozen=True, slots=True, eq=False)
class _Senses:
    """The directions that a transformer gave the claims, a row each."""

    transformer: Transformer
    directions: Floats

    def wanted(self, question: Question) -> Floats:
        """The direction of the question."""
        return self.transformer.vector_of(question.text)


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
        claims = [
            Weighed(c.id, self._texts[c.id], self._sketches[self._places[c.id]], nominated=at < len(nominated))
            for at, c in enumerate(candidates)
        ]
        return ranked(question, claims, self.weigh(question, candidates), self.features, most)

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
