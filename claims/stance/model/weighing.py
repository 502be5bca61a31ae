"""What the trained model makes of a claim and an article: related or not, and on which side, with reasons.

The model `data/model.npz` is written by training/stance.py; docs/models/stance.md says from what, how well it does, and
what it must not be used for. It is read once, at the first question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.domain.evidence import Stance
from claims.stance.model.features import OVERLAP, Pair, Rarity, pair_of
from claims.stance.model.reasons import in_words, traits_of
from claims.stance.model.texts import Numbers, Text, text_of
from claims.stance.model.trees import Forest
from claims.stance.model.wording import kind_of, linear_numbers, turns_of

STANCES = (Stance.DISCUSSES, Stance.SUPPORTS, Stance.REFUTES)

FILE = Path(__file__).parents[1] / "data" / "model.npz"
RELATED = 0.5  # chance from which on an article is about the claim's matter
COUNTS_AS = np.array([1.0, 1.2, 4.0])  # of STANCES: refutations are rare, and missed by whoever goes by chances alone


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The trained parts: rarity of stems, trees for related or not, and for the side trees and a linear half."""

    rarity: Rarity
    related: Forest
    side: Forest
    turns: Mapping[str, int]
    turn_weights: Numbers
    number_weights: Numbers
    offsets: Numbers

    def related_chance(self, pair: Pair) -> float:
        """The chance that the article is about the claim's matter at all."""
        return float(1 / (1 + np.exp(-self.related.scores(pair.overlap[None])[0, 0])))

    def side_chances(self, claim: Text, article: Text, pair: Pair, left_out: Sequence[Sequence[int]] = ()) -> Numbers:
        """The chances of STANCES for a related pair: the mean of the trees' and the linear half's.

        The first row is the pair's; one more for each group of columns of tone in `left_out`, as if it were not there.
        """
        tone = np.tile(pair.tone, (1 + len(left_out), 1))
        for row, columns in enumerate(left_out, 1):
            tone[row, list(columns)] = 0.0
        overlap = np.tile(pair.overlap, (len(tone), 1))
        kind = kind_of(claim)
        turns = [self.turns[t] for t in turns_of(claim, article, pair.nearest, kind) if t in self.turns]
        words = self.turn_weights[turns].sum(axis=0) / max(1, len(turns)) ** 0.5
        linear = linear_numbers(overlap, tone, kind) @ self.number_weights + words + self.offsets
        return (_shares(self.side.scores(np.hstack([overlap, tone]))) + _shares(linear)) / 2


@dataclass(frozen=True, slots=True)
class Opinion:
    """The model's word on an article: its stance, how sure it is, the sentence nearest to the claim, and why."""

    stance: Stance
    chance: float
    sentence: int
    detail: str


def opinion_of(claim: str, sentences: Sequence[str]) -> Opinion:
    """What the model makes of an article, given as its sentences, and a claim. Never raises, whatever they hold."""
    model, held, article = shipped(), text_of((claim,)), text_of(tuple(sentences))
    pair = pair_of(held, article, model.rarity)
    related = model.related_chance(pair)
    if related <= RELATED:
        told = pair.overlap[OVERLAP.index("article")]
        return Opinion(
            Stance.UNRELATED, 1 - related, pair.nearest[0], f"The article tells {told:.0%} of what the claim is about."
        )
    traits = traits_of(pair.tone)
    chances = model.side_chances(held, article, pair, [trait.columns for trait in traits])
    best = int((chances[0] * COUNTS_AS).argmax())
    detail = in_words(traits, chances[0, best] - chances[1:, best])
    return Opinion(STANCES[best], related * float(chances[0, best]), pair.nearest[0], detail)


@cache
def shipped() -> Model:
    """The model that comes with Claimdesk."""
    with np.load(FILE, allow_pickle=False) as parts:
        return unpacked(parts)


def unpacked(parts: Mapping[str, Any]) -> Model:
    """A model from the arrays that training/stance.py writes."""
    stems = str(parts["stems"]).split()
    turns = str(parts["turns"]).split("\n")
    return Model(
        rarity=Rarity(dict(zip(stems, parts["rarities"].astype(float).tolist(), strict=True)), float(parts["rarest"])),
        related=_forest(parts, "related"),
        side=_forest(parts, "side"),
        turns={turn: row for row, turn in enumerate(turns)},
        turn_weights=parts["turn_weights"].astype(float),
        number_weights=parts["number_weights"].astype(float),
        offsets=parts["offsets"].astype(float),
    )


def _forest(parts: Mapping[str, Any], name: str) -> Forest:
    return Forest(**{f.name: parts[f"{name}_{f.name}"] for f in fields(Forest)})


def _shares(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
