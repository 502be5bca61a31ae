"""What the trained weigher makes of a claim and the sentences about it, with its reason.

`data/passages.npz` is written by training/passages.py; docs/models/passages.md says from what, how well it does, and
what it must not be used for. It is read once, at the first question.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.domain.claim import Claim
from claims.domain.evidence import Stance
from claims.stance.model.texts import Numbers
from claims.stance.model.trees import Forest
from claims.stance.passages.network import Network
from claims.stance.passages.pairs import Pair, pair_of
from claims.stance.passages.traits import GROUPS, traits_of
from claims.stance.passages.wording import turns_of
from claims.stance.views import View

STANCES = (Stance.SUPPORTS, Stance.REFUTES, Stance.DISCUSSES, Stance.UNRELATED)
FILE = Path(__file__).parents[1] / "data" / "passages.npz"
_TOLD = 2  # groups of traits that are named as the reason


@dataclass(frozen=True, slots=True, eq=False)
class Weigher:
    """The trained parts: traits by name, in the order of their columns, trees over them, a linear part and a network.

    The last two weigh the traits and the turns of phrase (`turns` says in which row of their turn weights each is).
    """

    traits: tuple[str, ...]
    turns: Mapping[str, int]
    forest: Forest
    weights: Numbers
    turn_weights: Numbers
    offsets: Numbers
    network: Network

    def chances(self, rows: Numbers, turns: Iterable[str]) -> Numbers:
        """The chances of STANCES for rows of traits beside the same turns: the mean of the three parts."""
        known = [self.turns[turn] for turn in turns if turn in self.turns]
        linear = rows @ self.weights + self.turn_weights[known].sum(axis=0) + self.offsets
        parts = (self.forest.scores(rows), linear, self.network.scores(rows, known))
        return np.asarray(np.mean([_shares(scores) for scores in parts], axis=0))

    def row_of(self, pair: Pair) -> Numbers:
        """The traits of a pair in the order of the columns."""
        found = traits_of(pair)
        return np.array([found[name] for name in self.traits], np.float64)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The chances of STANCES, and why, in a sentence.

    `sentence` is the number of the one that says most of the claim, `coverage` how much that is, from 0 to 1.
    """

    chances: Mapping[Stance, float]
    sentence: int
    coverage: float
    detail: str


def weigh_passage(claim: Claim, views: Sequence[View], told_on: date) -> Weighed:
    """Weigh a claim against the sentences viewed for it, of which there must be one at least."""
    weigher, pair = shipped(), pair_of(claim, views, told_on)
    row = weigher.row_of(pair)
    rows = np.tile(row, (1 + len(GROUPS), 1))
    for number, (group, _, _) in enumerate(GROUPS, 1):
        rows[number, [name.startswith(f"{group} ") for name in weigher.traits]] = 0.0
    chances = weigher.chances(rows, turns_of(pair))
    best = int(chances[0].argmax())
    lost = chances[0, best] - chances[1:, best]
    told = [GROUPS[i][1] for i in np.argsort(-lost)[:_TOLD]]
    detail = f"Weighed together, its traits give {chances[0, best]:.0%} to this; most by {' and '.join(told)}."
    return Weighed(
        dict(zip(STANCES, chances[0].tolist(), strict=True)),
        pair.views[pair.best].number,
        pair.alignment.coverage,
        detail,
    )


@cache
def shipped() -> Weigher:
    """The weigher that comes with Claimdesk."""
    with np.load(FILE, allow_pickle=False) as parts:
        return unpacked(parts)


def unpacked(parts: Mapping[str, Any]) -> Weigher:
    """A weigher from the arrays that training/passages.py writes."""
    return Weigher(
        traits=tuple(str(parts["traits"]).split("\n")),
        turns={turn: row for row, turn in enumerate(str(parts["turns"]).split("\n"))},
        forest=Forest(**{f.name: parts[f"forest_{f.name}"] for f in fields(Forest)}),
        weights=parts["weights"].astype(float),
        turn_weights=parts["turn_weights"].astype(float),
        offsets=parts["offsets"].astype(float),
        network=Network(**{f.name: parts[f"network_{f.name}"] for f in fields(Network)}),
    )


def _shares(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
