"""Feeds, and what sites ask of visitors."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from claims.domain.feed import Feed, SeenEntry
from claims.domain.robots import RobotsFile


class FeedMethods(Protocol):
    """Feeds, their entries, and robots.txt."""

    def add_feed(self, feed: Feed) -> bool:
        """Put a feed on the list; False (and nothing changed) when its id or its address is there already."""
        ...

    def feed(self, feed_id: str) -> Feed | None: ...

    def feed_at(self, address: str) -> Feed | None:
        """The feed with this address."""
        ...

    def feeds(self) -> list[Feed]:
        """In the order in which they were added, those set aside included."""
        ...

    def due_feeds(self, now: datetime, limit: int | None = None) -> list[Feed]:
        """Feeds with next_poll_at <= now that are not set aside, those due longest first."""
        ...

    def take_feed(self, feed: Feed, until: datetime) -> bool:
        """Keep others from polling a feed before `until`; False when it is gone or another did so since it was read."""
        ...

    def save_feed(self, feed: Feed) -> bool:
        """Write a feed; False when it is gone. Raises Conflict when another one has its address."""
        ...

    def remove_feed(self, feed_id: str) -> bool:
        """Forget a feed and its entries; False when it is not there."""
        ...

    def seen_entries(self, feed_id: str, keys: Collection[str]) -> dict[str, SeenEntry]:
        """What is remembered of those entries of a feed, by key."""
        ...

    def remember_entries(self, feed_id: str, entries: Collection[SeenEntry]) -> None:
        """Remember entries of a feed, in place of what was remembered of them. Raises NotFound when it is gone."""
        ...

    def forget_entries(self, feed_id: str, present: Collection[str], keep: int) -> None:
        """Forget the entries of a feed but for those `present` in it and the `keep` that were seen last."""
        ...

    def robots(self, origin: str, now: datetime) -> RobotsFile | None:
        """The robots.txt of an origin, where it is remembered and still good."""
        ...

    def put_robots(self, file: RobotsFile, now: datetime) -> None:
        """Remember a robots.txt, and forget those that are no longer good."""
        ...
