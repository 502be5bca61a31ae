"""The directions of texts in 32 bytes each, for an index to keep beside their words.

Each of the 128 numbers of a direction is rounded to one of four levels. Of 200 texts that share words with a
question, those nearest to it by such codes are hardly others than by whole vectors (docs/scale.md).
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.match.meaning import TABLE, Floats, Meanings, meanings
from claims.match.sketch import plain_and_signer, words_in

Code = tuple[int, ...]

_STEP = 0.087  # between the levels: about the spread of a number of a direction, as is best for four (Max 1960)
_LEVELS = np.array([-1.5, -0.5, 0.5, 1.5], np.float32)
_UNPACKED = _LEVELS[np.arange(256)[:, None] >> np.arange(0, 8, 2) & 3]  # the four numbers of each byte
_SQUARES = (_UNPACKED**2).sum(axis=1)
_WIDTH = 4  # numbers of 64 bits


class MeaningCoder:
    """Codes by the table of meanings, which is read when it is first needed. Safe to share between threads."""

    @property
    def fingerprint(self) -> str:
        """Tells apart any two coders whose codes differ."""
        return _fingerprint()

    def codes_of(self, texts: Sequence[str]) -> list[Code]:
        """The code of each text."""
        return [tuple(code) for code in pack_codes(directions_of(texts, meanings())).tolist()]

    def likeness(self, text: str, codes: Sequence[Code]) -> list[float]:
        """The cosine of the direction of `text` and each code, roughly."""
        wanted = meanings().vector_of(Counter(word.lower() for word in words_in(plain_and_signer(text)[0])))
        packed = np.fromiter(chain.from_iterable(codes), "<u8", _WIDTH * len(codes)).view(np.uint8)
        packed = packed.reshape(len(codes), 8 * _WIDTH)
        directions = _UNPACKED.take(packed, axis=0).reshape(len(codes), 32 * _WIDTH)
        lengths = np.sqrt(_SQUARES.take(packed).sum(axis=1))
        return [float(cosine) for cosine in directions @ wanted / lengths]


def pack_codes(directions: Floats) -> NDArray[np.uint64]:
    """Directions, a row each, as four numbers of 64 bits a row."""
    levels = np.clip(np.floor(directions / _STEP) + 2, 0, 3).astype(np.uint8)
    levels = levels.reshape(len(directions), directions.shape[1] // 4, 4)
    packed = levels[..., 0] | levels[..., 1] << 2 | levels[..., 2] << 4 | levels[..., 3] << 6
    return np.ascontiguousarray(packed).view("<u8")


def directions_of(texts: Sequence[str], table: Meanings) -> Floats:
    """The direction of each text, a row each; as Meanings.vector_of, for many at once."""
    rows: list[int] = []
    counts: list[int] = []
    ends: list[int] = []
    for text in texts:
        for word, count in Counter(word.lower() for word in words_in(text)).items():
            if (row := table.rows.get(word)) is not None:
                rows.append(row)
                counts.append(count)
        ends.append(len(rows))
    shares = np.sqrt(np.array(counts, np.float32)) * table.scales[rows]
    summed = np.zeros((len(texts), table.dimensions), np.float32)
    starts = np.array([0, *ends[:-1]])
    told = starts < ends  # texts with a word that the table knows
    if rows:  # reduceat takes no empty row
        summed[told] = np.add.reduceat(table.vectors[rows] * shares[:, None], starts[told], axis=0)
    summed /= np.maximum(1e-6, np.linalg.norm(summed, axis=1))[:, None]
    return summed


@cache
def _fingerprint() -> str:
    digest = blake2b(TABLE.read_bytes(), digest_size=8)
    for module in ("coder.py", "sketch.py"):
        digest.update((Path(__file__).parent / module).read_bytes())
    return digest.hexdigest()
