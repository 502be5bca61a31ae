"""Feeds: where new articles are announced, what is remembered of each, and when it is asked again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from claims.domain.article import Page, content_hash
from claims.domain.moment import Moment

MAX_TRIES = 3  # polls that try to take an entry in
MAX_VERSIONS = 20  # of one entry; a live ticker is edited all day
LONGEST_WAIT = timedelta(days=1)

_FEW = 3  # entries that may all be stamped anew at once and mean it


class FeedKind(StrEnum):
    """In which form a feed announces articles."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap-index"
    FOLDER = "folder"


class FeedState(StrEnum):
    """How a feed stands."""

    NEW = "new"  # never polled
    OK = "ok"
    FAILING = "failing"  # the last poll failed
    SET_ASIDE = "set aside"  # it failed too often and is polled no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed on the list of those that are polled. `address` is an http(s) address or the path of a folder.

    `interval_minutes` is None where the feed goes by the setting. `etag` and `last_modified` are what its server said
    of the version that was read to its end. `last_read_at` is the last poll that worked, and `failures` counts those
    since then that did not.
    """

    id: str
    address: str
    kind: FeedKind
    title: str
    added_at: datetime
    next_poll_at: datetime
    interval_minutes: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_polled_at: datetime | None = None
    last_read_at: datetime | None = None
    failures: int = 0
    last_error: str | None = None
    set_aside_at: datetime | None = None

    @property
    def due_at(self) -> datetime | None:
        """When it is polled next; None where it is polled no more."""
        return None if self.set_aside_at is not None else self.next_poll_at

    @property
    def state(self) -> FeedState:
        """How it stands."""
        if self.set_aside_at is not None:
            return FeedState.SET_ASIDE
        if self.failures:
            return FeedState.FAILING
        return FeedState.OK if self.last_polled_at is not None else FeedState.NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as a feed announces it.

    `key` is the same whenever the feed names the same article. `page` is what the feed itself carries of it, None where
    that is nothing; `whole` says that this is the text and no summary. `stamp` is when the publisher says that it was
    changed, as printed; `moment` is when it was published or, where only that is known, changed. `fault` is why its
    text could not be read.
    """

    key: str
    url: str | None = None
    title: str = ""
    published: Moment | None = None
    moment: Moment | None = None
    stamp: str | None = None
    page: Page | None = None
    whole: bool = False
    fault: str | None = None

    @property
    def digest(self) -> str:
        """What is another one once the publisher has edited what the feed carries."""
        return content_hash(self.title, self.page.text if self.page is not None else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sitemap that a sitemap index names, and when it was changed."""

    url: str
    changed: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedContents:
    """What was read of a feed: its entries in its own order, each key once; of a sitemap index its parts."""

    kind: FeedKind
    title: str = ""
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """What is remembered of an entry: `digest` and `stamp` as they were when it was last dealt with.

    `settled` says that it was taken in, or never will be as it is; one that is not was tried `tries` times.
    `versions` is how many times it was new or edited.
    """

    key: str
    digest: str
    stamp: str | None
    settled: bool
    tries: int
    versions: int
    seen_at: datetime


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the order of their days and instants; those without one behind, in the order of the feed."""
    given = list(entries)
    dated = [entry for entry in given if entry.moment is not None]
    undated = [entry for entry in given if entry.moment is None]
    return sorted(dated, key=_when, reverse=True) + undated


def _when(entry: Entry) -> tuple[object, ...]:
    moment = entry.moment
    if moment is None:
        return ()
    return moment.day, moment.at.timestamp() if moment.at is not None else 0.0


def open_entries(entries: Iterable[Entry], seen: Mapping[str, SeenEntry]) -> list[Entry]:
    """Those that are new, that were edited, or that are to be tried again.

    A feed that stamps all its entries anew at each reading says nothing by it; then only their words count.
    """
    given = list(entries)
    known = [(entry, seen[entry.key]) for entry in given if entry.key in seen]
    restamped = len(known) >= _FEW and all(entry.stamp != was.stamp for entry, was in known)
    return [entry for entry in given if _is_open(entry, seen.get(entry.key), restamped=restamped)]


def _is_open(entry: Entry, was: SeenEntry | None, *, restamped: bool) -> bool:
    if was is None:
        return True
    if entry.digest != was.digest or (entry.stamp != was.stamp and not restamped):
        return was.versions < MAX_VERSIONS
    return not was.settled


def dealt_with(entry: Entry, was: SeenEntry | None, at: datetime, *, settled: bool) -> SeenEntry:
    """What is remembered after an entry was taken in or left (`settled`), or could not be had."""
    is_same = was is not None and was.digest == entry.digest and was.stamp == entry.stamp
    tries = was.tries + 1 if was is not None and is_same and not was.settled else 1
    versions = 1 if was is None else was.versions + (not is_same)
    return SeenEntry(
        key=entry.key,
        digest=entry.digest,
        stamp=entry.stamp,
        settled=settled or tries >= MAX_TRIES,
        tries=tries,
        versions=versions,
        seen_at=at,
    )


def after_poll(feed: Feed, at: datetime, interval: timedelta, asked: timedelta | None = None) -> Feed:
    """The feed after a poll that worked; `asked` is how long its server wants to be left alone."""
    return replace(
        feed,
        last_polled_at=at,
        last_read_at=at,
        next_poll_at=at + max(interval, _bounded(asked)),
        failures=0,
        last_error=None,
        set_aside_at=None,
    )


def after_failure(
    feed: Feed, at: datetime, why: str, interval: timedelta, most: int, asked: timedelta | None = None
) -> Feed:
    """The feed after a poll that failed: the wait doubles each time, up to a day; after `most` it is set aside."""
    failures = feed.failures + 1
    wait = min(interval * 2 ** min(failures, 20), LONGEST_WAIT)
    return replace(
        feed,
        last_polled_at=at,
        next_poll_at=at + max(wait, _bounded(asked)),
        failures=failures,
        last_error=why,
        set_aside_at=at if failures >= most else None,
    )


def resumed(feed: Feed, at: datetime) -> Feed:
    """A feed that was set aside or is failing, to be polled again at once."""
    return replace(feed, next_poll_at=at, failures=0, last_error=None, set_aside_at=None)


def _bounded(asked: timedelta | None) -> timedelta:
    return min(asked, LONGEST_WAIT) if asked is not None else timedelta()
