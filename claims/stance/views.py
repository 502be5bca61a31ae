"""What one sentence says of a claim: its stance, on whose word, and what became of a plan."""

from dataclasses import dataclass

from claims.compare import Comparison, Relation
from claims.compare.claim_side import claim_side
from claims.compare.conditions import Finding
from claims.compare.frames import Frame
from claims.compare.moods import Mood
from claims.domain.article import Article
from claims.domain.claim import Claim, Kind
from claims.domain.evidence import Fate, Stance, Strength
from claims.domain.mention import DateMention
from claims.domain.reading import SentenceReading
from claims.stance.lexicon import word_lists
from claims.stance.strength import RELAYED, strength_of
from claims.stance.voices import Speech

_NAMED = 0.5  # of what the claim is about, from which on a passage without its deed still speaks of it
_ALL_BUT = 0.75  # of what the claim is about, from which on a passage speaks of nothing else


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

    @property
    def states(self) -> bool:
        """Whether it says something of the claim's own deed, if only that it is open."""
        c = self.comparison
        return self.takes_side or c.frame is not None or c.hedged or c.pending

    @property
    def tells_another(self) -> bool:
        """Whether it tells of such a deed of others, elsewhere or at another time."""
        c = self.comparison
        another = c.other_claim or c.when.differs
        return self.stance is Stance.UNRELATED and another and c.relation is Relation.SAME and c.sign > 0


def view_of(
    claim: Claim, article: Article, number: int, sentence: SentenceReading, comparison: Comparison, speech: Speech
) -> View:
    """Judge one sentence by itself."""
    stance, reason = _stance(claim, article, comparison, speech)
    fate, moved_to = fate_of(claim, comparison, stance)
    return View(
        number=number,
        sentence=sentence,
        comparison=comparison,
        speech=speech,
        stance=stance,
        strength=strength_of(comparison, speech),
        reason=reason,
        fate=fate,
        moved_to=moved_to,
    )


def _stance(claim: Claim, article: Article, c: Comparison, speech: Speech) -> tuple[Stance, str]:
    excluded = _excluded(c, speech)
    if excluded is not None:
        return Stance.REFUTES, excluded
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
    if c.rejected_amount or (c.amount.differs and c.what.agrees and (c.action.agrees or _is_unmistakable(c))):
        return Stance.REFUTES, c.amount.detail
    return Stance.DISCUSSES, "It speaks of the matter without saying whether the claim is so."


def _excluded(c: Comparison, speech: Speech) -> str | None:
    """How the passage rules the claim out by what it names or gives instead, or None where it does not."""
    if c.rejected_amount and c.who.agrees and c.relation is Relation.SAME:
        return c.amount.detail
    if c.rejected_name:
        return "It says expressly that it is not whom or what the claim names."
    if c.when.differs or _left_open(c, speech) is not None:
        return None
    if c.is_turned_contest:
        return "It says that the other of the two did it, and only one of them can have done so."
    if c.supplanted:
        return "It names another in the place of whom or what the claim names."
    return None


def _is_unmistakable(c: Comparison) -> bool:
    """Whether the passage names so much of what the claim is about that its figure must be for the same."""
    return c.relation is Relation.NONE and c.who.agrees and c.what.weight >= _ALL_BUT and not c.when.differs


def _left_open(c: Comparison, speech: Speech) -> str | None:
    """Why a passage about the claim states nothing, or None where it does."""
    if c.parsed.has("no_comment") and c.frame is None:
        return "Those asked did not comment."
    if c.pending:
        return "It says that the matter is not decided."
    if c.hedged:
        return "It tells of a possibility or asks, and does not state it."
    if speech.voice in RELAYED:
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
    if c.who.agrees and c.who.weight == 1 and c.relation is Relation.SAME and c.when.agrees and c.when.weight == 1:
        return True  # who, the deed and its day leave nothing open
    named = c.who.agrees or (c.what.agrees and c.what.weight >= _NAMED)
    return c.sign < 0 and c.frame is None and named


def _against(claim: Claim, article: Article, c: Comparison) -> tuple[Stance, str]:
    frame = c.frame
    put_off = frame is not None and frame.sign < 0 and c.relation is Relation.SAME
    if put_off and frame is not None and _is_plan(claim) and frame.mood is Mood.DONE:
        due = claim.deadline is None or article.published.day <= claim.deadline.date
        if due and "failure" not in frame.kinds and "denial" not in frame.kinds:
            return Stance.DISCUSSES, "It has not been done, but it may still be."
    if c.relation is Relation.NEAR and not _has_sum(claim) and not _denies_outright(c):
        return Stance.DISCUSSES, "It tells of a related deed, not of this one."
    if c.when.differs and (claim.kind is Kind.STATISTIC or not claim.dates):
        return Stance.UNRELATED, f"It is about another time. {c.when.detail}"
    return Stance.REFUTES, "It says that the claim is not so."


def _denies_outright(c: Comparison) -> bool:
    """Whether the related deed itself is denied, and with it the claim's: "has signed no contract"."""
    return c.frame is not None and c.frame.sign < 0


def _for(claim: Claim, c: Comparison) -> tuple[Stance, str]:
    if c.relation is Relation.NEAR and not (_has_sum(claim) and (c.amount.agrees or c.amount.differs)):
        return Stance.DISCUSSES, "It tells of a related deed, not of this one."
    if c.rejected_amount:
        return Stance.REFUTES, c.amount.detail
    if c.when.differs and not claim.dates:
        return Stance.UNRELATED, f"It is about another time. {c.when.detail}"
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
    return _by_mood(claim, c)


def _by_mood(claim: Claim, c: Comparison) -> tuple[Stance, str]:
    """Whether what agrees in every condition is told as real as the claim has it."""
    mood = c.frame.mood if c.frame is not None else Mood.DONE
    if claim.kind is Kind.PROMISE and mood is not Mood.DONE:
        return Stance.DISCUSSES, "It repeats the promise and does not say that it was kept."
    if _claim_mood(claim) is Mood.DONE and mood is Mood.PLANNED and not _is_told_done(c.frame):
        return Stance.DISCUSSES, "The claim says that it is done; the passage tells of a plan."
    return Stance.SUPPORTS, "It says that the claim is so."


def _has_sum(claim: Claim) -> bool:
    """Whether it gives money or a share, by which a deed can be known again; "two men" are two in many deeds."""
    return any(q.currency or q.unit == "%" for q in claim.quantities)


def _is_told_done(frame: Frame | None) -> bool:
    """Whether the noun names what is done once it is told: "announced the dismissal", "confirmed the discovery"."""
    if frame is not None and "takeoffice" in frame.classes:
        return True  # who is to take office has been chosen
    if frame is None or not frame.is_noun or "affirming" not in frame.kinds:
        return False
    return bool(frame.classes & word_lists("deeds.txt")["told_done"])


def _claim_mood(claim: Claim) -> Mood | None:
    frame = claim_side(claim).frame
    return frame.mood if frame is not None else None


def _is_plan(claim: Claim) -> bool:
    return claim.kind is Kind.PROMISE or _claim_mood(claim) is Mood.PLANNED


def fate_of(claim: Claim, c: Comparison, stance: Stance) -> tuple[Fate | None, DateMention | None]:
    """What became of a plan by a sentence of this stance, and the day to which it was moved."""
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
