"""A question to an index: from a text to the candidates that share telling words with it.

An index nominates; whether a candidate is about the text is for `claims/match` to say.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from claims.domain.match import Candidate
from claims.index.base import Base, Form, Writer, in_memory
from claims.index.recent import Entry
from claims.index.terms import analyzer, prepare

_MOST_TERMS = 64  # of a question, the rarest ones; more only cost time
_COMMON = 20  # a term in one of so many texts is common
_NEVER_COMMON = 1_000  # texts; what occurs in fewer costs no time
_ENOUGH_TERMS = 8  # that are asked for however common they are
_DEPTH = 8  # texts found by their words for each that is wanted, of which the meanings are looked at
_DEEPEST = 200  # of them at most
_PARTS = 3  # documents of a text that are found, on average; more are asked for where they are not enough
_MEANING = 1.5  # of the likeness of what two texts mean, beside a best score of 1 by words

_PLAIN = Form(keep_texts=True)

_analyzer = analyzer()


def question(text: str, documents: int, frequency: Callable[[str], int]) -> list[str]:
    """The terms to ask a collection of so many documents for, each once, the rarest first.

    Left out are those that occur nowhere, and of many the common ones: they take the most time and tell the least.
    """
    terms = dict.fromkeys(_analyzer.analyze(prepare(text)))
    occurring = sorted((count, term) for term in terms if (count := frequency(term)))[:_MOST_TERMS]
    common = max(_NEVER_COMMON, documents // _COMMON)
    return [term for place, (count, term) in enumerate(occurring) if place < _ENOUGH_TERMS or count < common]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that is asked for, and the terms of its question."""

    text: str
    terms: Sequence[str]


def nominate(
    asked: Asked,
    limit: int,
    base: Base,
    recent: Sequence[tuple[float, Entry]] = (),
    hidden: Callable[[str], bool] = lambda _: False,
    form: Form = _PLAIN,
) -> list[Candidate]:
    """The `limit` best of a base and of the recent texts found by the same terms, each once, best first.

    Those of the base with a hidden id are left out. With a coder more are found by their words, and those that mean
    what the text does are preferred.
    """
    coder = form.coder
    depth = limit if coder is None else max(limit, min(_DEPTH * limit, _DEEPEST))
    depth *= _PARTS if form.in_parts else 1
    newest = nlargest(depth, recent, key=itemgetter(0))
    while asked.terms and limit > 0:
        hits = base.find(asked.terms, depth)
        scores = [score for score, _ in (*newest, *hits)]
        if coder is not None and scores:
            codes = [*(entry.code for _, entry in newest), *base.codes(hits)]
            scores = _with_meaning(scores, coder.likeness(asked.text, codes))
        best: dict[str, Candidate] = {}
        for at in sorted(range(len(scores)), key=scores.__getitem__, reverse=True):
            if at < len(newest):
                wording, entry = newest[at]
                best[entry.id] = entry.candidate(wording, scores[at])
            elif not hidden((candidate := base.candidate(hits[at - len(newest)], scores[at])).id):
                best.setdefault(candidate.id, candidate)
            if len(best) == limit:
                return list(best.values())
        if len(hits) < depth:
            return list(best.values())
        depth *= 4
    return []


def _with_meaning(scores: Sequence[float], likeness: Sequence[float]) -> list[float]:
    best = max(scores)
    return [score / best + _MEANING * like for score, like in zip(scores, likeness, strict=True)]


class Collection:
    """Texts by id in memory, for work that follows no store. Not safe to share between threads."""

    def __init__(self, form: Form = _PLAIN) -> None:
        self._form = form
        self._writer = Writer(in_memory(), form)
        self._base: Base | None = None  # None after an update, until the next question

    def update(self, texts: Iterable[tuple[str, str | None]]) -> None:
        """Add or replace the text of each id; None drops it. Unknown ids may be dropped."""
        self._writer.update(texts)
        self._base = None

    def nominate(self, text: str, limit: int) -> list[Candidate]:
        """The `limit` texts that share the most telling words with `text`, best first."""
        if self._base is None:
            self._base = self._writer.commit(1)
        asked = Asked(text, question(text, self._base.documents, self._base.frequency))
        return nominate(asked, limit, self._base, form=self._form)
