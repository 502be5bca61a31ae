"""How like a checkable statement a sentence is worded: a linear model over its words, their order and their shapes.

Names and numbers count as such and not for what they are, so that the subject of the day says little. The
weights are learnt by training/worthiness.py; docs/models/worthiness.md has data, figures and limits.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from claims.extract.lexicon import LONGEST_WORD, word_set
from claims.extract.words import Word

MODEL = Path(__file__).parent / "data/phrasing.json"
_MOST_WORDS = 200  # of a statement; what comes after them changes no verdict
_WORDS_KEPT = 50_000  # of which it is remembered what their letters weigh
_TOLD = 3  # words that explain a verdict
_NAME, _NUMBER, _YEAR = "Name", "0", "0000"
_CENTURIES = ("17", "18", "19", "20")
_OPENERS = frozenset('.?!:"“')  # a capital after one of these is no name's
_ENDINGS = ("ed", "ing", "ly", "tion", "tions", "ment", "ness", "ity", "ism", "ance", "ence", "est", "er", "s")
_RUNS = range(2, 6)  # letters in a row


class Phrasing(NamedTuple):
    """The verdict: `odds` are the natural logarithm of how likely against how unlikely a claim is.

    `speaking_for` and `speaking_against` are the words that weighed most, at most three each.
    """

    odds: float
    speaking_for: tuple[str, ...]
    speaking_against: tuple[str, ...]


class _Model(NamedTuple):
    bias: float
    words: dict[str, float]  # one word or two
    shapes: dict[str, float]  # one to three words without their content
    letters: dict[str, float]


def phrasing(words: Sequence[Word]) -> Phrasing:
    """What a statement's wording says; of very long ones the first words only."""
    words = words[:_MOST_WORDS]
    model = _model()
    weights = [0.0] * len(words)
    total = model.bias
    for known, found in (
        (model.words, list(word_runs(words))),
        (model.shapes, list(shape_runs(words))),
    ):
        heard = [(at, run.count(" ") + 1, known[run]) for at, run in found if run in known]
        scale = 1 / sqrt(len(heard)) if heard else 0.0
        for at, length, weight in heard:
            total += weight * scale
            for place in range(at, at + length):
                weights[place] += weight * scale / length
    spelt = [(0.0, 0) if _is_masked(words, at) else _letters_of(word.low) for at, word in enumerate(words)]
    heard_letters = sum(count for _, count in spelt)
    scale = 1 / sqrt(heard_letters) if heard_letters else 0.0
    for at, (weight, _) in enumerate(spelt):
        total += weight * scale
        weights[at] += weight * scale
    ranked = sorted(
        ((weights[at], word.text) for at, word in enumerate(words) if word.is_word), key=lambda told: told[0]
    )
    return Phrasing(
        total,
        tuple(dict.fromkeys(text for weight, text in ranked[: -_TOLD - 1 : -1] if weight > 0)),
        tuple(dict.fromkeys(text for weight, text in ranked[:_TOLD] if weight < 0)),
    )


def word_runs(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where it begins, and a word or two in a row, names and numbers masked."""
    return _runs(words, lambda at: _mask(words, at) or words[at].low[:LONGEST_WORD], 2)


def shape_runs(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where it begins, and one to three words in a row of which only function words are told, others by their shape."""
    return _runs(words, lambda at: _mask(words, at) or _shape(words[at].low), 3)


def letter_runs(words: Sequence[Word]) -> Iterator[str]:
    """Two to five letters in a row inside every word that is not masked, a space at both its ends."""
    for at, word in enumerate(words):
        if not _is_masked(words, at):
            yield from _letters_in(word.low)


def _runs(words: Sequence[Word], told: Callable[[int], str], longest: int) -> Iterator[tuple[int, str]]:
    tokens = [told(at) for at in range(len(words))]
    for at in range(len(tokens)):
        for length in range(1, min(longest, len(tokens) - at) + 1):
            yield at, " ".join(tokens[at : at + length])


def _is_masked(words: Sequence[Word], at: int) -> bool:
    return _mask(words, at) != ""


def _mask(words: Sequence[Word], at: int) -> str:
    """What a name, year or number counts as, "" for an ordinary word."""
    word = words[at]
    if word.text[0].isdigit():
        is_year = len(word.text) == 4 and word.text.isdigit() and word.text[:2] in _CENTURIES
        return _YEAR if is_year else _NUMBER
    if not word.text[0].isupper() or word.low in word_set("function_words.txt") or word.low.startswith("i'"):
        return ""
    opens = at == 0 or words[at - 1].text in _OPENERS
    return "" if opens else _NAME


@lru_cache(maxsize=_WORDS_KEPT)
def _shape(low: str) -> str:
    if low in _spelt_out() or "'" in low or not low[0].isalnum():
        return low[:LONGEST_WORD]
    return next((f"-{ending}" for ending in _ENDINGS if low.endswith(ending) and len(low) > len(ending) + 2), "-")


@cache
def _spelt_out() -> frozenset[str]:
    return word_set("function_words.txt") | word_set("auxiliaries.txt")


def _letters_in(low: str) -> Iterator[str]:
    spelt = f" {low[:LONGEST_WORD]} "
    for length in _RUNS:
        for start in range(len(spelt) - length + 1):
            yield spelt[start : start + length]


@lru_cache(maxsize=_WORDS_KEPT)
def _letters_of(low: str) -> tuple[float, int]:
    """What the letters of a word weigh, and in how many runs."""
    known = _model().letters
    heard = [known[run] for run in _letters_in(low) if run in known]
    return sum(heard), len(heard)


@cache
def _model() -> _Model:
    return _Model(**json.loads(MODEL.read_text("utf-8")))
