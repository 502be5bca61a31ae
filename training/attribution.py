"""Train the model of speech: python -m training.attribution

From the training part of PolNeAR (docs/models/attribution.md) it learns three things: which words are cues of
speech, where the content of a cue begins, and where it ends. The first is a logistic regression, the others choose
one of several places (conditional logit); all look at the features of claims/extract/speech/features.py. The same
data give the same file.
"""

import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from benchmarks.evaluation import missing, rows
from claims.extract.lexicon import word_set
from claims.extract.sentences import split_sentences
from claims.extract.speech.candidates import ends, starts
from claims.extract.speech.features import SLOTS, cue_slots, end_slots, start_slots
from claims.extract.speech.layout import Layout, Numbers
from claims.extract.speech.manners import manners
from claims.extract.speech.model import FILE
from claims.extract.speech.scene import Scene
from claims.extract.speech.traits import traits_of
from claims.extract.speech.verbs import stem
from claims.extract.words import split_words

TRAIN = "data/polnear/train.jsonl.gz"
_FEWEST = 5  # articles in which a word or a feature must occur
_FEWEST_CUES = 3  # articles in which a stem must be a cue
_CUE_RATE = 0.03  # of a stem's places outside quotations at which it must be one
_LONGEST = 20  # characters of a word
_NO_HEADS = frozenset({"to", "not", ","})
_PENALTY = 2.0  # on the squares of the weights
_ROUNDS = 150
_SMALLEST = 0.01  # weights below it are dropped

Floats = npt.NDArray[np.float64]
Told = dict[int, tuple[int, int]]  # the head of each cue -> the content's first word, and the one after its last


@dataclass(slots=True)
class Examples:
    """Rows of slots, the article of each, and how many rows make one choice with its right one."""

    slots: list[Numbers] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def add(self, slots: Numbers, article: int) -> None:
        """Take up the candidates of an article."""
        self.slots.append(slots)
        self.articles += [article] * len(slots)

    def matrix(self) -> csr_matrix:
        """One row for each candidate, with a 1 in each of its slots that enough articles have."""
        slots = np.vstack(self.slots)
        count, width = slots.shape
        ones = np.ones(slots.size, dtype=np.float32)
        matrix = csr_matrix((ones, slots.ravel(), np.arange(0, slots.size + 1, width)), shape=(count, SLOTS))
        articles = np.repeat(np.array(self.articles), width)
        pairs = np.unique(slots.ravel() * (max(self.articles) + 1) + articles)
        met = np.bincount(pairs // (max(self.articles) + 1), minlength=SLOTS)
        kept = (matrix @ diags((met >= _FEWEST).astype(np.float32))).tocsr()
        kept.eliminate_zeros()
        return kept


def main() -> int:
    """Train and write the model."""
    if absent := missing([TRAIN]):
        sys.stderr.write(f"not there: {', '.join(absent)}\n")
        return 1
    articles = [_read(row) for row in rows(TRAIN)]
    words, cues = _words(scene for scene, _ in articles), _cue_stems(articles) | manners().keys()
    cue, start, end = _examples(articles, cache(lambda text: traits_of(text, words, cues).packed()))
    np.savez_compressed(
        FILE,
        words=np.array(sorted(words)),
        cues=np.array(sorted(cues)),
        cue=_rounded(_fit_each(cue)),
        start=_rounded(_fit_choice(start)),
        end=_rounded(_fit_choice(end)),
    )
    sys.stdout.write(f"{FILE.stat().st_size:,} bytes, {len(words)} words, {len(cues)} stems of cues\n")
    return 0


def _read(row: dict[str, Any]) -> tuple[Scene, Told]:
    """An article of the data with what is told in it, in words rather than characters."""
    text = row["text"]
    scene = Scene.of(text, split_words(text), split_sentences(text))
    offsets = [word.start for word in scene.words]
    told: Told = {}
    for one in row["attributions"]:
        words = [
            at
            for begins, stops in one["cue"]
            for at in range(bisect_left(offsets, begins), bisect_left(offsets, stops))
        ]
        if words and one["content"]:
            first = bisect_right(offsets, min(begins for begins, _ in one["content"])) - 1
            told.setdefault(_head(scene, words), (first, bisect_left(offsets, max(e for _, e in one["content"]))))
    return scene, told


def _head(scene: Scene, cue: Sequence[int]) -> int:
    """The word of a cue that carries it: "said" of "has also said in a statement"."""
    passed_over = word_set("auxiliaries.txt") | _NO_HEADS
    heads = (at for at in cue if scene.low(at) not in passed_over and not scene.low(at).endswith("ly"))
    return next(heads, cue[0])


def _words(scenes: Iterable[Scene]) -> frozenset[str]:
    """The words of several articles that are no names: within sentences mostly not capitalised."""
    met: dict[str, set[int]] = defaultdict(set)
    capitals: Counter[str] = Counter()
    for number, scene in enumerate(scenes):
        opening = {first for first, _ in scene.bounds}
        for at, word in enumerate(scene.words):
            met[word.low].add(number)
            if word.text[0].isupper():
                capitals[word.low] += at not in opening
            else:
                capitals[word.low] -= 1
    return frozenset(
        word
        for word, numbers in met.items()
        if len(numbers) >= _FEWEST and capitals[word] <= 0 and word[0].isalpha() and len(word) <= _LONGEST
    )


def _cue_stems(articles: Sequence[tuple[Scene, Told]]) -> frozenset[str]:
    """The stems that are cues in several articles, and not just once in a while."""
    occurs: Counter[str] = Counter()
    is_cue: Counter[str] = Counter()
    met: dict[str, set[int]] = defaultdict(set)
    for number, (scene, told) in enumerate(articles):
        occurs.update(stem(word.low) for word, quote in zip(scene.words, scene.quoted, strict=True) if quote < 0)
        for cue in told:
            root = stem(scene.low(cue))
            is_cue[root] += 1
            met[root].add(number)
    return frozenset(
        root
        for root, numbers in met.items()
        if len(numbers) >= _FEWEST_CUES and is_cue[root] >= _CUE_RATE * max(1, occurs[root])
    )


def _examples(
    articles: Sequence[tuple[Scene, Told]], traits: Callable[[str], bytes]
) -> tuple[Examples, Examples, Examples]:
    cues, begins, stops = Examples(), Examples(), Examples()
    for number, (scene, told) in enumerate(articles):
        layout = Layout.of(scene, traits)
        if not layout.cues:
            continue
        cues.add(cue_slots(layout, np.array(layout.cues)), number)
        cues.right += [int(cue in told) for cue in layout.cues]
        for cue, start, right_start, end, right_end in _choices(layout, told):
            begins.add(start_slots(layout, np.full(len(start), cue), np.array(start)), number)
            begins.sizes.append(len(start))
            begins.right.append(right_start)
            if end:
                first = np.full(len(end), start[right_start])
                stops.add(end_slots(layout, np.full(len(end), cue), first, np.array(end)), number)
                stops.sizes.append(len(end))
                stops.right.append(right_end)
    return cues, begins, stops


def _choices(layout: Layout, told: Told) -> Iterator[tuple[int, list[int], int, list[int], int]]:
    """For each cue where its content may begin and end, and which of these are right, or next to it.

    Without ends where the right one is not among them.
    """
    for cue in layout.cues:
        if cue not in told:
            continue
        first, last = told[cue]
        start = starts(layout, cue)
        near = [n for n, at in enumerate(start) if abs(at - first) <= 1 and (at > cue) == (first > cue)]
        if not near:
            continue
        chosen = min(near, key=lambda n: abs(start[n] - first))
        end = ends(layout, cue, start[chosen])
        overlap = [_overlap((start[chosen], at), (first, last)) for at in end]
        best = max(overlap, default=0.0)
        if best < 0.5:
            yield cue, start, chosen, [], 0
        else:
            yield cue, start, chosen, end, overlap.index(best)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)


