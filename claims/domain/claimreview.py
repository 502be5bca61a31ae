"""ClaimReviews: what fact-checkers publish of their checks (https://schema.org/ClaimReview)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.domain.moment import Moment


class Maker(StrEnum):
    """What somebody who claims or checks is, in the words of schema.org."""

    PERSON = "Person"
    ORGANISATION = "Organization"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who claims or checks."""

    name: str
    kind: Maker = Maker.ORGANISATION
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Where a claim appeared. `url` or `title` may be missing, not both."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a check came to: in words, and on a scale from `worst` (false) to `best` (true) where there is one."""

    words: str
    value: float | None = None
    best: float | None = None
    worst: float | None = None
    explanation: str | None = None

    @property
    def share(self) -> float | None:
        """How far up its scale it is, from 0 to 1; None without a scale."""
        if self.value is None or self.best is None or self.worst is None or self.best <= self.worst:
            return None
        place = (self.value - self.worst) / (self.best - self.worst)
        return place if 0 <= place <= 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReview:
    """A published check of a claim.

    `url` is the page of the check. `text` is the claim in full, which `claimReviewed` may shorten. `claimed` is when
    it was made and `published` when the check came out. `claim_url` names the claim itself.
    """

    text: str
    rating: Rating
    author: Named | None = None
    url: str | None = None
    title: str | None = None
    published: Moment | None = None
    modified_at: datetime | None = None
    language: str | None = None
    claim_url: str | None = None
    claimant: Named | None = None
    claimed: Moment | None = None
    first: Work | None = None
    others: tuple[Work, ...] = ()
