"""Reviews: a person's decision, kept beside the machine's statements and never over them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.domain.evidence import Stance
from claims.domain.verdict import Status


class ReviewKind(StrEnum):
    """What a review decides."""

    STATUS = "status"  # the claim's status
    STANCE = "stance"  # what a piece of evidence says
    MATCH = "match"  # that a piece of evidence is not about this claim
    ORIGIN = "origin"  # where a piece of evidence comes from


class Asked(StrEnum):
    """Why a claim waits for a person; listed in the order of worth."""

    DISPUTED = "disputed"  # reports, or official words, contradict each other
    DECISIVE_DOUBT = "decisive_doubt"  # the status hangs on a piece of evidence that was a near thing
    JUST_OVERDUE = "just_overdue"  # a promise ran out
    DOUBT = "doubt"  # a piece of evidence was a near thing, but decides nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision. `origin` is the key of an origin.

    A withdrawn review stays on file with `withdrawn_at` set, and who took it back and why, where they said so.
    """

    id: str
    claim_id: str
    kind: ReviewKind
    reviewer: str
    reason: str
    created_at: datetime
    status: Status | None = None
    stance: Stance | None = None
    evidence_id: str | None = None
    withdrawn_at: datetime | None = None
    origin: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None

    def stands_at(self, now: datetime) -> bool:
        """Whether the review is made and not withdrawn at `now`."""
        return self.created_at <= now and (self.withdrawn_at is None or self.withdrawn_at > now)


def in_force(reviews: Iterable[Review], now: datetime) -> list[Review]:
    """Of the decisions that stand at `now` the newest on each matter, oldest first.

    A matter is the claim's status, what a piece of evidence says of it if anything, or where that piece comes from.
    """
    newest: dict[tuple[ReviewKind, str | None], Review] = {}
    for review in sorted((r for r in reviews if r.stands_at(now)), key=lambda r: (r.created_at, r.id)):
        matter = (ReviewKind.STANCE if review.kind is ReviewKind.MATCH else review.kind, review.evidence_id)
        newest.pop(matter, None)
        newest[matter] = review
    return list(newest.values())


@dataclass(frozen=True, slots=True)
class Outline:
    """A claim in short, as it is ranked among those that wait: in how many articles it appeared, when it changed."""

    claim_id: str
    appearances: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Doubt:
    """A piece of evidence that was a near thing, its claim, and whether that one's status may go by it."""

    evidence_id: str
    claim: Outline
    may_decide: bool
