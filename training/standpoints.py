"""Learns the standpoints of claims and articles (claims/stance/model/standpoints.py) from the stances of pairs.

No text has a standpoint on file: that a claim asserts or denies is learnt through how it meets articles. So the fit
starts from what words of denial and of hedging mean anyhow, and a ridge holds it near that where data say nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from claims.stance.model.features import OVERLAP, PLACES
from claims.stance.model.standpoints import ASSERTS, DENIES, DENYING, HEDGING, PASSES_ON, shares
from claims.stance.model.texts import Numbers, tones

_SCALE = 0.1  # of a number beside a turn of phrase: the ridge then bears on numbers the more
_RIDGE = 10.0
_RIDGE_OF_MEETING = 0.1  # for each thousand pairs
_ROUNDS = 150
_DENYING, _HEDGING = (-2.0, -1.0, 3.0), (-2.0, 3.0, -1.0)  # expected weights of such words in a claim ...
_IN_ARTICLES = 0.45  # ... and how much less of it in an article, which speaks of other things besides
_SURE = 2.0  # log odds of what is expected where two standpoints meet
_DISCUSSES, _SUPPORTS, _REFUTES = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The claims or the articles of pairs: rows of numbers, which turns each has, and the names of all turns."""

    numbers: Numbers
    turns: Sequence[Sequence[int]]
    names: Sequence[str]


def fitted(claims: Texts, articles: Texts, labels: NDArray[np.intp], weights: Numbers) -> dict[str, Any]:
    """The arrays of a `Standpoints`; `labels` count in the order of the stances."""
    held, told = _standard(claims.numbers), _standard(articles.numbers)
    in_claim, in_article = _worded(claims), _worded(articles)
    starts = [
        *(_expected(1, 1.0, 0), np.zeros((len(claims.names), 3)), np.array([0.5, 0.0, -0.5])),
        *(_expected(len(PLACES) - 1, _IN_ARTICLES, len(OVERLAP)), np.zeros((len(articles.names), 3))),
        *(np.array([0.0, 0.5, -1.0]), _meeting()),
    ]
    ridges = [_RIDGE, _RIDGE, 0.0, _RIDGE, _RIDGE, 0.0, _RIDGE_OF_MEETING * len(labels) / 1000]
    gold = np.eye(3)[labels]
    by_claim_turn, by_article_turn = in_claim.T.tocsr(), in_article.T.tocsr()

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        """The weighted log loss and its slope."""
        of_held, of_claim_turn, held_offset, of_told, of_article_turn, told_offset, met = parts = _parted(flat, starts)
        claim = shares(held @ of_held + in_claim @ of_claim_turn + held_offset)
        article = shares(told @ of_told + in_article @ of_article_turn + told_offset)
        meeting = shares(met.reshape(9, 3)).reshape(3, 3, 3)
        ways = np.einsum("ijl,nl->nij", meeting, gold)
        chance = np.einsum("ni,nij,nj->n", claim, ways, article) + 1e-12
        pull = (weights / chance)[:, None]
        to_claim = _through(claim, np.einsum("nij,nj->ni", ways, article) * pull)
        to_article = _through(article, np.einsum("nij,ni->nj", ways, claim) * pull)
        to_meeting = np.einsum("ni,nj,nl->ijl", claim, article * pull, gold)
        to_met = _through(meeting.reshape(9, 3), to_meeting.reshape(9, 3)).reshape(3, 3, 3)
        slopes = [
            *(held.T @ to_claim, by_claim_turn @ to_claim, to_claim.sum(axis=0)),
            *(told.T @ to_article, by_article_turn @ to_article, to_article.sum(axis=0), to_met),
        ]
        away = [part - start for part, start in zip(parts, starts, strict=True)]
        held_back = sum(ridge * (part**2).sum() / 2 for ridge, part in zip(ridges, away, strict=True))
        slope = [ridge * part - s for ridge, part, s in zip(ridges, away, slopes, strict=True)]
        return float(held_back - (weights * np.log(chance)).sum()), _flat(slope)

    found = minimize(loss, _flat(starts), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    parts = _parted(found.x, starts)
    return {
        **_reader("claim", claims, *parts[:3]),
        **_reader("article", articles, *parts[3:6]),
        "meeting": shares(parts[6].reshape(9, 3)).reshape(3, 3, 3),
    }


def _reader(name: str, texts: Texts, weights: Numbers, turn_weights: Numbers, offsets: Numbers) -> dict[str, Any]:
    """The arrays of a reader, whose weights and offsets serve for plain numbers instead of standard ones."""
    plain = weights * (_SCALE / (texts.numbers.std(axis=0) + 1e-9))[:, None]
    return {
        f"{name}_weights": plain,
        f"{name}_offsets": offsets - texts.numbers.mean(axis=0) @ plain,
        f"{name}_turns": np.array("\n".join(texts.names)),
        f"{name}_turn_weights": turn_weights.astype(np.float32),
    }


def _expected(places: int, trust: float, before: int) -> Numbers:
    """What is expected of the weights of `places` times the classes of tone, after `before` numbers of another kind."""
    of_class = {**dict.fromkeys(DENYING, _DENYING), **dict.fromkeys(HEDGING[:1], _HEDGING)}
    if places == 1:
        of_class |= dict.fromkeys(HEDGING, _HEDGING)  # an article that asks says nothing by that
    rows = [of_class.get(name, (0.0, 0.0, 0.0)) for name in tones()]
    return np.vstack([np.zeros((before, 3)), np.tile(np.array(rows) * trust, (places, 1))])


def _meeting() -> Numbers:
    met = np.zeros((3, 3, 3))
    met[:, PASSES_ON, _DISCUSSES] = met[PASSES_ON, ASSERTS, _DISCUSSES] = _SURE
    for one, other, label in (
        (ASSERTS, ASSERTS, _SUPPORTS),
        (DENIES, DENIES, _SUPPORTS),
        (ASSERTS, DENIES, _REFUTES),
        (DENIES, ASSERTS, _REFUTES),
    ):
        met[one, other, label] = _SURE
    met[PASSES_ON, ASSERTS] = (1.2, 0.6, 0.0)
    met[PASSES_ON, DENIES] = (1.0, 0.3, 0.8)
    return met


def _standard(numbers: Numbers) -> Numbers:
    return np.asarray((numbers - numbers.mean(axis=0)) / (numbers.std(axis=0) + 1e-9) * _SCALE)


def _worded(texts: Texts) -> csr_matrix:
    """The turns of each text, which together weigh the more, the more they are, but by the root of their number."""
    sizes = [len(found) for found in texts.turns]
    values = np.repeat([1 / max(1, size) ** 0.5 for size in sizes], sizes)
    columns = [column for found in texts.turns for column in found]
    return csr_matrix((values, columns, np.cumsum([0, *sizes])), shape=(len(sizes), len(texts.names)))


def _through(chances: Numbers, pull: Numbers) -> Numbers:
    """The slope of the scores of which `chances` are the shares, from that of the chances."""
    return np.asarray(chances * (pull - (pull * chances).sum(axis=1, keepdims=True)))


def _flat(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([part.ravel() for part in parts])


def _parted(flat: Numbers, like: Sequence[Numbers]) -> list[Numbers]:
    ends = np.cumsum([part.size for part in like])[:-1]
    return [found.reshape(part.shape) for found, part in zip(np.split(flat, ends), like, strict=True)]
