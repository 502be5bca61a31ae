"""Which sightings are of one claim: variants of claims, and what people merged and split."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.domain.condition import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Two claims that agree but for the truth conditions listed, "$746 million" and "$764 million".

    `claim_id` was on the ledger when `other_id` was found. Without a condition they were not seen to differ.
    """

    claim_id: str
    other_id: str
    conditions: tuple[Condition, ...]
    found_at: datetime


class GroupingKind(StrEnum):
    """What a person did."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Moved:
    """What goes from one claim to another: appearances by their articles, evidence and reviews by their ids."""

    appearances: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """A merge or split: what `moved` went from `claim_id` to `other_id`. One that was undone stays on file."""

    id: str
    kind: GroupingKind
    claim_id: str
    other_id: str
    reviewer: str
    reason: str
    created_at: datetime
    moved: Moved = Moved()
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_reason: str | None = None
