"""Doubts: judgements that were a near thing, so that a person should see them."""

from claims.domain.evidence import Judgement, Stance
from claims.domain.signal import Signal
from claims.domain.verdict import Policy

_UNDECIDED = 0.5  # the score of a judgement at which it would have been another
_MATCH = "match"


def doubt_about(judgement: Judgement, policy: Policy) -> str | None:
    """Why a person should see a judgement, in one sentence; None where it takes no side or is clear enough."""
    if judgement.stance not in (Stance.SUPPORTS, Stance.REFUTES):
        return None
    if abs(judgement.score - _UNDECIDED) < policy.doubt_margin:
        return f"What it says of the claim was a near thing: its score is {judgement.score:.2f} of 1."
    return next((s.detail for s in judgement.signals if s.name == _MATCH), None)


def just_about(margin: float, policy: Policy) -> Signal | None:
    """A signal that a text is only just about a claim, where `margin` is small: by how much its score was enough."""
    if margin >= policy.doubt_margin:
        return None
    return Signal(_MATCH, round(margin, 3), f"It is only just about the claim: by {margin:.2f} of the score needed.")
