"""A question to an index: from a text to the candidates that share telling words with it.

An index nominates; whether a candidate is about the text is for `claims/match` to say.
"""

from collections.abc import Callable, Iterable, Sequence

from claims.domain.match import Candidate
from claims.index.base import Base, Writer, in_memory
from claims.index.terms import analyzer, prepare

_MOST_TERMS = 64  # of a question, the rarest ones; more only cost time

_analyzer = analyzer()


def question(text: str, frequency: Callable[[str], int]) -> list[str]:
    """The terms to ask for, each once; of many, the rarest that occur at all."""
    terms = list(dict.fromkeys(_analyzer.analyze(prepare(text))))
    if len(terms) <= _MOST_TERMS:
        return terms
    occurring = sorted((count, term) for term in terms if (count := frequency(term)))
    return [term for _, term in occurring[:_MOST_TERMS]]


def best_of(candidates: Iterable[Candidate], limit: int) -> list[Candidate]:
    """The `limit` best, best first."""
    return sorted(candidates, key=lambda candidate: -candidate.score)[:limit]


def find(base: Base, terms: Sequence[str], limit: int, hidden: Callable[[str], bool]) -> list[Candidate]:
    """The `limit` texts of a base that share the most telling terms, those with a hidden id left out."""
    asked = limit
    while terms and asked > 0:
        hits = base.find(terms, asked)
        found = [candidate for candidate in map(base.candidate, hits) if not hidden(candidate.id)]
        if len(found) >= limit or len(hits) < asked:
            return found[:limit]
        asked *= 4
    return []


class Collection:
    """Texts by id in memory, for work that follows no store. Not safe to share between threads."""

    def __init__(self) -> None:
        self._writer = Writer(in_memory(), keep_texts=True)
        self._base: Base | None = None  # None after an update, until the next question

    def update(self, texts: Iterable[tuple[str, str | None]]) -> None:
        """Add or replace the text of each id; None drops it. Unknown ids may be dropped."""
        self._writer.update(texts)
        self._base = None

    def nominate(self, text: str, limit: int) -> list[Candidate]:
        """The `limit` texts that share the most telling words with `text`, best first."""
        if self._base is None:
            self._base = self._writer.commit(1)
        return find(self._base, question(text, self._base.frequency), limit, lambda _: False)
