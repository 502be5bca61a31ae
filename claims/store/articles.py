"""Articles in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from peewee import SQL, fn

from claims.domain.article import Article
from claims.domain.query import ArticleFilter, Page
from claims.domain.withdrawal import Withdrawal, is_withdrawn
from claims.store import codec
from claims.store.base import Change
from claims.store.connection import Connection
from claims.store.paging import Order, batches, in_batches, page_of
from claims.store.rows.articles import ARTICLE, get_article, put_article
from claims.store.tables import ArticleTable as Articles
from claims.store.tables import EvidenceTable as Pieces
from claims.store.tables import MarkTable as Marks

_COLUMNS = [getattr(Articles, name) for name in ARTICLE]
_MOST_MARKED = 50  # articles that share a mark; what more share is a phrase that a house puts under all it prints
_MARKED = Marks.select(Marks.article_id).where(Marks.mark == 0).limit(SQL(str(_MOST_MARKED + 1)))
_HAS_MARKS = Marks.select(Marks.mark).where(Marks.article_id == "").limit(SQL("1"))
_NEWEST = Order("-published", Articles.published, Articles.id, descending=True)


@cache
def _with_ids(count: int) -> Any:
    return Articles.select(*_COLUMNS).where(Articles.id.in_([""] * count), Articles.published >= "")


def _indexed(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text


class ArticleStore:
    """The methods of `Store` on articles; see base/ for what each promises."""

    _db: Connection

    def add_article(self, article: Article, added_at: datetime) -> bool:
        values = put_article(article, added_at)
        with self._db.transaction():
            if self.article(article.id) is not None:
                return False
            self._db.insert(Articles, values | {"seq": self._db.next_change()})
            return True

    def last_article_change(self) -> int:
        return int(self._db.fetch(Articles.select(fn.COALESCE(fn.MAX(Articles.seq), 0)))[0][0])

    def article(self, article_id: str) -> Article | None:
        return self.articles([article_id]).get(article_id)

    def articles(self, ids: Collection[str], since: date = date.min) -> dict[str, Article]:
        rows = in_batches(self._db, ids, _with_ids, since.isoformat())
        return {row[0]: get_article(row) for row in rows}

    def list_articles(self, where: ArticleFilter, limit: int, cursor: str | None = None) -> Page[Article]:
        query = Articles.select(*_COLUMNS)
        if where.publisher is not None:
            query = query.where(Articles.publisher_key == codec.put_publisher_key(where.publisher))
        if where.since is not None:
            query = query.where(Articles.published >= where.since.isoformat())
        if where.until is not None:
            query = query.where(Articles.published <= codec.end_of_day(where.until))
        return page_of(self._db, query, _NEWEST, limit, cursor, get_article)

    def marked(self, marks: Collection[int], limit: int) -> list[str]:
        found: Counter[str] = Counter()
        for mark in marks:
            rows = self._db.fetch_with(_MARKED, mark)
            if len(rows) <= _MOST_MARKED:
                found.update(row[0] for row in rows)
        return sorted(found, key=lambda id_: (-found[id_], id_))[:limit]

    def has_marks(self, article_id: str) -> bool:
        return bool(self._db.fetch_with(_HAS_MARKS, article_id))

    def add_marks(self, article_id: str, marks: Collection[int]) -> None:
        with self._db.transaction():
            for mark in marks:
                self._db.insert_new(Marks, {"mark": mark, "article_id": article_id})

    def set_reprint_of(self, article_id: str, original_id: str) -> None:
        with self._db.transaction():
            self._db.write(Articles.update(reprint_of=original_id).where(Articles.id == article_id))
            self._db.write(Pieces.update(printing=original_id).where(Pieces.article_id == article_id))

    def set_withdrawals(self, article_id: str, withdrawals: tuple[Withdrawal, ...]) -> None:
        column = codec.put_withdrawals(withdrawals)
        with self._db.transaction():
            changed = Articles.update(withdrawals=column, seq=self._db.next_change())
            self._db.write(changed.where(Articles.id == article_id))
            pieces = Pieces.update(withdrawals=column, is_withdrawn=int(is_withdrawn(withdrawals)))
            self._db.write(pieces.where(Pieces.article_id == article_id))

    def article_changes(self, after: int, limit: int) -> list[Change]:
        query = Articles.select(Articles.seq, Articles.id, Articles.title, Articles.text, Articles.withdrawals)
        rows = self._db.fetch(query.where(Articles.seq > after).order_by(Articles.seq).limit(limit))
        return [
            Change(seq, id_, None if is_withdrawn(codec.get_withdrawals(withdrawals)) else _indexed(title, text))
            for seq, id_, title, text, withdrawals in rows
        ]

    def all_articles(self) -> Iterator[tuple[Article, datetime]]:
        query = Articles.select(*_COLUMNS, Articles.added_at)
        for row in batches(self._db, query, Articles.id):
            yield get_article(row[:-1]), codec.get_instant(row[-1])