def _fit_each(examples: Examples) -> Floats:
    """Weights of a logistic regression: is this a cue?"""
    matrix, right = examples.matrix(), np.array(examples.right, dtype=np.float64)
    transposed = matrix.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = matrix @ weights
        wrong = 1 / (1 + np.exp(-score)) - right
        return float(np.logaddexp(0, score).sum() - score @ right), transposed @ wrong

    return _least(loss)


def _fit_choice(examples: Examples) -> Floats:
    """Weights of a conditional logit: which of these places?"""
    matrix, sizes = examples.matrix(), np.array(examples.sizes)
    transposed = matrix.T.tocsr()
    first = np.cumsum(sizes) - sizes
    right = first + np.array(examples.right)
    target = np.asarray(matrix[right].sum(axis=0)).ravel()

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = matrix @ weights
        top = np.maximum.reduceat(score, first)
        odds = np.exp(score - np.repeat(top, sizes))
        total = np.add.reduceat(odds, first)
        log_likelihood = float((score[right] - top - np.log(total)).sum())
        return -log_likelihood, transposed @ (odds / np.repeat(total, sizes)) - target

    return _least(loss)


def _least(loss: Callable[[Floats], tuple[float, Floats]]) -> Floats:
    def penalised(weights: Floats) -> tuple[float, Floats]:
        value, gradient = loss(weights)
        return value + _PENALTY / 2 * float(weights @ weights), gradient + _PENALTY * weights

    found = minimize(penalised, np.zeros(SLOTS), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    weights: Floats = found.x
    return weights


def _rounded(weights: Floats) -> npt.NDArray[np.float16]:
    return np.where(abs(weights) < _SMALLEST, 0, weights).astype(np.float16)


if __name__ == "__main__":
    sys.exit(main())
