"""Claims."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from claims.domain.claim import TrackedClaim
from claims.domain.query import (
    ClaimFilter,
    ClaimSort,
    Page,
)
from claims.domain.review import Outline
from claims.store.base.changes import Change


class ClaimMethods(Protocol):
    """Claims on the ledger."""

    def add_claim(self, tracked: TrackedClaim) -> bool:
        """Put a claim on the ledger; False (and nothing changed) when its id is already there.

        A claim that had been deleted comes back under its id; one that was merged into another does not.
        """
        ...

    def save_claim(self, tracked: TrackedClaim) -> TrackedClaim:
        """Write a claim read earlier, at `version + 1`, and return it so.

        `appearances` is derived and not written. Raises Conflict when the version on file is not
        `tracked.version`, NotFound when the claim is gone.
        """
        ...

    def delete_claim(self, claim_id: str, at: datetime) -> bool:
        """Take a claim off the ledger: it is hidden from every read, its rows are kept. False when not there."""
        ...

    def claim(self, claim_id: str) -> TrackedClaim | None: ...

    def claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        """Those of `ids` that are on the ledger, in as few queries as the database allows."""
        ...

    def merge_claim(self, claim_id: str, into: str | None, at: datetime) -> None:
        """Take a claim off the ledger as merged into another; or, with None, put it back."""
        ...

    def merged_claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        """Those of `ids` that are merged into another claim, as they stood when they were."""
        ...

    def all_merged_claims(self) -> Iterator[TrackedClaim]:
        """Every claim that is merged into another, by id, in constant memory."""
        ...

    def list_claims(
        self, where: ClaimFilter, sort: ClaimSort, limit: int, cursor: str | None = None
    ) -> Page[TrackedClaim]:
        """One page; stable under inserts (the cursor holds the last sort key and id, never an offset)."""
        ...

    def outlines(self, where: ClaimFilter, limit: int) -> list[Outline]:
        """Claims in short, what changed last first."""
        ...

    def due_claims(self, now: datetime, limit: int, after_id: str = "") -> list[str]:
        """The ids after `after_id` of claims due at `now`: planned for then, or neither looked at nor planned yet."""
        ...

    def unmentioned_claims(self, ids: Collection[str]) -> set[str]:
        """Those of `ids` of which no evidence and no review is on file."""
        ...

    def note_checks(self, checked: Sequence[TrackedClaim]) -> set[str]:
        """Write of claims that are as they were when they were checked, what was found, and when they are due again.

        Nothing else of them is written. Gives the ids of those that were at the version given; the others are left.
        """
        ...

    def claim_changes(self, after: int, limit: int) -> list[Change]:
        """Claims added, reworded, merged or deleted after sequence number `after`, oldest change first.

        A merged claim keeps its text: by those words, the claim that stands for it is found too.
        """
        ...
