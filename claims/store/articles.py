"""Articles in the database."""

# ruff: noqa: D102 -- base.py says what each method promises

from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from claims.domain.article import Article
from claims.domain.query import ArticleFilter, Page
from claims.store import codec
from claims.store.base import Change
from claims.store.connection import Connection
from claims.store.paging import Order, batches, in_batches, page_of
from claims.store.rows.articles import ARTICLE, get_article, put_article
from claims.store.tables import ArticleTable as Articles

_COLUMNS = [getattr(Articles, name) for name in ARTICLE]
_NEWEST = Order("-published", Articles.published, Articles.id, descending=True)


@cache
def _with_ids(count: int) -> Any:
    return Articles.select(*_COLUMNS).where(Articles.id.in_([""] * count), Articles.published >= "")


class ArticleStore:
    """The methods of `Store` on articles; see base.py for what each promises."""

    _db: Connection

    def add_article(self, article: Article, added_at: datetime) -> bool:
        values = put_article(article, added_at)
        with self._db.transaction():
            if self.article(article.id) is not None:
                return False
            self._db.insert(Articles, values | {"seq": self._db.next_change()})
            return True

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

    def article_changes(self, after: int, limit: int) -> list[Change]:
        query = Articles.select(Articles.seq, Articles.id, Articles.title, Articles.text)
        rows = self._db.fetch(query.where(Articles.seq > after).order_by(Articles.seq).limit(limit))
        return [Change(seq, id_, f"{title}\n{text}" if title else text) for seq, id_, title, text in rows]

    def all_articles(self) -> Iterator[tuple[Article, datetime]]:
        query = Articles.select(*_COLUMNS, Articles.added_at)
        for row in batches(self._db, query, Articles.id):
            yield get_article(row[:-1]), codec.get_instant(row[-1])
