"""What one sentence says of a claim: its stance, on whose word, and what became of a plan."""

from dataclasses import dataclass
from itertools import takewhile

from claims.compare import Comparison, Relation
from claims.compare.claim_side import claim_side, stop_words
from claims.compare.clauses import PREPOSITION
from claims.compare.conditions import Finding
from claims.compare.frames import Frame
from claims.compare.lexicon import word_class
from claims.compare.moods import Mood
from claims.domain.article import Article
from claims.domain.claim import Claim, Kind
from claims.domain.evidence import Fate, Stance, Strength
from claims.domain.mention import DateMention
from claims.domain.reading import SentenceReading
from claims.stance.lexicon import stem_lists, word_lists
from claims.stance.voices import Speech, Voice

_NAMED = 0.5  # of what the claim is about, from which on a passage without its deed still speaks of it
_RELAYED = frozenset({Voice.OUTLET, Voice.ANONYMOUS, Voice.GUESS})
_EITHER_WAY = word_class("either_way")
_OFFICIAL = frozenset({Voice.PARTY, Voice.AUTHORITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One sentence's word on a claim; `reason` says in a sentence what decided the stance."""

    number: int
    sentence: SentenceReading
    comparison: Comparison
    speech: Speech
    stance: Stance
    strength: Strength
    reason: str
    fate: Fate | None = None
    moved_to: DateMention | None = None

    @property
    def takes_side(self) -> bool:
        """Whether it supports or refutes."""
        return self.stance in {Stance.SUPPORTS, Stance.REFUTES}


def view_of(
    claim: Claim, article: Article, number: int, sentence: SentenceReading, comparison: Comparison, speech: Speech
) -> View:
    """Judge one sentence by itself."""
    stance, reason = _stance(claim, article, comparison, speech)
    fate, moved_to = _fate(claim, comparison, stance)
    return View(
        number=number,
        sentence=sentence,
        comparison=comparison,
        speech=speech,
        stance=stance,
        strength=_strength(comparison, speech),
        reason=reason,
        fate=fate,
        moved_to=moved_to,
    )


def _stance(claim: Claim, article: Article, c: Comparison, speech: Speech) -> tuple[Stance, str]:
    if c.rejected_name:
        return Stance.REFUTES, "It says expressly that it is not whom or what the claim names."
    if c.other_claim:
        differing = next(x for x in (c.who, c.direction, c.where, c.what) if x.differs)
        return Stance.UNRELATED, f"It is not the same deed. {differing.detail}"
    if not _is_about(c):
        if c.who.agrees and c.relation is Relation.SAME and c.sign < 0:
            return Stance.DISCUSSES, "It denies such a deed of theirs, but does not name what the claim is about."
        return Stance.UNRELATED, "It does not speak of what the claim is about."
    left_open = _left_open(c, speech)
    if left_open is not None:
        return Stance.DISCUSSES, left_open
    if c.sign < 0:
        return _against(claim, article, c)
    if c.sign > 0:
        return _for(claim, c)
    if c.rejected_amount or (c.amount.differs and c.what.agrees and c.action.agrees):
        return Stance.REFUTES, c.amount.detail
    return Stance.DISCUSSES, "It speaks of the matter without saying whether the claim is so."


def _left_open(c: Comparison, speech: Speech) -> str | None:
    """Why a passage about the claim states nothing, or None where it does."""
    if c.parsed.has("no_comment") and c.frame is None:
        return "Those asked did not comment."
    if c.pending:
        return "It says that the matter is not decided."
    if c.hedged:
        return "It tells of a possibility or asks, and does not state it."
    if speech.voice in _RELAYED:
        return "It passes on somebody else's word and does not state it."
    return None


def _is_about(c: Comparison) -> bool:
    """Whether a sentence speaks of the claim's deed: who and what, or what alone where it is unmistakable."""
    if c.other_denied:
        return False
    if c.who.agrees and c.what.agrees and (c.relation is not Relation.NONE or c.what.weight >= _NAMED):
        return True
    if c.what.agrees and c.what.weight > 0.5 and c.relation is not Relation.NONE:
        return True
    if c.who.agrees and c.what.agrees and c.amount.finding is not Finding.UNKNOWN:
        return True
    named = c.who.agrees or (c.what.agrees and c.what.weight >= _NAMED)
    return c.sign < 0 and c.frame is None and named


def _against(claim: Claim, article: Article, c: Comparison) -> tuple[Stance, str]:
    frame = c.frame
    put_off = frame is not None and frame.sign < 0 and c.relation is Relation.SAME
    if put_off and frame is not None and _is_plan(claim) and frame.mood is Mood.DONE:
        due = claim.deadline is None or article.published.day <= claim.deadline.date
        if due and "failure" not in frame.kinds and "denial" not in frame.kinds:
            return Stance.DISCUSSES, "It has not been done, but it may still be."
    if c.when.differs and claim.kind is Kind.STATISTIC:
        return Stance.UNRELATED, f"It is about another time. {c.when.detail}"
    return Stance.REFUTES, "It says that the claim is not so."


def _for(claim: Claim, c: Comparison) -> tuple[Stance, str]:
    if c.relation is Relation.NEAR and not (c.amount.agrees or c.amount.differs):
        return Stance.DISCUSSES, "It tells of a related deed, not of this one."
    if c.rejected_amount:
        return Stance.REFUTES, c.amount.detail
    if not c.who.agrees:
        return Stance.DISCUSSES, "It does not say that those the claim names did it."
    if c.when.differs and not (c.late and claim.kind in {Kind.PROMISE, Kind.EVENT}):
        if claim.kind is Kind.STATISTIC or c.moved_to is None:
            return Stance.UNRELATED, f"It is about another time. {c.when.detail}"
        return Stance.REFUTES, c.when.detail
    if c.amount.differs:
        return Stance.REFUTES, c.amount.detail
    if c.doubt is not None:
        return Stance.DISCUSSES, c.doubt
    mood = c.frame.mood if c.frame is not None else Mood.DONE
    if claim.kind is Kind.PROMISE and mood is not Mood.DONE:
        return Stance.DISCUSSES, "It repeats the promise and does not say that it was kept."
    if _claim_mood(claim) is Mood.DONE and mood is Mood.PLANNED and not _is_told_done(c.frame):
        return Stance.DISCUSSES, "The claim says that it is done; the passage tells of a plan."
    return Stance.SUPPORTS, "It says that the claim is so."


def _is_told_done(frame: Frame | None) -> bool:
    """Whether the noun names what is done once it is told: "announced the dismissal", "confirmed the discovery"."""
    if frame is None or not frame.is_noun or "affirming" not in frame.kinds:
        return False
    return bool(frame.classes & word_lists("deeds.txt")["told_done"])


def _claim_mood(claim: Claim) -> Mood | None:
    frame = claim_side(claim).frame
    return frame.mood if frame is not None else None


def _is_plan(claim: Claim) -> bool:
    return claim.kind is Kind.PROMISE or _claim_mood(claim) is Mood.PLANNED


def _strength(c: Comparison, speech: Speech) -> Strength:
    if c.hedged or speech.voice in _RELAYED:
        return Strength.HEDGED
    if speech.voice in _OFFICIAL or _is_public_act(c):
        return Strength.OFFICIAL
    return Strength.REPORTED


def _is_public_act(c: Comparison) -> bool:
    """Whether a party or an authority is told to have done what is a public act in itself."""
    frame = c.frame
    if frame is None or frame.is_noun:
        return False
    if frame.mood is Mood.PLANNED and not frame.kinds & {"affirming", "planning"}:
        return False
    deeds, voices = word_lists("deeds.txt"), stem_lists("voices.txt")
    stems = {c.parsed.words[i].stem for i in frame.subject}
    if stems & voices["authority"] and frame.classes & (deeds["performative"] | deeds["deciding"]):
        return _has_object(c, frame)
    acting = bool(stems & voices["party"]) or (bool(stems) and c.who.agrees)
    return acting and bool(frame.classes & deeds["performative"]) and _has_object(c, frame)


def _has_object(c: Comparison, frame: Frame) -> bool:
    """Whether the deed is done to something: a road that "reopened on Friday" is no party to anything."""
    if frame.passive or not frame.classes & _EITHER_WAY:
        return True
    words = c.parsed.words
    right_after = takewhile(
        lambda w: w.low not in PREPOSITION and w.low != ",", (words[i] for i in frame.object if i not in frame.parts)
    )
    return any(w.low not in stop_words() for w in right_after)


def _fate(claim: Claim, c: Comparison, stance: Stance) -> tuple[Fate | None, DateMention | None]:
    if not _is_plan(claim) and not claim.deadline:
        return None, None
    if stance is Stance.SUPPORTS:
        return (Fate.KEPT if c.frame is not None and c.frame.mood is Mood.DONE else None), None
    if stance is not Stance.REFUTES:
        return None, None
    if c.moved_to is not None or c.relation is Relation.DELAYS:
        return Fate.POSTPONED, c.moved_to
    done = c.frame is not None and c.frame.mood is Mood.DONE and c.relation is Relation.SAME
    return (Fate.BROKEN if done else Fate.WITHDRAWN), None
