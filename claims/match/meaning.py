"""What words mean, as vectors: words of like meaning lie near each other.

The table `data/meaning.npz` is written by training/meaning.py; docs/models/matching.md says of what and
how well it does. It is read once, at the first question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.compare.words import stem

Floats = NDArray[np.float32]

TABLE = Path(__file__).parent / "data" / "meaning.npz"


@dataclass(frozen=True)
class Meanings:
    """A table of words: `rows` says where each stands.

    `vectors` are whole numbers (words x dimensions) that `scales` (one a word) bring to their true
    length, which grows with how much a word says; `counts` say in how many of `texts` texts a word was seen.
    """

    rows: Mapping[str, int]
    vectors: NDArray[np.int8]
    scales: Floats
    counts: NDArray[np.int32]
    texts: int

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self.vectors.shape[1])

    def vector_of(self, words: Mapping[str, int]) -> Floats:
        """The direction of a text, by how often it has each word: of length 1, or all zeros for unknown words."""
        known = [(row, count) for word, count in words.items() if (row := self.rows.get(word)) is not None]
        if not known:
            return np.zeros(self.dimensions, np.float32)
        at = np.array([row for row, _ in known])
        shares = np.sqrt(np.array([count for _, count in known], np.float32)) * self.scales[at]
        total: Floats = np.asarray(shares @ self.vectors[at].astype(np.float32))
        total /= max(1e-6, float(np.linalg.norm(total)))
        return total

    def directions(self, rows: NDArray[np.intp]) -> Floats:
        """The vectors of words, each of length 1."""
        found: Floats = self.vectors[rows].astype(np.float32)
        found /= np.maximum(1e-6, np.sqrt(np.einsum("ij,ij->i", found, found)))[:, None]
        return found

    @cached_property
    def rarities(self) -> Mapping[str, float]:
        """How rare each stem is: the logarithm of the texts for each text that has it, 0 for one in all."""
        counts: dict[str, int] = {}
        for word, row in self.rows.items():
            root = stem(word)
            counts[root] = counts.get(root, 0) + int(self.counts[row])
        return {root: float(np.log(max(1.0, self.texts / count))) for root, count in counts.items()}

    @cached_property
    def rarest(self) -> float:
        """The rarity of a stem that the table does not know."""
        return float(np.log(self.texts))

    def rarity_of(self, root: str) -> float:
        """How rare a stem is, in natural logarithms."""
        return self.rarities.get(root, self.rarest)


def pack(words: Iterable[str], vectors: Floats, counts: Iterable[int], texts: int) -> dict[str, NDArray[np.generic]]:
    """The arrays of the table's file: vectors rounded to whole numbers from -127 to 127, words one a line."""
    scales = np.abs(vectors).max(axis=1) / 127
    scales[scales == 0] = 1
    return {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "vectors": np.rint(vectors / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
        "counts": np.array(list(counts), np.int32),
        "texts": np.array(texts),
    }


def unpack(arrays: Mapping[str, NDArray[np.generic]]) -> Meanings:
    """The table whose file holds these arrays."""
    words = arrays["words"].tobytes().decode().split("\n")
    return Meanings(
        rows={word: row for row, word in enumerate(words)},
        vectors=arrays["vectors"].astype(np.int8),
        scales=arrays["scales"].astype(np.float32),
        counts=arrays["counts"].astype(np.int32),
        texts=int(arrays["texts"]),
    )


@cache
def meanings() -> Meanings:
    """The table that comes with Claimdesk."""
    with np.load(TABLE, allow_pickle=False) as arrays:
        return unpack(arrays)
