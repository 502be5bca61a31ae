"""The ledger as a whole: publishers, figures and runs."""

# ruff: noqa: D102 -- base.py says what each method promises

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from peewee import SQL, fn

from claims.domain.claim import Kind
from claims.domain.query import LedgerStats, PublisherRow
from claims.domain.run import Run
from claims.domain.verdict import Rule, Status
from claims.store.claims import due_by, on_ledger
from claims.store.connection import Connection
from claims.store.evidence import hanging
from claims.store.rows.upkeep import RUN, get_run, put_run
from claims.store.tables import ArticleTable as Articles
from claims.store.tables import ClaimTable as Claims
from claims.store.tables import EvidenceTable as Pieces
from claims.store.tables import ReviewTable as Reviews
from claims.store.tables import RunTable as Runs


@dataclass(slots=True)
class _Publisher:
    """What one publisher has on file, while it is added up over its spellings."""

    spellings: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    claims: Counter[str] = field(default_factory=Counter)  # by status
    newest: str = ""

    def seen(self, name: str, number: int, newest: str) -> None:
        self.spellings[name] += number
        self.newest = max(self.newest, newest)

    def row(self) -> PublisherRow:
        name = min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))
        return PublisherRow(
            name=name,
            articles=self.articles,
            first=self.claims.total(),
            confirmed=self.claims[Status.CONFIRMED],
            denied=self.claims[Status.DENIED],
            pending=self.claims[Status.PENDING],
            newest=date.fromisoformat(self.newest[:10]) if self.newest else None,
        )


class OverviewStore:
    """The methods of `Store` on the ledger as a whole; see base.py for what each promises."""

    _db: Connection

    def publishers(self) -> list[PublisherRow]:
        found: defaultdict[str, _Publisher] = defaultdict(_Publisher)
        for key, name, number, newest in self._db.fetch(_by_publisher(Articles, Articles.published)):
            publisher = found[key]
            publisher.seen(name, number, newest)
            publisher.articles += number
        for key, name, number, newest, status in self._db.fetch(_by_publisher(Claims, Claims.claimed, Claims.status)):
            publisher = found[key]
            publisher.seen(name, number, newest)
            publisher.claims[status] += number
        rows = [publisher.row() for publisher in found.values()]
        return sorted(rows, key=lambda row: (-row.articles, -row.first, row.name))

    def stats(self, now: datetime) -> LedgerStats:
        by_status = self._counts(Claims.status)
        by_kind = self._counts(Claims.kind)
        return LedgerStats(
            articles=self._count(Articles.select()),
            claims=sum(by_status.values()),
            evidence=self._count(hanging(Pieces, ())),
            reviews=self._count(hanging(Reviews, ())),
            publishers=len(self.publishers()),
            by_status={status.value: by_status[status] for status in Status},
            by_kind={kind.value: by_kind[kind] for kind in Kind},
            overdue=self._counts(Claims.overdue)[1],
            due=self._count(Claims.select().where(on_ledger, due_by(now))),
            in_review=self._counts(Claims.rule)[Rule.DISPUTED],
        )

    def add_run(self, run: Run) -> None:
        with self._db.transaction():
            self._db.insert(Runs, put_run(run))

    def last_run(self) -> Run | None:
        newest = Runs.select(*(getattr(Runs, name) for name in RUN)).order_by(Runs.ended_at.desc(), Runs.id.desc())
        rows = self._db.fetch(newest.limit(1))
        return get_run(rows[0]) if rows else None

    def _count(self, query: Any) -> int:
        return int(self._db.fetch(query.select(fn.COUNT(SQL("*"))))[0][0])

    def _counts(self, column: Any) -> Counter[Any]:
        """How many claims on the ledger have each value of a column."""
        query = Claims.select(column, fn.COUNT(SQL("*"))).where(on_ledger).group_by(column)
        return Counter({row[0]: row[1] for row in self._db.fetch(query)})


def _by_publisher(table: Any, moment: Any, *parts: Any) -> Any:
    """A query for how many rows each spelling of a publisher has, and the newest of them."""
    groups = (table.publisher_key, table.publisher, *parts)
    columns = (table.publisher_key, table.publisher, fn.COUNT(table.id), fn.MAX(moment), *parts)
    query = table.select(*columns).where(table.publisher_key != "").group_by(*groups)
    return query.where(on_ledger) if table is Claims else query
