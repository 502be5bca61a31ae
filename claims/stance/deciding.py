"""Which of the two decides: the rules, which read sentences, or the model, which weighs whole articles.

The rules decide wherever they have explicit evidence: in every text that is no longer than a passage, and for every
claim that is a sentence whose truth conditions can be read. The model decides for the rest, as weak word: what it makes
of an article is hedged, so that no status rests on it.
"""

from dataclasses import replace

from claims.domain.claim import Claim
from claims.domain.condition import Finding
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.stance.headlines import is_headline
from claims.stance.model import Opinion, opinion_of

_PASSAGE_WORDS = 60  # up to which a text is a passage, and says of a claim what its sentences say
_SCORE = 0.3  # of a side that the model takes; less than any side that the rules take
_DIRECTION = {Stance.SUPPORTS: 1.0, Stance.REFUTES: -1.0}
_SIDES = frozenset(_DIRECTION)
_WORDS = {
    Stance.SUPPORTS: "speaks for the claim",
    Stance.REFUTES: "speaks against the claim",
    Stance.DISCUSSES: "tells of the claim without taking a side",
    Stance.UNRELATED: "is about something else",
}
_BINDING = frozenset({"who", "direction", "amount", "when", "where"})  # in which nothing that supports may differ


def decided(claim: Claim, reading: Reading, ruled: Judgement, other_deed: bool) -> Judgement:
    """The judgement of the rules or that of the model, with a signal that says which.

    `other_deed` says whether the rules found the passages to tell expressly of another deed than the claim's.
    """
    explicit = _explicit(claim, reading, ruled, other_deed)
    if explicit is not None:
        return _with(ruled, Signal("rule", _direction(ruled), explicit))
    opinion = opinion_of(claim.text, [sentence.text for sentence in reading.sentences])
    if opinion.stance is ruled.stance:
        return _with(
            ruled, Signal("rule", _direction(ruled), f"The rules decide, and the model agrees. {opinion.detail}")
        )
    if opinion.stance is Stance.SUPPORTS and _differs(ruled):
        opinion = replace(opinion, stance=Stance.DISCUSSES)
    return _by_model(reading, ruled, opinion)


def _explicit(claim: Claim, reading: Reading, ruled: Judgement, other_deed: bool) -> str | None:
    """Why the rules decide, or None where the model may."""
    if ruled.retraction:
        return "The rules decide: an outlet takes its report back."
    if not _is_longer(reading, _PASSAGE_WORDS):
        return "The rules decide: the text is no longer than a passage."
    if is_headline(claim.text):
        return None
    if ruled.stance in _SIDES and ruled.strength is not Strength.HEDGED:
        return "The rules decide: a sentence says so expressly."
    if other_deed and ruled.stance is Stance.UNRELATED:
        return "The rules decide: a sentence tells expressly of another deed."
    return None


def _is_longer(reading: Reading, most: int) -> bool:
    words = 0
    for sentence in reading.sentences:
        words += len(sentence.text.split())
        if words > most:
            return True
    return False


def _differs(ruled: Judgement) -> bool:
    return any(c.finding is Finding.DIFFERS and c.name in _BINDING for c in ruled.conditions)


def _by_model(reading: Reading, ruled: Judgement, opinion: Opinion) -> Judgement:
    stance = opinion.stance
    related = stance is not Stance.UNRELATED
    unfound = ruled.stance is Stance.UNRELATED
    decision = Signal("stance", _direction(opinion), f"The article as a whole {_WORDS[stance]}: the model decides.")
    weighed = Signal("model", _direction(opinion) * opinion.chance, opinion.detail)
    kept = tuple(signal for signal in ruled.signals if signal.name not in ("stance", "unrelated"))
    return Judgement(
        claim_id=ruled.claim_id,
        stance=stance,
        strength=Strength.HEDGED,
        score=_SCORE if related else 0.0,
        passage=reading.sentences[opinion.sentence].span if unfound else ruled.passage,
        signals=(decision, weighed, *kept),
        speaker=ruled.speaker if related else None,
        relays=ruled.relays if related else None,
    )


def _direction(judgement: Judgement | Opinion) -> float:
    return _DIRECTION.get(judgement.stance, 0.0)


def _with(ruled: Judgement, signal: Signal) -> Judgement:
    return replace(ruled, signals=(*ruled.signals, signal))
