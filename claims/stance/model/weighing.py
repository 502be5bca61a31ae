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
from claims.stance.model.standpoints import (
    Reader,
    Standpoints,
    article_numbers,
    claim_numbers,
    shares,
    standpoints_in_words,
    turns_of_article,
    turns_of_claim,
)
from claims.stance.model.texts import Numbers, Text, text_of
from claims.stance.model.trees import Forest

STANCES = (Stance.DISCUSSES, Stance.SUPPORTS, Stance.REFUTES)

FILE = Path(__file__).parents[1] / "data" / "model.npz"
RELATED = 0.5  # chance from which on an article is about the claim's matter
COUNTS_AS = np.array([1.0, 1.6, 3.5])  # of STANCES: refutations are rare, and missed by whoever goes by chances alone


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The chances of STANCES, the mean of the trees' and the standpoints', and the standpoints of the two texts.

    The first row of `chances` is the pair's; one more follows for each group that was left out.
    """

    chances: Numbers
    of_claim: Numbers
    of_article: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The trained parts: rarity of stems, trees for related or not, and for the side trees and standpoints."""

    rarity: Rarity
    related: Forest
    side: Forest
    standpoints: Standpoints

    def related_chance(self, pair: Pair) -> float:
        """The chance that the article is about the claim's matter at all."""
        return float(1 / (1 + np.exp(-self.related.scores(pair.overlap[None])[0, 0])))

    def weighed(self, claim: Text, article: Text, pair: Pair, left_out: Sequence[Sequence[int]] = ()) -> Weighed:
        """The chances for a related pair, and for it without each group of columns of tone in `left_out`."""
        tone = np.tile(pair.tone, (1 + len(left_out), 1))
        for row, columns in enumerate(left_out, 1):
            tone[row, list(columns)] = 0.0
        overlap = np.tile(pair.overlap, (len(tone), 1))
        of_claim = self.standpoints.claim.chances(claim_numbers(tone), turns_of_claim(claim))
        of_article = self.standpoints.article.chances(
            article_numbers(overlap, tone), turns_of_article(claim, article, pair.nearest)
        )
        by_trees = shares(self.side.scores(np.hstack([overlap, tone])))
        return Weighed((by_trees + self.standpoints.met(of_claim, of_article)) / 2, of_claim[0], of_article[0])


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
    weighed = model.weighed(held, article, pair, [trait.columns for trait in traits])
    best = int((weighed.chances[0] * COUNTS_AS).argmax())
    told = weighed.chances[0, best] - weighed.chances[1:, best]
    detail = f"{in_words(traits, told)} {standpoints_in_words(weighed.of_claim, weighed.of_article)}"
    return Opinion(STANCES[best], related * float(weighed.chances[0, best]), pair.nearest[0], detail)


@cache
def shipped() -> Model:
    """The model that comes with Claimdesk."""
    with np.load(FILE, allow_pickle=False) as parts:
        return unpacked(parts)


def unpacked(parts: Mapping[str, Any]) -> Model:
    """A model from the arrays that training/stance.py writes."""
    stems = str(parts["stems"]).split()
    return Model(
        rarity=Rarity(dict(zip(stems, parts["rarities"].astype(float).tolist(), strict=True)), float(parts["rarest"])),
        related=_forest(parts, "related"),
        side=_forest(parts, "side"),
        standpoints=Standpoints(_reader(parts, "claim"), _reader(parts, "article"), parts["meeting"].astype(float)),
    )


def _reader(parts: Mapping[str, Any], name: str) -> Reader:
    turns = str(parts[f"{name}_turns"]).split("\n")
    return Reader(
        weights=parts[f"{name}_weights"].astype(float),
        offsets=parts[f"{name}_offsets"].astype(float),
        turns={turn: row for row, turn in enumerate(turns)},
        turn_weights=parts[f"{name}_turn_weights"].astype(float),
    )


def _forest(parts: Mapping[str, Any], name: str) -> Forest:
    return Forest(**{f.name: parts[f"{name}_{f.name}"] for f in fields(Forest)})
