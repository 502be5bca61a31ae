"""Teaches a network of one hidden layer with scikit-learn, as the arrays of claims/stance/passages/network.py.

Each row is shown several times, and every time other traits and turns are hidden from the network, lest it learn rows
by heart: it has far more weights than there are rows.
"""

import warnings
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.special import softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from claims.stance.model.texts import Numbers
from claims.stance.passages.network import MOST, Network

_UNITS = 64
_VIEWS = 6  # times that a row is shown, with other parts hidden
_ROUNDS = 2
_HIDDEN_TRAITS, _HIDDEN_TURNS = 0.3, 0.5  # shares
_DECAY = 0.3  # alpha of scikit-learn
_CHECKED = 300  # rows for which the arrays have to give what the library gives
_ROUNDED = 0.01  # a chance may differ by


def taught_network(traits: Numbers, turns: csr_matrix, labels: NDArray[np.intp], weights: Numbers) -> Network:
    """A network for rows of traits and of turns (one where it is found), with their labels and what they count.

    Raises AssertionError where its arrays give other chances than the training library.
    """
    spreads = traits.std(axis=0)
    spreads[spreads < 1e-9] = 1.0
    means = traits.mean(axis=0)
    scaled = csr_matrix(np.clip((traits - means) / spreads, -MOST, MOST))
    rows, width = hstack([scaled, turns]).tocsr(), traits.shape[1]
    chance = np.random.default_rng(0)
    shown = vstack([_partly_hidden(rows, width, chance) for _ in range(_VIEWS)]).tocsr()
    model = MLPClassifier((_UNITS,), alpha=_DECAY, max_iter=_ROUNDS, batch_size=200, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
        model.fit(shown, np.tile(labels, _VIEWS), sample_weight=np.tile(weights / weights.mean(), _VIEWS))
    (first, second), (hidden_offsets, offsets) = model.coefs_, model.intercepts_
    worded = first[width:].astype(np.float16)  # half the room
    network = Network(means, spreads, first[:width], worded, hidden_offsets, second, offsets)
    found = softmax([network.scores(traits[i : i + 1], turns[i].indices)[0] for i in range(_CHECKED)], axis=1)
    assert np.abs(found - model.predict_proba(rows[:_CHECKED])).max() < _ROUNDED
    return network


def _partly_hidden(rows: csr_matrix, traits: int, chance: np.random.Generator) -> csr_matrix:
    """The rows with some of their traits and turns hidden, the others counting more in their stead."""
    hidden = np.where(rows.indices < traits, _HIDDEN_TRAITS, _HIDDEN_TURNS)
    kept = rows.copy()
    kept.data = kept.data * (chance.random(len(hidden)) >= hidden) / (1 - hidden)
    kept.eliminate_zeros()
    return kept


def arrays_of(name: str, network: Network) -> dict[str, Any]:
    """The network's arrays; keys begin with `name`."""
    return {f"{name}_{field.name}": getattr(network, field.name) for field in fields(Network)}
