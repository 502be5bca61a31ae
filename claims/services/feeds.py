"""Polls the feeds that are due, and takes in what is new."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from claims.domain.errors import ClaimdeskError, Conflict, FetchFailed, StoreUnavailable
from claims.domain.feed import (
    MAX_TRIES,
    Entry,
    Feed,
    FeedContents,
    FeedKind,
    SeenEntry,
    after_failure,
    after_poll,
    dealt_with,
    newest_first,
    open_entries,
)
from claims.domain.verdict import StatusChange
from claims.services.desk import Desk
from claims.services.feed_entries import EntryReport, Outcome, plain, take_entry
from claims.services.feed_source import FeedReading, read_source
from claims.services.fetch import NOTHING_KNOWN, Validators
from claims.services.patience import patiently
from claims.settings import Settings

LONGEST_INTERVAL = 10_080  # minutes: a week

_LEASE = timedelta(minutes=30)  # for which a poll keeps other processes from the feed; one that was killed costs that
_ENOUGH = 3  # entries in a row that cannot be had; the others wait for the next poll
_REMEMBERED = 5  # times the entries that a poll looks at
_OLD = timedelta(days=2)  # before the last poll; a sitemap has years of what was never news here
_SITEMAPS = (FeedKind.SITEMAP, FeedKind.SITEMAP_INDEX)

Progress = Callable[[int, int | None], None]
Step = Callable[[], None]  # called with every entry that is dealt with
Seen = dict[str, SeenEntry]  # by key

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPoll:
    """What a poll did: `feed` is as it stands after it, `error` why it failed as a whole.

    `unchanged` says that its server had nothing else than last time; `passed_over` counts entries from before the
    feed was added, `left` those that wait for the next poll.
    """

    feed: Feed
    entries: tuple[EntryReport, ...] = ()
    unchanged: bool = False
    passed_over: int = 0
    left: int = 0
    error: str | None = None

    def count(self, outcome: Outcome) -> int:
        """How many entries ended so."""
        return sum(entry.outcome is outcome for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsReport:
    """What polling the feeds that were due did."""

    started_at: datetime
    ended_at: datetime
    polls: tuple[FeedPoll, ...]

    def count(self, outcome: Outcome) -> int:
        """How many entries of all feeds ended so."""
        return sum(poll.count(outcome) for poll in self.polls)

    @property
    def failed(self) -> tuple[FeedPoll, ...]:
        """The feeds that could not be polled."""
        return tuple(poll for poll in self.polls if poll.error is not None)

    @property
    def set_aside(self) -> tuple[Feed, ...]:
        """The feeds that failed once too often this time."""
        return tuple(poll.feed for poll in self.failed if poll.feed.set_aside_at is not None)

    @property
    def changes(self) -> tuple[StatusChange, ...]:
        """The statuses that changed by what came in."""
        return tuple(change for poll in self.polls for entry in poll.entries for change in entry.changes)


def poll_feeds(desk: Desk, now: datetime, *, progress: Progress | None = None, limit: int | None = None) -> FeedsReport:
    """Poll the feeds that are due at `now`, at most `limit` of them, and take in what they announce.

    Only StoreUnavailable is raised; see `poll_each`.
    """
    polls = tuple(poll_each(desk, now, progress=progress, limit=limit))
    return FeedsReport(started_at=now, ended_at=max(now, desk.clock()), polls=polls)


def poll_each(
    desk: Desk,
    now: datetime,
    *,
    progress: Progress | None = None,
    limit: int | None = None,
    within: timedelta | None = None,
) -> Iterator[FeedPoll]:
    """Poll the feeds that are due at `now` one by one; once `within` has gone by, no further one is begun.

    Each article is one transaction, and an entry is remembered once it is in; the feed's own state is written last. So
    whenever this is ended, nothing is lost or done twice. No feed keeps the others from being polled: what is wrong
    with one is in its report. Where the database is away for a moment, a poll is begun anew; StoreUnavailable is raised
    where it stays away. `progress` is told of each feed, and again with every entry, how many feeds are done.
    """
    patience = desk.settings.store_patience_seconds
    due = patiently(partial(desk.store.due_feeds, now, limit), patience)

    def show(done: int) -> None:
        if progress is not None:
            progress(done, len(due))

    for done, feed in enumerate(due):
        at = max(now, desk.clock())
        if within is not None and at - now > within:
            return
        if patiently(partial(desk.store.take_feed, feed, at + _LEASE), patience):
            yield patiently(partial(_poll, desk, feed, at, partial(show, done)), patience)
        show(done + 1)


def interval_of(feed: Feed, settings: Settings) -> timedelta:
    """How long a feed is left alone between two polls."""
    minutes = max(feed.interval_minutes or settings.feed_interval_minutes, settings.feed_min_interval_minutes)
    return timedelta(minutes=min(minutes, LONGEST_INTERVAL))


def window_of(contents: FeedContents, settings: Settings) -> list[Entry]:
    """The entries that a poll looks at, the newest first: of a folder all, else so many as the settings say."""
    newest = newest_first(contents.entries)
    return newest if contents.kind is FeedKind.FOLDER else newest[: settings.feed_max_entries]


def sort_out(
    kind: FeedKind, window: list[Entry], seen: Seen, last_read_at: datetime | None, settings: Settings
) -> tuple[list[Entry], list[Entry]]:
    """Of the entries that a poll looks at those to be taken in, and those that are old news; the others are known.

    They come in by age, as they would have one by one; those that were tried before come last, so that what cannot be
    had keeps nothing new waiting.
    """
    wanted = open_entries(window, seen)
    too_old = _too_old(kind, window, last_read_at, settings)
    by_age = [entry for entry in reversed(wanted) if entry.key not in too_old]
    return sorted(by_age, key=lambda entry: entry.key in seen), [entry for entry in wanted if entry.key in too_old]


def _too_old(kind: FeedKind, window: list[Entry], last_read_at: datetime | None, settings: Settings) -> set[str]:
    """The keys of the entries from before the feed was added, which are news no more."""
    if kind is FeedKind.FOLDER:
        return set()
    if last_read_at is None:
        return {entry.key for entry in window[settings.feed_first_entries :]}
    if kind not in _SITEMAPS:
        return set()
    last_day = (last_read_at - _OLD).date()
    return {entry.key for entry in window if entry.moment is not None and entry.moment.day < last_day}


def _poll(desk: Desk, feed: Feed, at: datetime, step: Step) -> FeedPoll:
    try:
        reading = read_source(desk, feed.address, Validators(feed.etag, feed.last_modified), feed.last_read_at)
        if reading.contents is None:
            return _done(desk, feed, at, reading, FeedPoll(feed=feed, unchanged=True))
        return _take_in(desk, feed, reading, reading.contents, at, step)
    except StoreUnavailable:
        raise
    except ClaimdeskError as error:
        return _failed(desk, feed, at, error, plain(error))
    except Exception as error:  # one feed that nobody foresaw does not keep the others waiting
        log.exception("A feed could not be polled: %s", plain(feed.address))
        return _failed(desk, feed, at, error, f"Unexpected {type(error).__name__}; the log has it.")


def _take_in(
    desk: Desk, feed: Feed, reading: FeedReading, contents: FeedContents, at: datetime, step: Step
) -> FeedPoll:
    store, settings = desk.store, desk.settings
    window = window_of(contents, settings)
    keys = [entry.key for entry in window]
    seen = store.seen_entries(feed.id, keys)
    fresh, old = sort_out(contents.kind, window, seen, feed.last_read_at, settings)
    store.remember_entries(feed.id, [dealt_with(entry, seen.get(entry.key), at, settled=True) for entry in old])
    reports, taken = _take_each(desk, feed, contents.kind, fresh[: settings.feed_max_entries], seen, at, step)
    store.forget_entries(feed.id, keys, _REMEMBERED * settings.feed_max_entries)
    poll = FeedPoll(feed=feed, entries=tuple(reports), passed_over=len(old), left=len(fresh) - taken)
    return _done(desk, replace(feed, kind=contents.kind), at, reading, poll)


def _take_each(
    desk: Desk, feed: Feed, kind: FeedKind, entries: list[Entry], seen: Seen, at: datetime, step: Step
) -> tuple[list[EntryReport], int]:
    """The reports of the entries, and how many were dealt with before too many in a row could not be had."""
    reports: list[EntryReport] = []
    in_a_row = taken = 0
    for entry in entries:
        if in_a_row >= _ENOUGH:
            break
        was = seen.get(entry.key)
        last_try = dealt_with(entry, was, at, settled=False).tries >= MAX_TRIES
        found = take_entry(desk, kind, entry, last_try=last_try)
        could_not = any(report.outcome is Outcome.FAILED for report in found)
        desk.store.remember_entries(feed.id, [dealt_with(entry, was, at, settled=not could_not)])
        in_a_row = in_a_row + 1 if could_not else 0
        taken += 1
        reports += found
        step()
    return reports, taken


def _done(desk: Desk, feed: Feed, at: datetime, reading: FeedReading, poll: FeedPoll) -> FeedPoll:
    """Write what a poll that worked leaves: when the next one is, what the server calls this version, where it is."""
    waits = [each.wait for each in poll.entries if each.wait is not None and _host(each.where) == _host(feed.address)]
    at = max(at, desk.clock())  # now that it is over
    after = after_poll(feed, at, interval_of(feed, desk.settings), max(waits, default=None))
    if not poll.unchanged:
        # A version that was not read to its end is not known: asked for again, it would be "not modified".
        is_whole = not poll.left and not poll.count(Outcome.FAILED)
        known = reading.validators if is_whole else NOTHING_KNOWN
        after = replace(after, etag=known.etag, last_modified=known.last_modified)
    if poll.left and feed.kind is FeedKind.FOLDER:
        after = replace(after, next_poll_at=at)
    moved_to = reading.fetched.moved_to if reading.fetched is not None and not poll.unchanged else None
    return replace(poll, feed=_saved(desk, after, moved_to))


def _saved(desk: Desk, feed: Feed, moved_to: str | None) -> Feed:
    """The feed as it was written: at its new address, unless another one is on the list with it."""
    if moved_to is not None:
        moved = replace(feed, address=moved_to)
        try:
            desk.store.save_feed(moved)
        except Conflict:
            log.warning("The feed %s moved to an address that is on the list already.", feed.id)
        else:
            return moved
    desk.store.save_feed(feed)
    return feed


def _failed(desk: Desk, feed: Feed, at: datetime, error: Exception, why: str) -> FeedPoll:
    asked = error.wait if isinstance(error, FetchFailed) else None
    is_gone = isinstance(error, FetchFailed) and error.status == HTTPStatus.GONE
    most = 1 if is_gone else desk.settings.feed_max_failures
    at = max(at, desk.clock())
    after = after_failure(feed, at, why, interval_of(feed, desk.settings), most, asked)
    desk.store.save_feed(after)
    return FeedPoll(feed=after, error=why)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
