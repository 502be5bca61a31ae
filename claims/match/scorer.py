"""From signals to a score, and to whether a sentence is about a claim or repeats it."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from claims.compare.names import name_parts
from claims.domain.signal import Signal
from claims.match.profile import Profile
from claims.match.signals import Passage, is_led_by_another, ties_names

# Set by hand on train and dev data (benchmarks/match_quality.py): shared words carry it, the rest refines.
_WEIGHTS = {"shared words": 0.5, "own words": 0.1, "names": 0.2, "action": 0.1, "numbers": 0.05, "wording": 0.15}

ABOUT = 0.4  # the score from which a sentence is about the claim
_OWN_SHARE = 0.2  # of what the claim says beside names, at least this much stands in the sentence itself
_SAME_ORDER = 0.8  # Indel similarity of the stems from which a sentence repeats the claim


def score_of(signals: Sequence[Signal]) -> float:
    """The weighted mean of the signals, from 0 to 1; signals that do not apply take no part."""
    weights = [_WEIGHTS[s.name] for s in signals]
    mean = sum(w * s.score for w, s in zip(weights, signals, strict=True)) / sum(weights)
    return min(1.0, max(0.0, mean))


def is_about(claim: Profile, passage: Passage, signals: Sequence[Signal], score: float) -> bool:
    """Whether the stance of the sentence is worth asking for.

    One name alone never makes it so: other news of the same company shares it too; two or more of one claim in
    one sentence do. Nor do words alone where the sentence names others and none of the claim's, or speaks first
    of another than the claim does.
    """
    if score < ABOUT:
        return False
    scores = {s.name: s.score for s in signals}
    if scores.get("names", 1.0) <= 0 and passage.sentence.names:
        return False
    if is_led_by_another(claim, passage):
        return False
    return scores.get("own words", 1.0) >= _OWN_SHARE or ties_names(claim, passage)


def is_repeat(claim: Profile, told: Profile) -> bool:
    """Whether a text states the very claim again: same names, numbers and turns, and the same words in their order."""
    if claim.numbers != told.numbers or claim.turns != told.turns or _keys(claim) != _keys(told):
        return False
    return Indel.normalized_similarity(claim.stems, told.stems) >= _SAME_ORDER


def _keys(profile: Profile) -> set[tuple[str, ...]]:
    return {name_parts(name) for name in profile.names}
