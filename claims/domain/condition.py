"""Truth conditions: in what a text and a claim agree, and in what they differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claims.domain.signal import Signal

# In the order in which a person would ask.
CONDITIONS = ("who", "action", "what", "direction", "amount", "when", "where", "polarity")


class Finding(StrEnum):
    """What a comparison of one condition found. What is not mentioned is unknown, never different."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


_SCORE = {Finding.AGREES: 1.0, Finding.DIFFERS: -1.0, Finding.UNKNOWN: 0.0}


@dataclass(frozen=True, slots=True)
class Condition:
    """One truth condition; `weight` (0 to 1) says how much its agreement tells."""

    name: str
    finding: Finding
    detail: str
    weight: float = 1.0

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.finding is Finding.AGREES

    @property
    def differs(self) -> bool:
        """Whether both speak of it and say different things."""
        return self.finding is Finding.DIFFERS

    def signal(self) -> Signal:
        """The condition as a signal of a score."""
        return Signal(self.name, round(_SCORE[self.finding] * self.weight, 3), self.detail)


def conditions_among(signals: Iterable[Signal]) -> tuple[Condition, ...]:
    """The conditions that are listed among signals, in their order; those of which one side does not speak are not."""
    listed = {signal.name: signal for signal in signals}
    return tuple(_of_signal(listed[name]) for name in CONDITIONS if name in listed)


def _of_signal(signal: Signal) -> Condition:
    finding = Finding.AGREES if signal.score > 0 else Finding.DIFFERS if signal.score < 0 else Finding.UNKNOWN
    return Condition(signal.name, finding, signal.detail, abs(signal.score))
