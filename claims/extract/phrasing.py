"""How like a checkable statement a sentence is worded: a linear model over its words, their order and their shapes.

Names and numbers count as such and not for what they are, so that the subject of the day says little. The
weights are learnt by training/worthiness.py; docs/models/worthiness.md has data, figures and limits.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from claims.extract.lexicon import LONGEST_WORD, word_set
from claims.extract.words import Word

MODEL = Path(__file__).parent / "data/phrasing.json"
_MOST_WORDS = 200  # of a statement; what comes after them changes no verdict
_WORDS_KEPT = 50_000  # of which it is remembered what their letters weigh
_LONGEST_WORD = 100  # characters of a word that are looked at
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


class _Run(NamedTuple):
    """What is known of a run of tokens: its weight, None if it has none, and the runs that go on from it."""

    weight: float | None
    longer: dict[str, "_Run"]


class _Model(NamedTuple):
    bias: float
    words: dict[str, _Run]  # one word or two
    shapes: dict[str, _Run]  # one to three words without their content
    letters: dict[str, float]


class _Told(NamedTuple):
    """What the model is told of a word: itself, its shape, and its letters; "" of these where it is masked."""

    word: str
    shape: str
    letters: str


def phrasing(words: Sequence[Word]) -> Phrasing:
    """What a statement's wording says; of very long ones the first words only."""
    words = words[:_MOST_WORDS]
    model = _model()
    told = [_weighed(word.text[:_LONGEST_WORD], opens) for word, opens in zip(words, _opening(words), strict=True)]
    weights = [0.0] * len(words)
    total = model.bias
    for heard in (
        _heard(model.words, [word for word, _, _, _ in told]),
        _heard(model.shapes, [shape for _, shape, _, _ in told]),
    ):
        scale = 1 / sqrt(len(heard)) if heard else 0.0
        for at, length, weight in heard:
            total += weight * scale
            for place in range(at, at + length):
                weights[place] += weight * scale / length
    letters = sum(count for _, _, _, count in told)
    scale = 1 / sqrt(letters) if letters else 0.0
    for at, (_, _, weight, _) in enumerate(told):
        total += weight * scale
        weights[at] += weight * scale
    ranked = sorted((weights[at], at) for at, word in enumerate(words) if word.is_word)
    return Phrasing(
        total,
        tuple(dict.fromkeys(words[at].text for weight, at in ranked[: -_TOLD - 1 : -1] if weight > 0)),
        tuple(dict.fromkeys(words[at].text for weight, at in ranked[:_TOLD] if weight < 0)),
    )


def _heard(known: dict[str, _Run], tokens: Sequence[str]) -> list[tuple[int, int, float]]:
    """The runs that have a weight: where each begins, how long it is, and what it weighs."""
    heard, count = [], len(tokens)
    for at, token in enumerate(tokens):
        run, end = known.get(token), at + 1
        while run is not None:
            weight, longer = run
            if weight is not None:
                heard.append((at, end - at, weight))
            run = longer.get(tokens[end]) if longer and end < count else None
            end += 1
    return heard


def word_runs(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where it begins, and a word or two in a row, names and numbers masked."""
    return _runs([told.word for told in _all_told(words)], 2)


def shape_runs(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where it begins, and one to three words in a row of which only function words are told, others by their shape."""
    return _runs([told.shape for told in _all_told(words)], 3)


def letter_runs(words: Sequence[Word]) -> Iterator[str]:
    """Two to five letters in a row inside every word that is not masked, a space at both its ends."""
    for told in _all_told(words):
        yield from _letters_in(told.letters)


def _runs(tokens: Sequence[str], longest: int) -> Iterator[tuple[int, str]]:
    for at in range(len(tokens)):
        for length in range(1, min(longest, len(tokens) - at) + 1):
            yield at, " ".join(tokens[at : at + length])


def _all_told(words: Sequence[Word]) -> list[_Told]:
    return [_told(word.text, opens) for word, opens in zip(words, _opening(words), strict=True)]


def _opening(words: Sequence[Word]) -> list[bool]:
    """For each word whether its capital is that of a beginning and no name's."""
    return [True, *(word.text in _OPENERS for word in words)][: len(words)]


def _told(text: str, opens: bool) -> _Told:
    low = text.lower().replace("’", "'")
    mask = _mask(text, low, opens)
    if mask:
        return _Told(mask, mask, "")
    return _Told(low[:LONGEST_WORD], _shape(low), low[:LONGEST_WORD])


def _mask(text: str, low: str, opens: bool) -> str:
    """What a name, year or number counts as, "" for an ordinary word."""
    if text[0].isdigit():
        is_year = len(text) == 4 and text.isdigit() and text[:2] in _CENTURIES
        return _YEAR if is_year else _NUMBER
    if opens or not text[0].isupper() or low in word_set("function_words.txt") or low.startswith("i'"):
        return ""
    return _NAME


def _shape(low: str) -> str:
    if low in _spelt_out() or "'" in low or not low[0].isalnum():
        return low[:LONGEST_WORD]
    return next((f"-{ending}" for ending in _ENDINGS if low.endswith(ending) and len(low) > len(ending) + 2), "-")


@cache
def _spelt_out() -> frozenset[str]:
    return word_set("function_words.txt") | word_set("auxiliaries.txt")


def _letters_in(letters: str) -> Iterator[str]:
    spelt = f" {letters} " if letters else ""
    for length in _RUNS:
        for start in range(len(spelt) - length + 1):
            yield spelt[start : start + length]


@lru_cache(maxsize=_WORDS_KEPT)
def _weighed(text: str, opens: bool) -> tuple[str, str, float, int]:
    """What the model is told of a word and its shape; what its letters weigh, and in how many runs."""
    told, known = _told(text, opens), _model().letters
    heard = [known[run] for run in _letters_in(told.letters) if run in known]
    return told.word, told.shape, sum(heard), len(heard)


@cache
def _model() -> _Model:
    learnt = json.loads(MODEL.read_text("utf-8"))
    return _Model(learnt["bias"], _by_token(learnt["words"]), _by_token(learnt["shapes"]), learnt["letters"])


def _by_token(weights: dict[str, float]) -> dict[str, _Run]:
    """The runs by their first token, the longer ones by their next. Tokens hold no blank."""
    found: dict[str, _Run] = {}
    for run, weight in weights.items():
        *before, last = run.split(" ")
        place = found
        for token in before:
            place = place.setdefault(token, _Run(None, {})).longer
        place[last] = _Run(weight, place[last].longer if last in place else {})
    return found
