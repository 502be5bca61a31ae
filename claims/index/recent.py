"""The recent texts of an index: those that changed since its base, in plain Python, found at once.

They are few and change with every intake, which is what a base on disk is worst at. They are scored by the same
formula (BM25 as tantivy has it), over base and recent texts together, so that both kinds rank in one list.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.domain.match import Candidate
from claims.index.base import Base
from claims.index.codes import Code
from claims.index.typed import Typed, near_terms

_K1, _B = 1.2, 0.75  # tantivy's


@dataclass(frozen=True, slots=True)
class Entry:
    """A change: the text of an id as of a number of the change sequence; None where it was dropped.

    `parts` say how often each term occurs in each document that the text is kept in, `code` what it means.
    """

    seq: int
    id: str
    text: str | None
    parts: tuple[Mapping[str, int], ...]
    code: Code = ()

    def candidate(self, wording: float, score: float) -> Candidate:
        """It as a candidate, with the score of its words and that when all is weighed."""
        return Candidate(self.id, score, self.text or "", wording)


class Recent:
    """Entries by id, and by term. Not safe to share between threads: its collection has a lock."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}  # in the order of their changes
        self._with: dict[str, set[str]] = defaultdict(set)  # ids by term
        self._terms = 0
        self._documents = 0

    def put(self, entry: Entry) -> None:
        """Add an entry, in place of the one with its id."""
        before = self.entries.pop(entry.id, None)
        self.entries[entry.id] = entry
        for each, step in ((before, -1), (entry, 1)):
            if each is None or each.text is None:
                continue
            self._documents += step * len(each.parts)
            for part in each.parts:
                self._terms += step * sum(part.values())
                for term in part:
                    (self._with[term].add if step > 0 else self._with[term].discard)(each.id)

    def since(self, seq: int) -> "Recent":
        """Those that changed after a number of the sequence."""
        later = Recent()
        for entry in self.entries.values():
            if entry.seq > seq:
                later.put(entry)
        return later

    def frequency(self, term: str) -> int:
        """How many texts hold the term."""
        return len(self._with.get(term, ()))

    def find(self, terms: Sequence[str], base: Base) -> list[tuple[float, Entry]]:
        """All texts that share a term, with the scores of their best parts."""
        if not self._documents:
            return []
        documents = base.documents + self._documents
        mean_length = (base.length + self._terms) / documents or 1.0
        scores: dict[tuple[str, int], float] = defaultdict(float)
        for term in terms:
            holding = self._with.get(term)
            if not holding:
                continue
            frequency = base.frequency(term) + len(holding)
            weight = math.log1p(max(0.0, documents - frequency + 0.5) / (frequency + 0.5)) * (1 + _K1)
            for doc_id in holding:
                for number, part in enumerate(self.entries[doc_id].parts):
                    if told := part.get(term):
                        length = sum(part.values())
                        scores[doc_id, number] += weight * told / (told + _K1 * (1 - _B + _B * length / mean_length))
        best: dict[str, float] = {}
        for (doc_id, _), score in scores.items():
            best[doc_id] = max(score, best.get(doc_id, 0.0))
        return [(score, self.entries[doc_id]) for doc_id, score in best.items()]

    def find_typed(self, words: Sequence[Typed]) -> list[Entry]:
        """All texts that hold each word, or one near it (see typed.py); what changed last comes first."""
        known, ids = list(self._with), set(self.entries)
        for word in words:
            if not ids:
                return []
            ids &= set().union(*(self._with[near] for near in near_terms(word, known)))
        return [entry for entry in reversed(self.entries.values()) if entry.id in ids]
