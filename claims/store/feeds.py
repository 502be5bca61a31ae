"""Feeds in the database, and what is remembered on their behalf."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from claims.domain.feed import Feed, SeenEntry
from claims.domain.robots import RobotsFile
from claims.store import codec
from claims.store.connection import Connection
from claims.store.paging import in_batches
from claims.store.rows.feeds import (
    FEED,
    ROBOTS,
    SEEN,
    address_key,
    get_feed,
    get_robots,
    get_seen,
    put_feed,
    put_robots,
    put_seen,
)
from claims.store.tables import FeedEntryTable as Entries
from claims.store.tables import FeedTable as Feeds
from claims.store.tables import RobotsTable as Robots

_FEEDS = [getattr(Feeds, name) for name in FEED]
_FORGOTTEN_AT_ONCE = 500  # rows


@cache
def _seen_with_keys(count: int) -> Any:
    query = Entries.select(*(getattr(Entries, name) for name in SEEN))
    return query.where(Entries.key.in_([""] * count), Entries.feed_id == "")


class FeedStore:
    """The methods of `Store` on feeds; see base/ for what each promises."""

    _db: Connection

    def add_feed(self, feed: Feed) -> bool:
        with self._db.transaction():
            return self._db.insert_new(Feeds, put_feed(feed))

    def feed(self, feed_id: str) -> Feed | None:
        return self._first(Feeds.id == feed_id)

    def feed_at(self, address: str) -> Feed | None:
        return self._first(Feeds.address_key == address_key(address))

    def feeds(self) -> list[Feed]:
        return [get_feed(row) for row in self._db.fetch(Feeds.select(*_FEEDS).order_by(Feeds.added_at, Feeds.id))]

    def due_feeds(self, now: datetime, limit: int | None = None) -> list[Feed]:
        due = (Feeds.next_poll_at <= codec.put_instant(now)) & Feeds.set_aside_at.is_null()
        query = Feeds.select(*_FEEDS).where(due).order_by(Feeds.next_poll_at, Feeds.id)
        return [get_feed(row) for row in self._db.fetch(query if limit is None else query.limit(limit))]

    def take_feed(self, feed: Feed, until: datetime) -> bool:
        as_read = (Feeds.id == feed.id) & (Feeds.next_poll_at == codec.put_instant(feed.next_poll_at))
        with self._db.transaction():
            return self._db.write(Feeds.update(next_poll_at=codec.put_instant(until)).where(as_read)) > 0

    def save_feed(self, feed: Feed) -> bool:
        columns = put_feed(feed)
        with self._db.transaction():
            return self._db.write(Feeds.update(**columns).where(Feeds.id == feed.id)) > 0

    def remove_feed(self, feed_id: str) -> bool:
        with self._db.transaction():
            return self._db.write(Feeds.delete().where(Feeds.id == feed_id)) > 0

    def seen_entries(self, feed_id: str, keys: Collection[str]) -> dict[str, SeenEntry]:
        rows = in_batches(self._db, keys, _seen_with_keys, feed_id)
        return {seen.key: seen for seen in map(get_seen, rows)}

    def remember_entries(self, feed_id: str, entries: Collection[SeenEntry]) -> None:
        with self._db.transaction():
            for entry in entries:
                same = (Entries.feed_id == feed_id) & (Entries.key == entry.key)
                columns = put_seen(feed_id, entry)
                if not self._db.write(Entries.update(**columns).where(same)):
                    self._db.insert(Entries, columns)

    def forget_entries(self, feed_id: str, present: Collection[str], keep: int) -> None:
        query = Entries.select(Entries.key).where(Entries.feed_id == feed_id)
        keys = [key for (key,) in self._db.fetch(query.order_by(Entries.seen_at.desc(), Entries.key))]
        still_there = set(present)
        gone = [key for key in keys[keep:] if key not in still_there]
        with self._db.transaction():
            for start in range(0, len(gone), _FORGOTTEN_AT_ONCE):
                some = gone[start : start + _FORGOTTEN_AT_ONCE]
                self._db.write(Entries.delete().where(Entries.feed_id == feed_id, Entries.key.in_(some)))

    def robots(self, origin: str, now: datetime) -> RobotsFile | None:
        good = (Robots.origin == origin) & (Robots.until > codec.put_instant(now))
        rows = self._db.fetch(Robots.select(*(getattr(Robots, name) for name in ROBOTS)).where(good))
        return get_robots(rows[0]) if rows else None

    def put_robots(self, file: RobotsFile, now: datetime) -> None:
        with self._db.transaction():
            self._db.write(Robots.delete().where(Robots.until <= codec.put_instant(now)))
            self._db.write(Robots.delete().where(Robots.origin == file.origin))
            self._db.insert(Robots, put_robots(file))

    def _first(self, which: Any) -> Feed | None:
        rows = self._db.fetch(Feeds.select(*_FEEDS).where(which))
        return get_feed(rows[0]) if rows else None
