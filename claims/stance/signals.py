"""The signals of a stance: plain functions in one list, those that speak for the claim first, then qualifiers."""

from collections.abc import Callable, Iterator

from claims.domain.evidence import Stance, Strength
from claims.domain.signal import Signal
from claims.stance.views import View
from claims.stance.voices import Voice

SignalOf = Callable[[View], Signal | None]

_DIRECTION = {Stance.SUPPORTS: 1.0, Stance.REFUTES: -1.0, Stance.DISCUSSES: 0.0, Stance.UNRELATED: 0.0}
_WORDS = {
    Voice.PARTY: "It stands on the word of a party to the claim",
    Voice.AUTHORITY: "It stands on the word of an authority",
    Voice.OUTLET: "It passes on another outlet's report",
    Voice.ANONYMOUS: "It stands on the word of people who are not named",
    Voice.GUESS: "It is an outsider's estimate",
    Voice.OTHER: "It stands on the word of somebody who is no party to the claim",
    Voice.OWN: "The outlet tells it in its own voice",
}


def stated(view: View) -> Signal | None:
    """What the passage states of the claim."""
    return Signal("stance", _DIRECTION[view.stance], view.reason)


def voice(view: View) -> Signal | None:
    """On whose word the passage stands."""
    score = {Strength.OFFICIAL: 1.0, Strength.REPORTED: 0.5, Strength.HEDGED: -0.5}[view.strength]
    name = f" ({view.speech.name})" if view.speech.name else ""
    return Signal("voice", score, f"{_WORDS[view.speech.voice]}{name}.")


def hedge(view: View) -> Signal | None:
    """Whether the passage leaves open what it tells."""
    if view.comparison.hedged:
        return Signal("hedge", -0.5, "It says may, might, if or the like, or asks.")
    return None


def undecided(view: View) -> Signal | None:
    """Whether the passage says that the matter is not decided yet."""
    return Signal("undecided", -0.5, "It says that nothing is decided.") if view.comparison.pending else None


SIGNALS: tuple[SignalOf, ...] = (stated, voice, hedge, undecided)


def signals_of(view: View) -> tuple[Signal, ...]:
    """All signals of a view: its stance and voice, the truth conditions, then what qualifies them."""
    return tuple(_listed(view))


def _listed(view: View) -> Iterator[Signal]:
    for signal_of in SIGNALS[:2]:
        signal = signal_of(view)
        if signal is not None:
            yield signal
    yield from view.comparison.signals()
    for signal_of in SIGNALS[2:]:
        signal = signal_of(view)
        if signal is not None:
            yield signal
