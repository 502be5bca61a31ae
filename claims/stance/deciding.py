"""Which of the two decides: the rules, which read sentences, or the model, which weighs whole articles.

The rules decide where they have explicit evidence: in every text that is no longer than a passage, wherever a party to
a plain claim denies it, and wherever the conditions of a plain claim are met one by one and no sentence says otherwise.
The model decides the rest, as weak word: what it makes of an article is hedged, so that no status rests on it; and it
supports nothing from which a condition differs.
"""

from collections.abc import Sequence
from dataclasses import replace

from claims.compare import Relation
from claims.domain.claim import Claim
from claims.domain.condition import Finding
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.stance.headlines import is_clipped, is_set_as_headline
from claims.stance.model import Opinion, is_plain, opinion_of
from claims.stance.views import View
from claims.stance.voices import Voice

_PASSAGE_WORDS = 60  # up to which a text is a passage, and says of a claim what its sentences say
_SCORE = 0.3  # of what the model says; less than of any side that the rules take
_DIRECTION = {Stance.SUPPORTS: 1.0, Stance.REFUTES: -1.0}
_WORDS = {
    Stance.SUPPORTS: "speaks for the claim",
    Stance.REFUTES: "speaks against the claim",
    Stance.DISCUSSES: "tells of the claim without taking a side",
    Stance.UNRELATED: "is about something else",
}
_DENYING = frozenset({"denial", "false"})  # kinds of verbs and words that govern what is not so
_NEGATING = _DENYING | {"negation"}
_BINDING = frozenset({"who", "direction", "amount", "when", "where"})  # in which nothing that supports may differ


def decided(claim: Claim, reading: Reading, ruled: Judgement, views: Sequence[View]) -> Judgement:
    """The judgement of the rules or that of the model, with a signal that says which.

    `views` are all sentences that the rules looked at, those about other deeds among them.
    """
    explicit = _explicit(claim, reading, ruled, views)
    if explicit is not None:
        return _by_rules(ruled, f"The rules decide: {explicit}")
    opinion = opinion_of(claim.text, [sentence.text for sentence in reading.sentences])
    if opinion.stance is Stance.SUPPORTS and not _may_support(claim, reading, ruled, views):
        opinion = replace(opinion, stance=Stance.DISCUSSES)
    if opinion.stance is ruled.stance:
        return _by_rules(ruled, f"The rules decide, and the model agrees. {opinion.detail}")
    return _by_model(reading, ruled, opinion)


def _explicit(claim: Claim, reading: Reading, ruled: Judgement, views: Sequence[View]) -> str | None:
    """Why the rules decide, or None where the model may."""
    if ruled.retraction:
        return "an outlet takes its report back."
    if ruled.stance is Stance.REFUTES and is_plain(claim.text) and any(map(_is_partys_denial, views)):
        return "a party to the claim denies it."
    if is_set_as_headline(claim.text):
        return None
    found = ruled.stance is not Stance.UNRELATED or _tells_another_deed(views)
    if _is_passage(reading) and (found or _is_readable(claim)):
        return "the text is no longer than a passage."
    if not (_is_readable(claim) and is_plain(claim.text) and _is_expressed(ruled, views)):
        return None
    return "a sentence says so expressly, and none otherwise."


def _is_partys_denial(view: View) -> bool:
    """Whether a party, by name, says that the claim's own deed is not so, or that reports of it are false."""
    told = view.comparison
    if view.stance is not Stance.REFUTES or view.speech.voice is not Voice.PARTY or view.speech.name is None:
        return False
    if not (told.who.agrees and told.what.agrees):
        return False
    kinds = {governor.kind for governor in told.parsed.governors}
    return bool(kinds & _DENYING) if told.frame is None else told.relation is Relation.SAME and bool(kinds & _NEGATING)


def _is_readable(claim: Claim) -> bool:
    """Whether a claim's words show its truth conditions: a sentence does, and a clipped one with a figure or date."""
    if is_set_as_headline(claim.text):
        return False
    return bool(claim.quantities or claim.dates) or not is_clipped(claim.text)


def _is_passage(reading: Reading) -> bool:
    words = 0
    for sentence in reading.sentences:
        words += len(sentence.text.split())
        if words > _PASSAGE_WORDS:
            return False
    return True


def _is_expressed(ruled: Judgement, views: Sequence[View]) -> bool:
    """Whether a sentence takes its side in every condition, a party's denial in who, and no other leaves it open."""
    about = [view for view in views if view.stance is not Stance.UNRELATED]
    against = any(view.takes_side and view.stance is not ruled.stance for view in about)
    if ruled.stance not in _DIRECTION or ruled.strength is Strength.HEDGED or against:
        return False
    if any(view.comparison.hedged or view.comparison.pending for view in about):
        return False
    agreeing = {c.name for c in ruled.conditions if c.finding is Finding.AGREES}
    if ruled.stance is Stance.SUPPORTS:
        return {"who", "what", "action"} <= agreeing
    denied = any(view.stance is Stance.REFUTES and view.speech.voice is Voice.PARTY for view in about)
    return "who" in agreeing and (denied or "what" in agreeing)


def _may_support(claim: Claim, reading: Reading, ruled: Judgement, views: Sequence[View]) -> bool:
    """Whether nothing differs or is left open that the model, which sees neither, would pass over."""
    if any(c.finding is Finding.DIFFERS and c.name in _BINDING for c in ruled.conditions):
        return False
    if any(signal.name == "undecided" for signal in ruled.signals):
        return False
    if _is_passage(reading):
        return is_set_as_headline(claim.text) and not _tells_another_deed(views)
    return not (_is_readable(claim) and ruled.stance is Stance.UNRELATED and _tells_another_deed(views))


def _tells_another_deed(views: Sequence[View]) -> bool:
    """Whether a sentence tells of another deed than the claim's, or of the same at another time."""
    return any(view.comparison.other_claim or view.comparison.when.differs for view in views)


def _by_model(reading: Reading, ruled: Judgement, opinion: Opinion) -> Judgement:
    stance = opinion.stance
    related = stance is not Stance.UNRELATED
    unfound = ruled.stance is Stance.UNRELATED and bool(reading.sentences)
    decision = Signal("stance", _direction(stance), f"The article as a whole {_WORDS[stance]}: the model decides.")
    weighed = Signal("model", _direction(stance) * opinion.chance, opinion.detail)
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


def _by_rules(ruled: Judgement, why: str) -> Judgement:
    return replace(ruled, signals=(*ruled.signals, Signal("rule", _direction(ruled.stance), why)))


def _direction(stance: Stance) -> float:
    return _DIRECTION.get(stance, 0.0)
