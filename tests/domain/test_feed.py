"""When a feed is asked again, and which of its entries are to be taken in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from claims.domain.article import Page
from claims.domain.feed import (
    MAX_TRIES,
    MAX_VERSIONS,
    Entry,
    Feed,
    FeedKind,
    FeedState,
    after_failure,
    after_poll,
    dealt_with,
    newest_first,
    open_entries,
    resumed,
)
from claims.domain.moment import Moment

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
FEED = Feed(id="f1", address="https://a.example/", kind=FeedKind.RSS, title="A", added_at=NOW, next_poll_at=NOW)


def failing(feed, times, most=10, asked=None):
    for _ in range(times):
        feed = after_failure(feed, NOW, "It did not answer.", QUARTER, most, asked)
    return feed


def test_a_feed_is_new_until_it_was_polled():
    assert FEED.state is FeedState.NEW
    assert after_poll(FEED, NOW, QUARTER).state is FeedState.OK
    assert failing(FEED, 1).state is FeedState.FAILING


def test_a_poll_that_worked_is_followed_by_the_next_after_the_interval():
    after = after_poll(failing(FEED, 3), NOW, QUARTER)
    assert (after.next_poll_at, after.last_read_at, after.failures, after.last_error) == (NOW + QUARTER, NOW, 0, None)


@pytest.mark.parametrize(
    ("times", "wait"),
    [(1, timedelta(minutes=30)), (2, timedelta(hours=1)), (5, timedelta(hours=8)), (9, timedelta(days=1))],
)
def test_the_wait_after_failures_doubles_up_to_a_day(times, wait):
    after = failing(FEED, times)
    assert (after.failures, after.next_poll_at, after.set_aside_at) == (times, NOW + wait, None)
    assert after.last_error == "It did not answer."


def test_a_feed_that_fails_ten_times_in_a_row_is_set_aside():
    assert failing(FEED, 10).state is FeedState.SET_ASIDE
    assert failing(after_poll(failing(FEED, 9), NOW, QUARTER), 9).state is FeedState.FAILING
    assert failing(FEED, 1, most=1).set_aside_at == NOW


@pytest.mark.parametrize(
    ("asked", "wait"),
    [(timedelta(seconds=1), QUARTER), (timedelta(hours=3), timedelta(hours=3)), (timedelta(days=9), timedelta(days=1))],
)
def test_a_server_that_asks_to_be_left_alone_is_up_to_a_day(asked, wait):
    assert after_poll(FEED, NOW, QUARTER, asked).next_poll_at == NOW + wait
    assert failing(FEED, 1, asked=asked).next_poll_at == NOW + max(wait, 2 * QUARTER)


def test_a_feed_that_is_resumed_is_due_at_once():
    again = resumed(failing(FEED, 10), NOW + timedelta(hours=1))
    assert (again.failures, again.last_error, again.set_aside_at) == (0, None, None)
    assert again.next_poll_at == NOW + timedelta(hours=1)


def entry(key="k", text="The mill closed.", stamp=None, title="Mill"):
    return Entry(key=key, title=title, stamp=stamp, page=Page(text=text))


def seen(given, settled=True):
    return {each.key: dealt_with(each, None, NOW, settled=settled) for each in given}


def test_an_entry_that_was_dealt_with_is_done_with():
    given = [entry("a"), entry("b")]
    assert open_entries(given, {}) == given
    assert open_entries(given, seen(given[:1])) == given[1:]


@pytest.mark.parametrize(
    "edited", [entry(text="The mill closed on Monday."), entry(title="Mill shut"), entry(stamp="2026-03-01T10:00:00Z")]
)
def test_an_entry_that_was_edited_is_taken_again(edited):
    assert open_entries([edited], seen([entry()])) == [edited]


def test_a_feed_that_stamps_everything_anew_says_nothing_by_it():
    before = [entry(key, stamp="1") for key in "abcd"]
    after = [entry(key, stamp="2") for key in "abcd"]
    assert open_entries(after, seen(before)) == []
    assert open_entries(after[:3] + before[3:], seen(before)) == after[:3]
    after[1] = replace(after[1], title="Mill shut")
    assert open_entries(after, seen(before)) == [after[1]]


def test_an_entry_that_could_not_be_had_is_tried_again_and_then_no_more():
    was = None
    for tried in range(1, MAX_TRIES + 1):
        assert open_entries([entry()], {} if was is None else {"k": was}) == [entry()]
        was = dealt_with(entry(), was, NOW, settled=False)
        assert was.tries == tried
    assert was.settled
    assert open_entries([entry()], {"k": was}) == []


def test_an_edited_entry_has_all_its_tries_again():
    was = dealt_with(entry(), dealt_with(entry(), None, NOW, settled=False), NOW, settled=False)
    after = dealt_with(entry(text="The mill closed on Monday."), was, NOW, settled=False)
    assert (was.tries, was.versions) == (2, 1)
    assert (after.tries, after.versions, after.settled) == (1, 2, False)


def test_a_ticker_is_not_followed_without_end():
    was = None
    for number in range(MAX_VERSIONS):
        edited = entry(text=f"Version {number}.")
        assert open_entries([edited], {} if was is None else {"k": was}) == [edited]
        was = dealt_with(edited, was, NOW, settled=True)
    assert was.versions == MAX_VERSIONS
    assert open_entries([entry(text="One more.")], {"k": was}) == []


def test_the_newest_come_first_and_those_without_a_day_last():
    def on(key, day, hour=None):
        at = None if hour is None else datetime(2026, 3, day, hour, tzinfo=UTC)
        return Entry(key=key, moment=Moment(date(2026, 3, day), at))

    given = [Entry(key="x"), on("a", 1), on("c", 2, 9), Entry(key="y"), on("b", 2), on("d", 2, 10)]
    assert [each.key for each in newest_first(given)] == ["d", "c", "b", "a", "x", "y"]
