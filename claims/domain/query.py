"""Questions put to the ledger: filters, orders and pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from claims.domain.claim import Kind
from claims.domain.promise import PromiseState
from claims.domain.verdict import Status

T = TypeVar("T")
U = TypeVar("U")


class ClaimSort(StrEnum):
    """The order of a list of claims; a leading minus means descending."""

    NEWEST = "-claimed_at"
    OLDEST = "claimed_at"
    UPDATED = "-updated_at"
    CREATED = "-created_at"
    DEADLINE = "deadline"
    NEXT_CHECK = "next_check_at"


class Checked(StrEnum):
    """Whether a claim was looked at, and with what result; each claim is one of these."""

    NEVER = "never"  # not looked at, which says nothing of what happened
    NOTHING = "nothing"  # looked at, and nothing on file speaks of it
    FOUND = "found"  # looked at, and something on file speaks of it


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims; None means any. `since` and `until` bound the claim's day, both included.

    `publisher` and `claimant` are compared without case; `ids` narrows to these claims;
    `needs_review` selects the review desk's queue (rule *disputed*); `due_since` selects claims
    with a deadline on that day or later, `due_until` with one on that day or before; `promised` selects promises, and
    plans with a deadline, `state` those of them that stand there; `decided` selects those that are confirmed or denied.
    """

    status: Status | None = None
    kind: Kind | None = None
    overdue: bool | None = None
    claimant: str | None = None
    publisher: str | None = None
    tag: str | None = None
    since: date | None = None
    until: date | None = None
    ids: tuple[str, ...] | None = None
    needs_review: bool = False
    due_since: date | None = None
    decided: bool = False
    checked: Checked | None = None
    due_until: date | None = None
    promised: bool = False
    state: PromiseState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Which changes of claims; None means any. `status` is the one after the change."""

    claim_id: str | None = None
    tag: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles; None means any. `since` and `until` bound the publication day."""

    publisher: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` is the cursor of the following page, None on the last."""

    items: tuple[T, ...]
    next: str | None = None

    def map(self, to: Callable[[T], U]) -> "Page[U]":
        """The same page of other things."""
        return Page(tuple(to(item) for item in self.items), self.next)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherRow:
    """A publisher with what it has on file.

    `first` counts the claims it carried first; those confirmed, denied and pending add up to it. `withdrawn` counts
    the denied ones that it took back itself.
    """

    name: str
    articles: int
    first: int
    confirmed: int
    denied: int
    pending: int
    withdrawn: int
    newest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerStats:
    """How much is on file, and how it stands. `due` counts claims whose next check lies behind."""

    articles: int
    claims: int
    evidence: int
    reviews: int
    publishers: int
    by_status: dict[str, int]
    by_kind: dict[str, int]
    overdue: int
    due: int
    in_review: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCounts:
    """How many claims stand where. `overdue` of those that are pending ran out; `disputed` wait for a person."""

    pending: int = 0
    confirmed: int = 0
    denied: int = 0
    overdue: int = 0
    disputed: int = 0

    @property
    def total(self) -> int:
        """All claims on the ledger."""
        return self.pending + self.confirmed + self.denied
