"""The list of feeds: added, listed, removed, and tried without a trace."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from claims.domain.errors import InvalidInput, NotFound
from claims.domain.feed import Entry, Feed, FeedContents, FeedKind, resumed
from claims.domain.moment import Moment
from claims.intake import one_line
from claims.services.desk import Desk
from claims.services.feed_source import FeedReading, is_on_the_web, read_source
from claims.services.feeds import LONGEST_INTERVAL, sort_out, window_of

_LONGEST_ADDRESS = 1_000  # characters
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTrial:
    """What a feed would give: `takes` are the entries that the next poll would take in, in that order.

    `robots` is what robots.txt says of the address; `moved_to` is where permanent redirects lead.
    """

    address: str
    kind: FeedKind
    title: str
    robots: str
    moved_to: str | None
    entries: int
    newest: Moment | None
    takes: tuple[Entry, ...]


def add_feed(
    desk: Desk, address: str, title: str | None = None, interval_minutes: int | None = None
) -> tuple[Feed, bool]:
    """Add a feed to the list, once it was seen that it is one; its entries come in with the next poll.

    One that is on the list already takes the title and interval given and, where it failed or was set aside, is
    polled again; then the second part of the answer is False. Raises InvalidInput, or FetchFailed where it cannot
    be had.
    """
    address = _checked_address(address)
    title = one_line(title, "title", _LONGEST_TITLE) or None if title is not None else None
    _check_interval(desk, interval_minutes)
    known = desk.store.feed_at(address)
    if known is None:
        reading = read_source(desk, address)
        contents = _readable(desk, reading)
        if reading.fetched is not None and reading.fetched.moved_to is not None:
            address = reading.fetched.moved_to
        now = desk.clock()
        feed = Feed(
            id="f" + secrets.token_hex(10),
            address=address,
            kind=contents.kind,
            title=title or contents.title[:_LONGEST_TITLE] or address,
            added_at=now,
            next_poll_at=now,
            interval_minutes=interval_minutes,
        )
        if desk.store.add_feed(feed):
            return feed, True
        known = find_feed(desk, address)  # it moved to where one is, or another process was first
    again = resumed(known, desk.clock()) if known.failures else known
    again = replace(again, title=title or again.title, interval_minutes=interval_minutes or again.interval_minutes)
    desk.store.save_feed(again)
    return again, False


def list_feeds(desk: Desk) -> list[Feed]:
    """The feeds in the order in which they were added, those set aside included."""
    return desk.store.feeds()


def find_feed(desk: Desk, which: str) -> Feed:
    """The feed of this id or address. Raises NotFound."""
    feed = desk.store.feed(which) or desk.store.feed_at(which)
    if feed is None and not is_on_the_web(which):
        feed = desk.store.feed_at(str(Path(which).resolve()))
    if feed is None:
        raise NotFound(f"No feed has the id or address {which[:100]!r}; `feeds list` shows them.")
    return feed


def remove_feed(desk: Desk, which: str) -> Feed:
    """Take the feed of this id or address off the list; what came in by it stays. Raises NotFound."""
    feed = find_feed(desk, which)
    desk.store.remove_feed(feed.id)
    return feed


def try_feed(desk: Desk, address: str) -> FeedTrial:
    """Read a feed and say what the next poll would take in; nothing is stored.

    Raises InvalidInput, or FetchFailed where it cannot be had.
    """
    address = _checked_address(address)
    reading = read_source(desk, address)
    contents = _readable(desk, reading)
    window = window_of(contents, desk.settings)
    feed = desk.store.feed_at(address)
    seen = desk.store.seen_entries(feed.id, [entry.key for entry in window]) if feed is not None else {}
    last_read_at = feed.last_read_at if feed is not None else None
    fresh, _ = sort_out(contents.kind, window, seen, last_read_at, desk.settings)
    moments = [entry.moment for entry in window if entry.moment is not None]
    fetched = reading.fetched
    return FeedTrial(
        address=address,
        kind=contents.kind,
        title=contents.title,
        robots=fetched.robots if fetched is not None else "",
        moved_to=fetched.moved_to if fetched is not None else None,
        entries=len(contents.entries),
        newest=max(moments, key=lambda moment: moment.day, default=None),
        takes=tuple(fresh[: desk.settings.feed_max_entries]),
    )


def _readable(desk: Desk, reading: FeedReading) -> FeedContents:
    """What was read. Raises InvalidInput for a sitemap in which what is new cannot be told."""
    contents = reading.contents
    if contents is None:
        raise InvalidInput.of("address", "The server says that nothing changed although nothing was known; try again.")
    is_sitemap = contents.kind in (FeedKind.SITEMAP, FeedKind.SITEMAP_INDEX)
    dated = any(entry.moment is not None for entry in contents.entries)
    if is_sitemap and not dated and len(contents.entries) > desk.settings.feed_max_entries:
        message = (
            f"The sitemap has {len(contents.entries):,} addresses and dates none of them, so that what is new cannot "
            "be told; look for a feed or a news sitemap of the site."
        )
        raise InvalidInput.of("address", message)
    return contents


def _checked_address(address: str) -> str:
    """A web address as it is, a folder by its full path. Raises InvalidInput."""
    address = address.strip()
    if not address or len(address) > _LONGEST_ADDRESS or not address.isprintable():
        message = f"The address of a feed has 1 to {_LONGEST_ADDRESS:,} characters, all of them printable."
        raise InvalidInput.of("address", message)
    if not is_on_the_web(address):
        return str(Path(address).resolve())
    try:
        has_host = bool(urlsplit(address).hostname)
    except ValueError:
        has_host = False
    if not has_host:
        raise InvalidInput.of("address", f"{address[:100]!r} is no address of the web.")
    return address


def _check_interval(desk: Desk, minutes: int | None) -> None:
    least = desk.settings.feed_min_interval_minutes
    if minutes is not None and not least <= minutes <= LONGEST_INTERVAL:
        message = f"A feed is polled every {least} to {LONGEST_INTERVAL:,} minutes, not every {minutes:,}."
        raise InvalidInput.of("interval_minutes", message)
