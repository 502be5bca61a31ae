"""Boosted trees as flat arrays, all stepped together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.stance.model.texts import Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees side by side (trees x nodes): a row whose `feature` is at most `threshold` goes left, else right.

    A leaf leads to itself, so that all trees can take `depth` steps (a number without axes). `outputs` says to which
    score a tree adds its leaf's `value`; `start` are the scores before the first tree.
    """

    feature: NDArray[np.int16]
    threshold: Numbers
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: Numbers
    outputs: NDArray[np.int16]
    start: Numbers
    depth: NDArray[np.int16]

    def scores(self, rows: Numbers) -> Numbers:
        """The scores (rows x outputs) of rows of numbers."""
        trees, nodes = self.feature.shape
        base = np.arange(trees) * nodes
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        picked = np.arange(len(rows))[:, None]
        at = np.broadcast_to(base, (len(rows), trees))
        for _ in range(int(self.depth)):
            goes_left = rows[picked, feature[at]] <= threshold[at]
            at = base + np.where(goes_left, left[at], right[at])
        reached = self.value.ravel()[at]
        found = np.tile(self.start, (len(rows), 1))
        for output in range(len(self.start)):
            found[:, output] += reached[:, self.outputs == output].sum(axis=1)
        return found
