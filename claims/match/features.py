"""What the ranking weighs: numbers that say how near each claim is to a text, for all claims of a question at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.match.meaning import Meanings
from claims.match.sketch import Ids, Question, Sketch

Numbers = NDArray[np.float64]

_DAMPING = 3.0  # added to the weight of all names, so that one name shared of one says less than three of three
_MOST_WORDS = 256  # of a text whose meanings are compared word by word

FEATURES = (
    "index share",  # the score of the full text index, as a share of the best candidate's
    "shared",  # rarity of all stems in both, summed
    "meaning",  # cosine of the directions of text and claim
    "meaning share",
    "meaning of sentence",  # of the nearest sentence and the claim
    "wording of sentence",  # cosine of the stems of the nearest sentence and the claim, rare ones counting most
    "wording share",
    "claim covered",  # share of the claim's stems that the text has
    "text covered",  # share of the text's stems that the claim has
    "claim meant",  # how near each word of the claim is to some word of the text, on average
    "text meant",  # the same from the text's words
    "rarest",  # rarity of the rarest stem in both
    "names",  # share of the text's names that the claim has
    "numbers",  # how many numerals both have, at most two
    "signed",  # share of the names in the signature that the claim has
    "length",  # logarithm of the claim's stems
)


@dataclass(frozen=True, slots=True, eq=False)
class _Pile:
    """The stems of all claims in one row: `owner` says whose each is."""

    stems: Ids
    weights: Numbers
    owner: NDArray[np.intp]
    claims: int

    def total(self, values: Numbers) -> Numbers:
        """The sum of the values of each claim's stems."""
        return np.bincount(self.owner, values, self.claims).astype(np.float64)


def features_of(question: Question, claims: Sequence[Sketch], scores: Sequence[float], table: Meanings) -> Numbers:
    """The features of each claim, a row each, in the order of FEATURES. `scores` are those of the index."""
    pile = _pile(claims)
    whole = question.whole
    of_claims = pile.total(pile.weights)
    shared = _in(pile.stems, whole.stems) * pile.weights
    vectors = np.array([claim.vector for claim in claims])
    meaning = (vectors @ whole.vector).astype(np.float64)
    nearest = np.max([vectors @ s.vector for s in question.sentences], axis=0) if question.sentences else meaning
    wording = _best_wording(question, pile, of_claims)
    claim_meant, text_meant = _meant(whole, claims, table)
    columns: Mapping[str, Numbers] = {
        "index share": _share_of_best(np.array(scores)),
        "shared": pile.total(shared),
        "meaning": meaning,
        "meaning share": _share_of_best(meaning),
        "meaning of sentence": nearest.astype(np.float64),
        "wording of sentence": wording,
        "wording share": _share_of_best(wording),
        "claim covered": pile.total(shared) / np.maximum(of_claims, 1e-9),
        "text covered": pile.total(shared) / max(float(whole.weights.sum()), 1e-9),
        "claim meant": claim_meant,
        "text meant": text_meant,
        "rarest": _greatest(pile, shared),
        "names": _covered(whole.names, whole, pile),
        "numbers": np.minimum(2, pile.total(_in(pile.stems, whole.numbers).astype(np.float64))),
        "signed": _covered(question.signature.stems, question.signature, pile),
        "length": np.log1p(pile.total(np.ones(len(pile.stems)))),
    }
    return np.column_stack([columns[name] for name in FEATURES])


def _pile(claims: Sequence[Sketch]) -> _Pile:
    sizes = [len(claim.stems) for claim in claims]
    return _Pile(
        stems=np.concatenate([claim.stems for claim in claims]),
        weights=np.concatenate([claim.weights for claim in claims]).astype(np.float64),
        owner=np.repeat(np.arange(len(claims)), sizes),
        claims=len(claims),
    )


def _in(stems: Ids, of: Ids) -> NDArray[np.bool_]:
    """Which of `stems` are among `of`, which ascend."""
    if not len(of):
        return np.zeros(len(stems), np.bool_)
    at = np.searchsorted(of, stems)
    at[at == len(of)] = 0
    return np.asarray(of[at] == stems)


def _share_of_best(values: Numbers) -> Numbers:
    best = values.max(initial=0.0)
    return values / best if best > 0 else np.zeros_like(values)


def _best_wording(question: Question, pile: _Pile, of_claims: Numbers) -> Numbers:
    best = np.zeros(pile.claims)
    for part in question.sentences or (question.whole,):
        shared = pile.total(_in(pile.stems, part.stems) * pile.weights)
        best = np.maximum(best, shared / np.sqrt(np.maximum(of_claims * float(part.weights.sum()), 1e-9)))
    return best


def _greatest(pile: _Pile, values: Numbers) -> Numbers:
    greatest = np.zeros(pile.claims)
    np.maximum.at(greatest, pile.owner, values)
    return greatest


def _covered(wanted: Ids, whole: Sketch, pile: _Pile) -> Numbers:
    """The share of the weight of some of the text's stems that each claim has."""
    total = float(whole.weights[_in(whole.stems, wanted)].sum())
    return pile.total(_in(pile.stems, wanted) * pile.weights) / (total + _DAMPING)


def _meant(whole: Sketch, claims: Sequence[Sketch], table: Meanings) -> tuple[Numbers, Numbers]:
    """How near the words of each claim come to those of the text, and the other way, rare ones counting most.

    The alignment of Kusner et al. 2015 in its relaxed form: each word goes to the nearest one.
    """
    rows = np.concatenate([claim.rows for claim in claims])
    kept = np.sort(np.argsort(-whole.rarities, kind="stable")[:_MOST_WORDS])
    if not len(rows) or not len(kept):
        return np.zeros(len(claims)), np.zeros(len(claims))
    owner = np.repeat(np.arange(len(claims)), [len(claim.rows) for claim in claims])
    weights = np.concatenate([claim.rarities for claim in claims]).astype(np.float64)
    distinct, place = np.unique(rows, return_inverse=True)
    near = np.maximum(table.directions(distinct) @ table.directions(whole.rows[kept]).T, 0)
    total = np.bincount(owner, weights, len(claims))
    to_text = np.bincount(owner, near.max(axis=1)[place] * weights, len(claims)) / np.maximum(total, 1e-9)
    to_claim = np.zeros((len(claims), near.shape[1]), np.float32)
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    to_claim[owner[starts]] = np.maximum.reduceat(near[place], starts)
    of_text = whole.rarities[kept]
    return to_text, (to_claim @ of_text).astype(np.float64) / max(float(of_text.sum()), 1e-9)
