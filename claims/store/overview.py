"""The ledger as a whole: publishers and figures."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from peewee import SQL, fn

from claims.domain.claim import Kind
from claims.domain.query import LedgerStats, PublisherRow, StandingCounts
from claims.domain.verdict import Rule, Status
from claims.store import codec
from claims.store.claims import next_check, on_ledger, unplanned_and_due
from claims.store.connection import Connection
from claims.store.evidence import hanging
from claims.store.kept import Kept
from claims.store.paging import in_batches
from claims.store.tables import ArticleTable as Articles
from claims.store.tables import ClaimTable as Claims
from claims.store.tables import EvidenceTable as Pieces
from claims.store.tables import ReviewTable as Reviews


@dataclass(slots=True)
class _Publisher:
    """What one publisher has on file, while it is added up."""

    name: str
    newest: str
    articles: int = 0
    first: int = 0
    confirmed: int = 0
    denied: int = 0
    withdrawn: int = 0

    def row(self) -> PublisherRow:
        return PublisherRow(
            name=self.name,
            articles=self.articles,
            first=self.first,
            confirmed=self.confirmed,
            denied=self.denied,
            pending=self.first - self.confirmed - self.denied,
            withdrawn=self.withdrawn,
            newest=codec.get_moment(self.newest).day,
        )


class OverviewStore:
    """The methods of `Store` on the ledger as a whole; see base/ for what each promises."""

    _db: Connection
    _kept: Kept

    def publishers(self) -> list[PublisherRow]:
        return list(self._kept.get("publishers", self._count_publishers))

    def _count_publishers(self) -> list[PublisherRow]:
        """A publisher with several spellings goes by that of its newest article, or else claim."""
        found: dict[str, _Publisher] = {}
        for key, number, newest, name in self._db.fetch_with(_ARTICLES_BY_PUBLISHER):
            found[key] = _Publisher(name, newest, articles=number)
        for key, newest, *numbers in self._db.fetch_with(_CLAIMS_BY_PUBLISHER):
            publisher = found.setdefault(key, _Publisher("", newest))
            publisher.newest = max(publisher.newest, newest)
            publisher.first, publisher.confirmed, publisher.denied = map(int, numbers)
        unnamed = [key for key, publisher in found.items() if not publisher.name]
        for key, name in in_batches(self._db, unnamed, _names_of_claims):
            found[key].name = name
        for key, number in self._db.fetch_with(_TAKEN_BACK):
            found[key].withdrawn = number
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
            overdue=self._count_with(Claims.overdue == SQL("1")),
            due=self._count_due(now),
            in_review=self._count_with(Claims.rule == SQL(f"'{Rule.DISPUTED}'")),
        )

    def standing_counts(self) -> StandingCounts:
        return self._kept.get("standing counts", self._count_standing)

    def _count_standing(self) -> StandingCounts:
        by_status = self._counts(Claims.status)
        return StandingCounts(
            pending=by_status[Status.PENDING],
            confirmed=by_status[Status.CONFIRMED],
            denied=by_status[Status.DENIED],
            overdue=self._count_with(Claims.overdue == SQL("1")),
            disputed=self._count_with(Claims.rule == SQL(f"'{Rule.DISPUTED}'")),
        )

    def _count_with(self, condition: Any) -> int:
        return self._count(Claims.select().where(on_ledger, condition))

    def _count_due(self, now: datetime) -> int:
        """As due_claims finds them; two questions, since each has an index and their sum has none."""
        conditions = (next_check <= codec.put_instant(now), unplanned_and_due)
        return sum(map(self._count_with, conditions))

    def _count(self, query: Any) -> int:
        return int(self._db.fetch(query.select(fn.COUNT(SQL("*"))))[0][0])

    def _counts(self, column: Any) -> Counter[Any]:
        """How many claims on the ledger have each value of a column."""
        query = Claims.select(column, fn.COUNT(SQL("*"))).where(on_ledger).group_by(column)
        return Counter({row[0]: row[1] for row in self._db.fetch(query)})


_TAKEN_BACK = (
    Claims.select(Claims.publisher_key, fn.COUNT(SQL("*")))
    .where(on_ledger, Claims.rule == SQL(f"'{Rule.RETRACTION}'"), Claims.publisher_key > SQL("''"))
    .group_by(Claims.publisher_key)
)


def _newest_name(table: Any, by: Any, *where: Any) -> Any:
    """How the newest row of the same publisher spells its name."""
    newest = table.alias()
    conditions = [newest.publisher_key == table.publisher_key, *(getattr(newest, name).is_null() for name in where)]
    spelled = newest.select(newest.publisher).where(*conditions)
    return spelled.order_by(getattr(newest, by).desc(), newest.id.desc()).limit(SQL("1"))


_ARTICLES_BY_PUBLISHER = (
    Articles.select(
        Articles.publisher_key, fn.COUNT(SQL("*")), fn.MAX(Articles.published), _newest_name(Articles, "published")
    )
    .where(Articles.publisher_key > SQL("''"))
    .group_by(Articles.publisher_key)
)
# By publisher alone, in the order of the index: by status as well, the rows would have to be sorted.
_CLAIMS_BY_PUBLISHER = (
    Claims.select(
        Claims.publisher_key,
        fn.MAX(Claims.claimed),
        fn.COUNT(SQL("*")),
        *(
            fn.SUM(SQL(f"CASE WHEN status = '{status}' THEN 1 ELSE 0 END"))
            for status in (Status.CONFIRMED, Status.DENIED)
        ),
    )
    .where(on_ledger, Claims.publisher_key > SQL("''"))
    .group_by(Claims.publisher_key)
)


@cache
def _names_of_claims(count: int) -> Any:
    """A query for how claims spell the names of some publishers."""
    named = Claims.select(Claims.publisher_key, _newest_name(Claims, "claimed", "deleted_at"))
    return named.where(on_ledger, Claims.publisher_key.in_([""] * count)).group_by(Claims.publisher_key)
