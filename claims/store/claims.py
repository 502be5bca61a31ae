"""Claims in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from peewee import SQL, fn

from claims.domain.claim import Claim, TrackedClaim
from claims.domain.errors import Conflict, NotFound
from claims.domain.query import Checked, ClaimFilter, ClaimSort, Page
from claims.domain.review import Outline
from claims.domain.verdict import Rule, Status
from claims.store import codec
from claims.store.base import Change
from claims.store.connection import Connection
from claims.store.paging import Order, batches, in_batches, page_of
from claims.store.rows.claims import TRACKED, get_claim, put_claim
from claims.store.tables import ClaimTable as Claims
from claims.store.tables import EvidenceTable as Pieces
from claims.store.tables import ReviewTable as Reviews
from claims.store.tables import TagTable as Tags

on_ledger = Claims.deleted_at.is_null()
_is_merged = Claims.merged_into.is_null(False)
not_deleted = on_ledger | _is_merged

never_checked = Claims.last_checked_at.is_null()
unplanned_and_due = never_checked & Claims.next_check_at.is_null()

# Missing days sort last. Written as the indexes are, or they would not serve.
_deadline = fn.COALESCE(Claims.deadline, SQL(f"'{codec.NEVER}'"))
next_check = fn.COALESCE(Claims.next_check_at, SQL(f"'{codec.NEVER}'"))

# Promises, and plans with a deadline: what can run out, and has an outcome; then where one stands.
# Written as the index `claims_promised` is.
PROMISED = "(kind = 'promise' OR kind = 'event' AND deadline IS NOT NULL)"
PROMISE_STATE = (
    "CASE WHEN outcome IS NOT NULL THEN outcome WHEN overdue = 1 THEN 'overdue' "
    "WHEN status = 'pending' THEN 'open' ELSE status END"
)

_NO_TAGS = codec.put_strings(())
_SORT_KEYS = {
    ClaimSort.NEWEST: Claims.claimed,
    ClaimSort.OLDEST: Claims.claimed,
    ClaimSort.UPDATED: Claims.updated_at,
    ClaimSort.CREATED: Claims.created_at,
    ClaimSort.DEADLINE: _deadline,
    ClaimSort.NEXT_CHECK: next_check,
}
_COLUMNS = [SQL(", ".join((*TRACKED, "appearance_count")))]  # written out: peewee takes long over forty of them


# By what claims are counted and found in lists, besides by their verdict (see kept.py).
_COUNTED_BY = ("kind", "claimant", "deadline", "publisher", "claimed", "tags")
_STANDING = Claims.select(
    Claims.version, Claims.text, Claims.seq, *(getattr(Claims, name) for name in _COUNTED_BY)
).where(Claims.id == "", on_ledger)
_EVER_FILED = Claims.select(Claims.deleted_at, Claims.tags, Claims.merged_into).where(Claims.id == "")


@cache
def _with_ids(count: int) -> Any:
    return Claims.select(*_COLUMNS).where(Claims.id.in_([""] * count), on_ledger)


@cache
def _unmentioned(count: int) -> Any:
    evidence = Pieces.select(SQL("1")).where(Pieces.claim_id == Claims.id)
    reviews = Reviews.select(SQL("1")).where(Reviews.claim_id == Claims.id)
    return Claims.select(Claims.id).where(Claims.id.in_([""] * count), ~fn.EXISTS(evidence), ~fn.EXISTS(reviews))


# Both databases name the columns of VALUES so.
_NOTE_CHECKS = """
UPDATE claims SET
    version = claims.version + 1,
    last_checked_at = checked.column3,
    last_check_found = checked.column4,
    next_check_at = checked.column5
