"""Words as people type them: half of a word, or one with a letter wrong, stands for those on file that it is near."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from claims.index.terms import analyzer, prepare

_MOST_WORDS = 12  # of a question; people type fewer
_ONE_WRONG, _TWO_WRONG = 4, 8  # letters from which on a word may have so many wrong

_analyzer = analyzer()


@dataclass(frozen=True, slots=True)
class Typed:
    """The term of a word, and how many of its letters may be wrong, missing, too many or turned round."""

    term: str
    wrong: int


def typed_words(text: str, frequency: Callable[[str], int]) -> list[Typed]:
    """The words of a question, where at least one is on file in no text; none where it can be asked as it is."""
    words = list(dict.fromkeys(prepare(text).split()))[:_MOST_WORDS]
    terms = [term for word in words for term in _analyzer.analyze(word)]
    known = all(map(frequency, terms))
    return [] if known else [Typed(term, _wrong(word)) for word, term in zip(words, terms, strict=True)]


def _wrong(word: str) -> int:
    if any(char.isdigit() for char in word):
        return 0
    return (len(word) >= _ONE_WRONG) + (len(word) >= _TWO_WRONG)


def near_terms(typed: Typed, known: Sequence[str]) -> list[str]:
    """Those of `known` that begin as the word does, or nearly so."""
    term, wrong = typed.term, typed.wrong
    return [
        other
        for other in known
        if other.startswith(term)
        or (wrong and OSA.distance(term, other[: len(term)], score_cutoff=wrong) <= wrong)
        or (wrong and OSA.distance(term, other, score_cutoff=wrong) <= wrong)
    ]
