"""A network of one hidden layer over traits and turns of phrase: which of them mean something together.

training/networks.py teaches it. Trees see the traits alone, and the linear part each turn by itself: neither can know
that "said it would" tells something else beside a deed that is done than beside one that is planned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claims.stance.model.texts import Numbers

MOST = 4.0  # spreads from its mean up to which a trait counts


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Weights from traits and turns to hidden units, and from these to scores.

    A trait counts by how many of its `spreads` it lies from its mean; `turn_weights` has a row for each turn.
    """

    means: Numbers
    spreads: Numbers
    trait_weights: Numbers
    turn_weights: Numbers
    hidden_offsets: Numbers
    weights: Numbers
    offsets: Numbers

    def scores(self, rows: Numbers, turns: Sequence[int]) -> Numbers:
        """Scores of each stance for rows of traits beside the same turns."""
        hidden = self.standardised(rows) @ self.trait_weights + self.hidden_offsets
        hidden += self.turn_weights[turns].sum(axis=0, dtype=np.float64)
        return np.asarray(np.maximum(hidden, 0.0) @ self.weights + self.offsets)

    def standardised(self, rows: Numbers) -> Numbers:
        """Traits as the network takes them."""
        return np.clip((rows - self.means) / self.spreads, -MOST, MOST)
