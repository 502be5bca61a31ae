"""Promises, and plans with a deadline, counted: by where they stand, by day, by who made them."""

# ruff: noqa: D102 -- base/ says what each method promises
# ruff: noqa: S608 -- what is put together here are words of this module

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from claims.domain.errors import InvalidInput
from claims.domain.promise import ClaimantRecord, DayCounts, PromiseCounts, PromiseState
from claims.domain.query import Page
from claims.store import codec
from claims.store.claims import PROMISE_STATE, PROMISED
from claims.store.connection import Connection
from claims.store.kept import Kept
from claims.store.paging import read_cursor, write_cursor

_STATES = tuple(PromiseState)
_FROM = f"FROM claims WHERE deleted_at IS NULL AND {PROMISED}"
_DEADLINE = f"COALESCE(deadline, '{codec.NEVER}')"  # as the index has it
_BY = "AND claimant_key = :claimant"

_COUNTS = f"SELECT {PROMISE_STATE}, COUNT(*) {_FROM} {{by}} GROUP BY 1"
_DAYS = (
    f"SELECT deadline, {PROMISE_STATE}, COUNT(*) {_FROM} AND {_DEADLINE} >= :first AND {_DEADLINE} <= :last {{by}} "
    "GROUP BY 1, 2 ORDER BY 1"
)
_AROUND = (
    f"SELECT (SELECT deadline {_FROM} AND {_DEADLINE} < :first {{by}} ORDER BY {_DEADLINE} DESC LIMIT 1), "
    f"(SELECT deadline {_FROM} AND {_DEADLINE} > :last AND {_DEADLINE} < '{codec.NEVER}' {{by}} "
    f"ORDER BY {_DEADLINE} LIMIT 1)"
)
_EACH = ", ".join(f"SUM(CASE WHEN {PROMISE_STATE} = '{state}' THEN 1 ELSE 0 END) AS {state}_" for state in _STATES)
_RECORDS = f"""
    SELECT record.*, (
        SELECT claimant FROM claims WHERE claimant_key = record.claimant_key AND deleted_at IS NULL
        ORDER BY claimed DESC, id DESC LIMIT 1)
    FROM (
        SELECT claimant_key, COUNT(*) AS total, {_EACH} {_FROM} {{by}} GROUP BY claimant_key
        HAVING COUNT(*) < :total OR COUNT(*) = :total AND COALESCE(claimant_key, '') > :key
        ORDER BY COUNT(*) DESC, COALESCE(claimant_key, '') LIMIT :limit) AS record
    ORDER BY record.total DESC, COALESCE(record.claimant_key, '')"""
_LIST = "promise-records"
_MOST = 10**15  # more promises than anybody makes


class PromiseStore:
    """The methods of `Store` on promises; see base/ for what each promises."""

    _db: Connection
    _kept: Kept

    def promise_counts(self, claimant: str | None = None) -> PromiseCounts:
        return self._kept.get(("promise counts", claimant), lambda: _counts(self._rows(_COUNTS, claimant)))

    def promise_days(self, first: date, last: date, claimant: str | None = None) -> list[DayCounts]:
        question = ("promise days", first, last, claimant)
        return list(self._kept.get(question, lambda: self._count_days(first, last, claimant)))

    def _count_days(self, first: date, last: date, claimant: str | None) -> list[DayCounts]:
        bounds = {"first": first.isoformat(), "last": last.isoformat()}
        days: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for day, state, number in self._rows(_DAYS, claimant, bounds):
            days[day].append((state, number))
        return [DayCounts(date.fromisoformat(day), _counts(numbers)) for day, numbers in days.items()]

    def deadlines_around(self, first: date, last: date, claimant: str | None = None) -> tuple[date | None, date | None]:
        bounds = {"first": first.isoformat(), "last": last.isoformat()}
        question = ("deadlines around", first, last, claimant)
        before, after = self._kept.get(question, lambda: self._rows(_AROUND, claimant, bounds)[0])
        return _day(before), _day(after)

    def promise_records(
        self, limit: int, cursor: str | None = None, claimant: str | None = None
    ) -> Page[ClaimantRecord]:
        question = ("promise records", limit, cursor, claimant)
        return self._kept.get(question, lambda: self._count_records(limit, cursor, claimant))

    def _count_records(self, limit: int, cursor: str | None, claimant: str | None) -> Page[ClaimantRecord]:
        total, key = _place(cursor)
        rows = self._rows(_RECORDS, claimant, {"total": total, "key": key, "limit": limit + 1})
        following = None
        if len(rows) > limit:
            rows = rows[:limit]
            following = write_cursor(_LIST, str(rows[-1][1]), rows[-1][0] or "")
        records = (ClaimantRecord(row[-1], _counts(zip(_STATES, row[2:-1], strict=True))) for row in rows)
        return Page(tuple(records), following)

    def _rows(self, sql: str, claimant: str | None, values: Mapping[str, object] | None = None) -> list[codec.Row]:
        """The rows for all promises, or for those of one claimant."""
        given = dict(values or {})
        if claimant is None:
            return self._db.fetch_sql(sql.format(by=""), given)
        return self._db.fetch_sql(sql.format(by=_BY), given | {"claimant": codec.put_folded_key(claimant)})


def _counts(numbers: Iterable[Sequence[Any]]) -> PromiseCounts:
    return PromiseCounts(**{str(state): int(number) for state, number in numbers})


def _place(cursor: str | None) -> tuple[int, str]:
    """Behind which record a page begins: its number of promises and its key."""
    if cursor is None:
        return _MOST, ""
    total, key = read_cursor(cursor, _LIST)
    if not (total.isascii() and total.isdigit() and len(total) <= len(str(_MOST))):
        raise InvalidInput.of("cursor", "This is not the cursor of a page of this list; leave it out to start anew.")
    return int(total), key


def _day(column: str | None) -> date | None:
    return None if column is None else date.fromisoformat(column)
