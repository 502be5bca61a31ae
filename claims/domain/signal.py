"""Signals: the explained features a score is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """One feature of a result.

    `score` runs from -1 (speaks against) to 1 (speaks for); `detail` is one sentence for people.
    """

    name: str
    score: float
    detail: str
