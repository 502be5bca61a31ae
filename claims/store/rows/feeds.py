"""Feeds, what is remembered of their entries, and robots.txt as rows."""

from typing import Any

from claims.domain.article import content_hash
from claims.domain.feed import Feed, FeedKind, SeenEntry
from claims.domain.robots import RobotsFile
from claims.store import codec

FEED = (
    "id", "address", "kind", "title", "added_at", "next_poll_at", "interval_minutes", "etag", "last_modified",
    "last_polled_at", "last_read_at", "failures", "last_error", "set_aside_at",
)  # fmt: skip


def address_key(address: str) -> str:
    """What an address is looked up by."""
    return content_hash(address)


def put_feed(feed: Feed) -> dict[str, Any]:
    """A feed's columns."""
    return {
        "id": feed.id,
        "address": feed.address,
        "address_key": address_key(feed.address),
        "kind": feed.kind.value,
        "title": feed.title,
        "added_at": codec.put_instant(feed.added_at),
        "next_poll_at": codec.put_instant(feed.next_poll_at),
        "interval_minutes": feed.interval_minutes,
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "last_polled_at": codec.put_instant_or_none(feed.last_polled_at),
        "last_read_at": codec.put_instant_or_none(feed.last_read_at),
        "failures": feed.failures,
        "last_error": feed.last_error,
        "set_aside_at": codec.put_instant_or_none(feed.set_aside_at),
    }


def get_feed(row: codec.Row) -> Feed:
    """A feed from its FEED columns."""
    (
        id_, address, kind, title, added_at, next_poll_at, interval_minutes, etag, last_modified, last_polled_at,
        last_read_at, failures, last_error, set_aside_at,
    ) = row  # fmt: skip
    return Feed(
        id=id_,
        address=address,
        kind=FeedKind(kind),
        title=title,
        added_at=codec.get_instant(added_at),
        next_poll_at=codec.get_instant(next_poll_at),
        interval_minutes=interval_minutes,
        etag=etag,
        last_modified=last_modified,
        last_polled_at=codec.get_instant_or_none(last_polled_at),
        last_read_at=codec.get_instant_or_none(last_read_at),
        failures=failures,
        last_error=last_error,
        set_aside_at=codec.get_instant_or_none(set_aside_at),
    )


SEEN = ("key", "digest", "stamp", "settled", "tries", "versions", "seen_at")


def put_seen(feed_id: str, seen: SeenEntry) -> dict[str, Any]:
    """The columns of an entry of a feed."""
    return {
        "feed_id": feed_id,
        "key": seen.key,
        "digest": seen.digest,
        "stamp": seen.stamp,
        "settled": int(seen.settled),
        "tries": seen.tries,
        "versions": seen.versions,
        "seen_at": codec.put_instant(seen.seen_at),
    }


def get_seen(row: codec.Row) -> SeenEntry:
    """What is remembered of an entry from its SEEN columns."""
    key, digest, stamp, settled, tries, versions, seen_at = row
    return SeenEntry(
        key=key,
        digest=digest,
        stamp=stamp,
        settled=bool(settled),
        tries=tries,
        versions=versions,
        seen_at=codec.get_instant(seen_at),
    )


ROBOTS = ("origin", "text", "found", "until")


def put_robots(file: RobotsFile) -> dict[str, Any]:
    """The columns of a robots.txt."""
    return {"origin": file.origin, "text": file.text, "found": file.found, "until": codec.put_instant(file.until)}


def get_robots(row: codec.Row) -> RobotsFile:
    """A robots.txt from its ROBOTS columns."""
    origin, text, found, until = row
    return RobotsFile(origin=origin, text=text, found=found, until=codec.get_instant(until))
