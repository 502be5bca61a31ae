"""What people decided of claims, and what changed: reviews and history."""

# ruff: noqa: D102 -- base/ says what each method promises

from datetime import datetime
from typing import Any

from claims.domain.query import ChangeFilter, Page
from claims.domain.review import Review
from claims.domain.verdict import StatusChange
from claims.store import codec
from claims.store.claims import tagged
from claims.store.connection import Connection
from claims.store.evidence import hanging, hanging_on_one
from claims.store.paging import Order, page_of
from claims.store.rows.reviews import REVIEW, get_review, put_review
from claims.store.rows.verdicts import CHANGE, get_change, put_change
from claims.store.tables import HistoryTable as History
from claims.store.tables import ReviewTable as Reviews

_REVIEWS = hanging_on_one(Reviews, REVIEW, Reviews.created_at, Reviews.number)
_HISTORY = hanging_on_one(History, CHANGE, History.at, History.number)


class ReviewStore:
    """The methods of `Store` on reviews and history; see base/ for what each promises."""

    _db: Connection

    def add_review(self, review: Review) -> None:
        with self._db.transaction():
            self._db.insert(Reviews, put_review(review))
            self._db.next_change()

    def review(self, review_id: str) -> Review | None:
        rows = self._db.fetch(hanging(Reviews, REVIEW).where(Reviews.id == review_id))
        return get_review(rows[0]) if rows else None

    def withdraw_review(self, review_id: str, at: datetime, by: str | None = None, reason: str | None = None) -> bool:
        withdrawn = Reviews.update(withdrawn_at=codec.put_instant(at), withdrawn_by=by, withdrawn_reason=reason)
        with self._db.transaction():
            self._db.next_change()
            return self._db.write(withdrawn.where(Reviews.id == review_id, Reviews.withdrawn_at.is_null())) > 0

    def reviews(self, claim_id: str) -> list[Review]:
        return [get_review(row) for row in self._db.fetch_with(_REVIEWS, claim_id)]

    def add_change(self, change: StatusChange) -> None:
        with self._db.transaction():
            self._db.insert(History, put_change(change))

    def history(self, claim_id: str) -> list[StatusChange]:
        return [get_change(row) for row in self._db.fetch_with(_HISTORY, claim_id)]

    def list_changes(self, where: ChangeFilter, limit: int, cursor: str | None = None) -> Page[StatusChange]:
        order = Order("changes", History.at, History.id, descending=True)
        return page_of(self._db, _changes(where), order, limit, cursor, get_change)

    def changes_between(self, where: ChangeFilter, after: int, until: int, limit: int) -> list[StatusChange]:
        query = _changes(where).where(History.number > after, History.number <= until)
        return [get_change(row) for row in self._db.fetch(query.order_by(History.number).limit(limit))]

    def change_number(self, change_id: str) -> int | None:
        rows = self._db.fetch(History.select(History.number).where(History.id == change_id))
        return int(rows[0][0]) if rows else None

    def newest_change_number(self) -> int:
        return int(self._db.script("SELECT COALESCE(MAX(number), 0) FROM history")[0][0])


def _changes(where: ChangeFilter) -> Any:
    query = hanging(History, CHANGE).where(History.note.is_null() | (History.before != History.status))
    if where.claim_id is not None:
        query = query.where(History.claim_id == where.claim_id)
    if where.tag is not None:
        query = query.where(History.claim_id.in_(tagged(where.tag)))
    if where.status is not None:
        query = query.where(History.status == where.status.value)
    return query
