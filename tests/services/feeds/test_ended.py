"""Polling by several processes, and being ended amid it."""

import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from claims.services.feed_list import list_feeds, remove_feed
from claims.services.feeds import poll_feeds
from tests.services.polled import fetched, item, outcomes, page, rss, story


class EndedError(BaseException):
    """As if the process had been killed."""


def test_a_poll_that_is_killed_loses_nothing_and_does_nothing_twice(room, site, monkeypatch):
    site.pages["/feed.xml"] = rss(*(item(number) for number in range(3)), ETag='"v1"')
    room.add()
    fetch = room.desk.fetch

    def killed_at_the_second_page(url, *known):
        if url.endswith("/p/1"):
            raise EndedError
        return fetch(url, *known)

    healthy, room.desk = room.desk, replace(room.desk, fetch=killed_at_the_second_page)
    with pytest.raises(EndedError):
        room.poll()
    room.desk = healthy
    assert len(room.articles()) == 1
    assert room.feed.etag is None
    assert poll_feeds(room.desk, room.now).polls == ()
    assert outcomes(room.poll_later(minutes=30)) == (2, 0, 0, 0)
    assert len(room.articles()) == 3
    assert sorted(fetched(site)) == ["/p/0", "/p/1", "/p/2"]


def test_a_feed_that_another_process_polls_is_left_to_it(room, site, monkeypatch):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()
    due = room.desk.store.due_feeds(room.now)
    assert outcomes(room.poll()) == (1, 0, 0, 0)
    monkeypatch.setattr(type(room.desk.store), "due_feeds", lambda *_: due)
    assert poll_feeds(room.desk, room.now).polls == ()


def test_a_feed_that_is_removed_while_it_is_polled_stays_removed(room, site):
    site.pages["/feed.xml"] = rss(item(1))
    feed = room.add()
    fetch = room.desk.fetch

    def remove_first(url, *known):
        if "/p/" in url:
            remove_feed(room.desk, feed.id)
        return fetch(url, *known)

    room.desk = replace(room.desk, fetch=remove_first)
    assert room.poll().error is not None
    assert list_feeds(room.desk) == []


def test_no_more_feeds_are_polled_than_asked_for_those_due_longest_first(room, site):
    for path in ("/a", "/b", "/c"):
        site.pages[path] = rss()
        room.add(path)
        room.wait(minutes=1)
    seen = []
    report = poll_feeds(room.desk, room.now, limit=2, progress=lambda done, total: seen.append((done, total)))
    assert [poll.feed.address[-2:] for poll in report.polls] == ["/a", "/b"]
    assert seen == [(1, 2), (2, 2)]


def test_a_process_that_is_killed_while_it_polls_leaves_a_feed_that_is_polled_again(room, site, tmp_path):
    at_the_second, may_go_on = threading.Event(), threading.Event()

    def hang(request):
        at_the_second.set()
        may_go_on.wait(20)

    site.pages["/feed.xml"] = rss(item(1), item(2), ETag='"v1"')
    site.pages["/p/1"] = hang  # the older ones first, and of one day the last in the feed
    room.add()
    environment = os.environ | {
        "CLAIMS_DATABASE_URL": f"sqlite:///{tmp_path}/ledger.db",
        "CLAIMS_FETCH_ALLOW_HOSTS": "localhost",
        "CLAIMS_FETCH_GAP_SECONDS": "0",
    }
    polling = subprocess.Popen([sys.executable, "-m", "claims", "feeds", "poll"], env=environment)
    try:
        assert at_the_second.wait(20)
    finally:
        polling.kill()
        polling.wait()
        may_go_on.set()
    assert [article.title for article in room.articles()] == ["Pier 2"]
    assert room.feed.etag is None
    site.pages["/p/1"] = page(1)
    room.now = room.feed.next_poll_at
    assert outcomes(room.poll()) == (1, 0, 0, 0)
    assert fetched(site) == ["/p/2", "/p/1", "/p/1"]
    assert room.feed.etag == '"v1"'