FROM (VALUES {rows}) AS checked
WHERE claims.id = checked.column1 AND claims.version = checked.column2 AND claims.deleted_at IS NULL
RETURNING claims.id
"""


@cache
def _merged_with_ids(count: int) -> Any:
    return Claims.select(*_COLUMNS).where(Claims.id.in_([""] * count), _is_merged)


class ClaimStore:
    """The methods of `Store` on claims; see base/ for what each promises."""

    _db: Connection

    def add_claim(self, tracked: TrackedClaim) -> bool:
        id_ = tracked.claim.id
        gone_at = None if tracked.merged_into is None else codec.put_instant(tracked.updated_at)
        values = put_claim(tracked) | {"deleted_at": gone_at}
        with self._db.transaction():
            found = self._db.fetch_with(_EVER_FILED, id_)
            if found and (found[0][0] is None or found[0][2] is not None):
                return False
            self._db.upsert(Claims, values | {"seq": self._db.next_change()})
            self._put_tags(tracked.claim, before=found[0][1] if found else _NO_TAGS)
            return True

    def save_claim(self, tracked: TrackedClaim) -> TrackedClaim:
        id_ = tracked.claim.id
        saved = replace(tracked, version=tracked.version + 1)
        values = put_claim(saved)
        with self._db.transaction():
            found = self._db.fetch_with(_STANDING, id_)
            if not found:
                raise NotFound(f"No claim {id_} is on the ledger.")
            version, text, seq, *counted = found[0]
            if version != tracked.version:
                raise Conflict(f"Claim {id_} is at version {version}, not {tracked.version}; read it again.")
            if text != tracked.claim.text:
                seq = self._db.next_change()
            elif counted != [values[name] for name in _COUNTED_BY]:
                self._db.next_change()  # so that it is counted anew; its words are found as before
            self._db.upsert(Claims, values | {"seq": seq})
            self._put_tags(tracked.claim, before=counted[-1])
        return saved

    def delete_claim(self, claim_id: str, at: datetime) -> bool:
        with self._db.transaction():
            if not self._db.fetch(Claims.select(Claims.id).where(Claims.id == claim_id, on_ledger)):
                return False
            gone = Claims.update(deleted_at=codec.put_instant(at), seq=self._db.next_change())
            self._db.write(gone.where(Claims.id == claim_id))
            return True

    def claim(self, claim_id: str) -> TrackedClaim | None:
        return self.claims([claim_id]).get(claim_id)

    def claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        rows = in_batches(self._db, ids, _with_ids)
        return {row[0]: get_claim(row) for row in rows}

    def merge_claim(self, claim_id: str, into: str | None, at: datetime) -> None:
        gone_at = None if into is None else codec.put_instant(at)
        with self._db.transaction():
            merged = Claims.update(merged_into=into, deleted_at=gone_at, seq=self._db.next_change())
            self._db.write(merged.where(Claims.id == claim_id))

    def merged_claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        return {row[0]: get_claim(row) for row in in_batches(self._db, ids, _merged_with_ids)}

    def all_merged_claims(self) -> Iterator[TrackedClaim]:
        yield from map(get_claim, batches(self._db, Claims.select(*_COLUMNS).where(_is_merged), Claims.id))

    def list_claims(
        self, where: ClaimFilter, sort: ClaimSort, limit: int, cursor: str | None = None
    ) -> Page[TrackedClaim]:
        order = Order(sort.value, _SORT_KEYS[sort], Claims.id, descending=sort.value.startswith("-"))
        query = Claims.select(*_COLUMNS).where(on_ledger, *_conditions(where))
        return page_of(self._db, query, order, limit, cursor, get_claim)

    def outlines(self, where: ClaimFilter, limit: int) -> list[Outline]:
        query = Claims.select(Claims.id, Claims.appearance_count, Claims.updated_at)
        query = query.where(on_ledger, *_conditions(where)).order_by(Claims.updated_at.desc(), Claims.id.desc())
        rows = self._db.fetch(query.limit(limit))
        return [Outline(id_, told, codec.get_instant(at)) for id_, told, at in rows]

    def due_claims(self, now: datetime, limit: int, after_id: str = "") -> list[str]:
        is_due = (Claims.next_check_at <= codec.put_instant(now)) | unplanned_and_due
        due = Claims.select(Claims.id).where(on_ledger, is_due, Claims.id > after_id)
        return [row[0] for row in self._db.fetch(due.order_by(Claims.id).limit(limit))]

    def unmentioned_claims(self, ids: Collection[str]) -> set[str]:
        return {row[0] for row in in_batches(self._db, ids, _unmentioned)}

    def note_checks(self, checked: Sequence[TrackedClaim]) -> set[str]:
        values: dict[str, Any] = {}
        for n, tracked in enumerate(checked):
            values |= {
                f"id{n}": tracked.claim.id,
                f"version{n}": tracked.version,
                f"at{n}": codec.put_instant_or_none(tracked.last_checked_at),
                f"found{n}": tracked.last_check_found,
                f"next{n}": codec.put_instant_or_none(tracked.next_check_at),
            }
        rows = ", ".join(f"(:id{n}, :version{n}, :at{n}, :found{n}, :next{n})" for n in range(len(checked)))
        with self._db.transaction():
            return {row[0] for row in self._db.fetch_sql(_NOTE_CHECKS.format(rows=rows), values)} if checked else set()

    def claim_changes(self, after: int, limit: int) -> list[Change]:
        query = Claims.select(Claims.seq, Claims.id, Claims.text, Claims.deleted_at, Claims.merged_into)
        rows = self._db.fetch(query.where(Claims.seq > after).order_by(Claims.seq).limit(limit))
        return [
            Change(seq, id_, text if deleted_at is None or merged_into is not None else None)
            for seq, id_, text, deleted_at, merged_into in rows
        ]

    def all_claims(self) -> Iterator[TrackedClaim]:
        yield from map(get_claim, batches(self._db, Claims.select(*_COLUMNS).where(on_ledger), Claims.id))

    def _put_tags(self, claim: Claim, before: str) -> None:
        if codec.put_strings(claim.tags) == before:
            return
        if before != _NO_TAGS:
            self._db.write(Tags.delete().where(Tags.claim_id == claim.id))
        for key in dict.fromkeys(map(codec.put_key, claim.tags)):
            self._db.insert(Tags, {"claim_id": claim.id, "tag_key": key})


def tagged(tag: str) -> Any:
    """A query for the ids of claims with a tag."""
    return Tags.select(Tags.claim_id).where(Tags.tag_key == codec.put_key(tag))


def _conditions(where: ClaimFilter) -> list[Any]:
    """One condition for each question asked."""
    equal = (
        (Claims.status, where.status and where.status.value),
        (Claims.kind, where.kind and where.kind.value),
        (Claims.overdue, None if where.overdue is None else int(where.overdue)),
        (Claims.claimant_key, codec.put_folded_key(where.claimant)),
        (Claims.publisher_key, codec.put_publisher_key(where.publisher)),
        (Claims.rule, Rule.DISPUTED.value if where.needs_review else None),
    )
    conditions: list[Any] = [column == value for column, value in equal if value is not None]
    if where.tag is not None:
        conditions.append(Claims.id.in_(tagged(where.tag)))
    if where.ids is not None:
        conditions.append(Claims.id.in_(where.ids))
    if where.decided:
        conditions.append(Claims.status != Status.PENDING.value)
    if where.checked is not None:
        conditions += _checked(where.checked)
    if where.promised or where.state is not None:
        conditions.append(SQL(PROMISED))
    if where.state is not None:
        conditions.append(SQL(f"{PROMISE_STATE} = '{where.state.value}'"))
    return conditions + _days(where)


def _days(where: ClaimFilter) -> list[Any]:
    """Of when claims were made, and of when they are due."""
    conditions: list[Any] = []
    if where.since is not None:
        conditions.append(Claims.claimed >= where.since.isoformat())
    if where.until is not None:
        conditions.append(Claims.claimed <= codec.end_of_day(where.until))
    if where.due_since is not None:
        conditions += [_deadline >= where.due_since.isoformat(), _deadline < codec.NEVER]
    if where.due_until is not None:
        conditions.append(_deadline <= where.due_until.isoformat())
    return conditions


def _checked(checked: Checked) -> list[Any]:
    speaks = fn.EXISTS(Pieces.select(SQL("1")).where(Pieces.claim_id == Claims.id))
    looked = Claims.last_checked_at.is_null(False)
    return {
        Checked.NEVER: [never_checked],
        Checked.NOTHING: [looked, ~speaks],
        Checked.FOUND: [looked, speaks],
    }[checked]
