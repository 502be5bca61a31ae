"""What people decided of claims, and what changed."""

from datetime import datetime
from typing import Protocol

from claims.domain.query import (
    ChangeFilter,
    Page,
)
from claims.domain.review import Review
from claims.domain.verdict import StatusChange


class ReviewMethods(Protocol):
    """Reviews and history.

    Asked of one claim, it may be one that was merged, which keeps what did not go along.
    """

    def add_review(self, review: Review) -> None: ...

    def review(self, review_id: str) -> Review | None: ...

    def withdraw_review(self, review_id: str, at: datetime, by: str | None = None, reason: str | None = None) -> bool:
        """Mark a review withdrawn; False when there is none or it was withdrawn before."""
        ...

    def reviews(self, claim_id: str) -> list[Review]:
        """Withdrawn ones included, oldest first."""
        ...

    def add_change(self, change: StatusChange) -> None: ...

    def history(self, claim_id: str) -> list[StatusChange]:
        """Oldest first."""
        ...

    def list_changes(self, where: ChangeFilter, limit: int, cursor: str | None = None) -> Page[StatusChange]:
        """The changes of all claims on the ledger, those recorded last first.

        Lines of history that only note what people did with a claim, and leave its status as it was, are no changes.
        """
        ...

    def changes_between(self, where: ChangeFilter, after: int, until: int, limit: int) -> list[StatusChange]:
        """The changes of all claims on the ledger behind one number up to another, in the order of recording.

        Numbers grow in the order of commits, so what has a number up to the newest is there to be read.
        """
        ...

    def change_number(self, change_id: str) -> int | None:
        """The number of a change; None where it is not on file."""
        ...

    def newest_change_number(self) -> int:
        """The number of the change recorded last; 0 where there is none."""
        ...
