"""Writes claims/match/data/meaning.npz, the table of word vectors that matching measures meaning with.

Starts from the token vectors of WordLlama (`pip install wordllama`, MIT), sums them for whole words and
keeps the directions that tell most. Then it moves them until a claim lies nearer to its own title, or to a post that
quotes it, than to those of other claims (contrastive learning with the rest of the batch as the wrong
answers, Oord et al. 2018; Adam). `training/matching.py` calls it; docs/models/matching.md has the data and figures.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from claims.match.meaning import Meanings, pack, unpack
from claims.match.sketch import words_in

Pairs = Sequence[tuple[str, str]]
Vectors = NDArray[np.float32]

_DIMENSIONS = 128
_FEWEST_TEXTS = 3  # that a word stands in; rarer ones are names, which the ranking compares as they are written
_LONGEST_WORD = 25
_LONG_ENOUGH = 0.5  # power of a word's rarity that its vector is as long as
_EPOCHS, _BATCH, _RATE, _TEMPERATURE = 4, 512, 0.002, 0.1


class Vocabulary:
    """The words of texts, the most used first, and how many texts have each."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(word for text in texts for word in {word.lower() for word in words_in(text)})
        kept = sorted((-n, word) for word, n in counts.items() if n >= _FEWEST_TEXTS and len(word) <= _LONGEST_WORD)
        self.words = [word for _, word in kept]
        self.counts = [-n for n, _ in kept]
        self.texts = len(texts)
        self.rows = {word: row for row, word in enumerate(self.words)}

    def bags(self, texts: Sequence[str]) -> Any:
        """The texts as sparse rows, the square root of a count for each word."""
        cells: list[tuple[int, int, float]] = []
        for at, text in enumerate(texts):
            counted = Counter(word.lower() for word in words_in(text))
            cells += [(at, self.rows[word], n**0.5) for word, n in counted.items() if word in self.rows]
        rows, columns, values = zip(*cells, strict=True)
        shape = (len(texts), len(self.words))
        return sparse.csr_matrix((np.array(values, np.float32), (rows, columns)), shape)


def starting_vectors(vocabulary: Vocabulary) -> Vectors:
    """The vectors of WordLlama for whole words, in the directions that claims differ most in."""
    import wordllama

    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    tokens = [model.tokenizer.encode(word, add_special_tokens=False).ids for word in vocabulary.words]
    vectors = np.array([model.embedding[ids].sum(axis=0) for ids in tokens], np.float32)
    rarities = np.log(vocabulary.texts / np.array(vocabulary.counts, np.float32))
    vectors *= rarities[:, None] ** _LONG_ENOUGH
    directions = np.linalg.svd(vectors[:20_000], full_matrices=False)[2]
    return np.ascontiguousarray(vectors @ directions[:_DIMENSIONS].T)


def trained(vocabulary: Vocabulary, start: Vectors, pairs: Pairs, seed: int = 0) -> Meanings:
    """The table after learning that the two texts of each pair speak of the same."""
    vectors = start / np.sqrt((start**2).sum(axis=1)).mean()
    left, right = vocabulary.bags([one for one, _ in pairs]), vocabulary.bags([other for _, other in pairs])
    order = np.random.default_rng(seed)
    mean, square = np.zeros_like(vectors), np.zeros_like(vectors)
    steps = _EPOCHS * (len(pairs) // _BATCH)
    step = 0
    for _ in range(_EPOCHS):
        shuffled = order.permutation(len(pairs))
        for first in range(0, len(pairs) - _BATCH + 1, _BATCH):
            step += 1
            batch = shuffled[first : first + _BATCH]
            rows, slope = _slope(vectors, left[batch], right[batch])
            mean[rows] = 0.9 * mean[rows] + 0.1 * slope
            square[rows] = 0.999 * square[rows] + 0.001 * slope**2
            size = np.sqrt(square[rows] / (1 - 0.999**step)) + 1e-8
            rate = np.float32(_RATE * (1 - step / (steps + 1)) / (1 - 0.9**step))
            vectors[rows] -= rate * mean[rows] / size
    return unpack(pack(vocabulary.words, vectors, vocabulary.counts, vocabulary.texts))


def _slope(vectors: Vectors, left: Any, right: Any) -> tuple[NDArray[np.intp], Vectors]:
    """The rows of the words in a batch, and the slope of its loss by their vectors."""
    one, other = left @ vectors, right @ vectors
    one_length, other_length = _lengths(one), _lengths(other)
    one, other = one / one_length, other / other_length
    likeness = one @ other.T / _TEMPERATURE
    wrong = _softmax(likeness) + _softmax(likeness.T).T - 2 * np.eye(len(likeness), dtype=np.float32)
    wrong /= 2 * len(likeness) * _TEMPERATURE
    slope = left.T @ _through_length(one, wrong @ other, one_length)
    slope += right.T @ _through_length(other, wrong.T @ one, other_length)
    rows = np.unique(np.concatenate([left.indices, right.indices]))
    return rows, slope[rows]


def _lengths(vectors: Vectors) -> Vectors:
    return np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32) + np.float32(1e-6)


def _through_length(direction: Vectors, slope: Vectors, length: Vectors) -> Vectors:
    return (slope - direction * (slope * direction).sum(axis=1, keepdims=True)) / length


def _softmax(values: Vectors) -> Vectors:
    grown = np.exp(values - values.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)
