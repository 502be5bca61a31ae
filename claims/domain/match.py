"""Matches: which claims a text is about."""

from dataclasses import dataclass

from claims.domain.condition import Condition
from claims.domain.signal import Signal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim or article nominated by the index; `score` only orders candidates of one query.

    `text` is a claim's own, so that a hopeless candidate can be passed over before it is read from the store.
    `wording` is the part of the score that its words have: BM25.
    """

    id: str
    score: float
    text: str = ""
    wording: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence held against a claim.

    `sentence` is its number in the reading, `score` from 0 to 1; `about` says whether the
    sentence is about the claim at all, so that its stance is worth asking for; `repeats` whether
    it states the very claim again, so that it is an appearance rather than a new claim. `conditions`
    say in what the two agree and differ, where they were held against each other.
    """

    claim_id: str
    sentence: int
    score: float
    about: bool
    repeats: bool = False
    signals: tuple[Signal, ...] = ()
    conditions: tuple[Condition, ...] = ()
