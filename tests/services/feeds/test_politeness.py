"""Polling as sites wish it: not too often, not too much, and where they have moved to."""

from datetime import timedelta

import pytest

from claims.domain.errors import FetchFailed
from claims.domain.feed import FeedState
from claims.services.feed_list import add_feed, list_feeds
from claims.services.feeds import poll_feeds
from tests.loopback import answer
from tests.services.polled import fetched, item, outcomes, rss, story


def test_what_did_not_change_is_not_sent_again(room, site):
    def conditional(request):
        same = request.headers["If-None-Match"] == 'W/"v1"' and request.headers["If-Modified-Since"] == "yesterday"
        given = {"ETag": 'W/"v1"', "Last_Modified": "yesterday"}
        (answer(b"", 304, **given) if same else rss(item(1, story(1)), **given))(request)

    site.pages["/feed.xml"] = conditional
    room.add()
    assert not room.poll().unchanged
    poll = room.poll_later()
    assert (poll.unchanged, poll.entries, poll.error) == (True, (), None)
    assert poll.feed.next_poll_at == room.now + timedelta(minutes=15)
    assert room.poll_later().unchanged


def test_a_feed_is_due_after_its_interval_and_not_before(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add(interval_minutes=60)
    room.poll()
    for minutes in (15, 44):
        room.wait(minutes=minutes)
        assert poll_feeds(room.desk, room.now).polls == ()
    assert room.poll_later(minutes=1).entries == ()


def test_a_feed_that_fails_waits_longer_each_time_is_set_aside_and_reported(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()
    room.poll()
    site.pages["/feed.xml"] = answer(b"", 500)
    room.now = room.feed.next_poll_at
    waits = []
    for _ in range(10):
        report = poll_feeds(room.desk, room.now)
        assert "500" in report.failed[0].error
        waits.append((room.feed.next_poll_at - room.now) / timedelta(minutes=1))
        room.now = room.feed.next_poll_at
    assert waits == [30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440]
    assert [feed.id for feed in report.set_aside] == [room.feed.id]
    assert (room.feed.state, room.feed.failures) == (FeedState.SET_ASIDE, 10)
    room.wait(days=30)
    assert poll_feeds(room.desk, room.now).polls == ()
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2, story(2)))
    again, created = add_feed(room.desk, room.feed.address)
    assert (created, again.state) == (False, FeedState.OK)
    assert outcomes(room.poll()) == (1, 0, 0, 0)


def test_a_feed_that_is_gone_for_good_is_set_aside_at_once(room, site):
    site.pages["/feed.xml"] = rss()
    room.add()
    site.pages["/feed.xml"] = answer(b"", 410)
    assert room.poll().feed.state is FeedState.SET_ASIDE


@pytest.mark.parametrize("status", [429, 503])
def test_a_feed_that_asks_to_be_left_alone_is(room, site, status):
    site.pages["/feed.xml"] = rss()
    room.add()
    site.pages["/feed.xml"] = answer(b"", status, Retry_After="7200")
    poll = room.poll()
    assert poll.feed.next_poll_at == room.now + timedelta(hours=2)
    assert poll.feed.failures == 1


def test_a_site_that_wants_no_more_pages_is_asked_for_no_more(room, site):
    site.pages["/feed.xml"] = rss(*(item(number) for number in range(3)))
    for number in range(3):
        site.pages[f"/p/{number}"] = answer(b"", 429, Retry_After="3600")
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (0, 0, 0, 3)
    assert len(fetched(site)) == 1
    assert poll.feed.next_poll_at == room.now + timedelta(hours=1)
    assert poll.feed.failures == 0


def test_after_three_pages_in_a_row_that_cannot_be_had_the_others_wait(room, site):
    for number in range(5):
        site.pages[f"/p/{number}"] = answer(b"", 500)
    site.pages["/feed.xml"] = rss()
    room.add()
    room.poll()
    site.pages["/feed.xml"] = rss(*(item(number) for number in range(5)))
    poll = room.poll_later()
    assert (outcomes(poll), poll.left) == ((0, 0, 0, 3), 2)
    assert len(fetched(site)) == 3


def test_what_cannot_be_had_keeps_nothing_new_waiting(room, site):
    for number in range(3):
        site.pages[f"/p/{number}"] = answer(b"", 500)
    site.pages["/feed.xml"] = rss(*(item(number) for number in range(3)))
    room.add()
    assert outcomes(room.poll()) == (0, 0, 0, 3)
    site.pages["/feed.xml"] = rss(item(3), *(item(number) for number in range(3)))
    poll = room.poll_later()
    assert (outcomes(poll), poll.entries[0].title) == ((1, 0, 0, 3), "Pier 3")


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address_once_that_worked(room, site):
    site.pages["/old"] = rss()
    room.add("/old")
    site.pages["/old"] = answer(b"", 301, Location="/new")
    assert "404" in room.poll().error
    assert room.feed.address == f"{site.at}/old"
    site.pages["/new"] = answer(b"<html>Not here</html>")
    assert "no feed" in room.poll_later(minutes=30).error
    assert room.feed.address == f"{site.at}/old"
    site.pages["/new"] = rss(item(1, story(1)))
    assert outcomes(room.poll_later(minutes=60)) == (1, 0, 0, 0)
    assert room.feed.address == f"{site.at}/new"
    before = len(site.asked)
    room.poll_later()
    assert site.asked[before:] == ["/new"]


def test_a_feed_that_moved_to_where_another_one_is_stays_where_it_was(room, site):
    site.pages["/old"] = rss()
    site.pages["/new"] = rss()
    room.add("/old")
    room.add("/new")
    site.pages["/old"] = answer(b"", 308, Location="/new")
    assert poll_feeds(room.desk, room.now).failed == ()
    assert {feed.address for feed in list_feeds(room.desk)} == {f"{site.at}/old", f"{site.at}/new"}


def test_fetching_by_hand_is_as_polite(room, site):
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /p/")
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        room.desk.fetch(f"{site.at}/p/1")
