"""Feeds that misbehave, and faults of ours, keep nothing else waiting."""

import gzip
import re
import time
from dataclasses import replace

import pytest

from claims.domain.errors import StoreUnavailable
from claims.services.desk import close_desk, open_desk
from claims.services.feed_entries import Outcome
from claims.services.feed_list import add_feed
from claims.services.feeds import poll_feeds
from tests.loopback import answer
from tests.services.polled import item, outcomes, rss, story


def slow(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        request.wfile.write(b"<")
        request.wfile.flush()
        time.sleep(0.01)


def endless(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
    while True:
        request.wfile.write(b"<item>" * 1_000)


BOMB = gzip.compress(b"<rss>" + b" " * 20_000_000)
ENTITIES = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>'


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (slow, "did not answer in full"),
        (endless, "larger than"),
        (answer(BOMB, Content_Encoding="gzip"), "larger than"),
        (answer(BOMB), "unpacks to more than"),
        (answer(b"", 302, Location="/bad"), "more than 5 redirects"),
        (answer(b"<rss>", Content_Length="5000"), "could not be fetched"),
        (answer(b"<urlset><url>"), "broken XML"),
        (answer(b"{"), "not JSON"),
        (answer(ENTITIES), "document type or entities"),
        (answer(b"", 304), "304"),
        (answer(b"", 302, Location="http://10.0.0.1/feed"), "Private-Use"),
        (answer(b"", 302, Location="ftp://localhost/"), "could not be fetched|may not be fetched"),
        (answer(b"\x89PNG\0\0"), "binary data"),
        (lambda request: request.connection.close(), "could not be fetched"),
        (lambda request: request.wfile.write(b"no HTTP\r\n\r\n"), "could not be fetched"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_feed_that_misbehaves_is_reported_and_keeps_no_other_waiting(room, site, bad, told):
    seconds = 0.3 if bad is slow else 20
    bounds = {"fetch_timeout_seconds": seconds, "fetch_max_bytes": 100_000, "max_body_bytes": 100_000}
    settings = replace(room.desk.settings, **bounds)
    desk = open_desk(settings, clock=lambda: room.now)
    for path in ("/bad", "/good"):
        site.pages[path] = rss()
        add_feed(desk, f"{site.at}{path}")
    site.pages["/bad"] = bad
    site.pages["/good"] = rss(item(1, story(1)))
    report = poll_feeds(desk, room.now)
    close_desk(desk)
    (failed,) = report.failed
    assert failed.feed.address.endswith("/bad")
    assert failed.feed.last_error == failed.error
    assert failed.feed.failures == 1
    assert re.search(told, failed.error)
    assert report.count(Outcome.NEW) == 1


def test_a_feed_that_sets_off_a_fault_of_ours_keeps_no_other_waiting(room, site, monkeypatch):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()

    def fault(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("claims.services.feeds.read_source", fault)
    poll = room.poll()
    assert poll.error == "Unexpected ZeroDivisionError; the log has it."
    assert poll.feed.failures == 1


def test_an_article_that_sets_off_a_fault_of_ours_keeps_no_other_out(room, site, monkeypatch):
    site.pages["/feed.xml"] = rss(item(1), item(2, story(2)))
    room.add()
    fetch = room.desk.fetch

    def faulty(url, *known):
        if "/p/" in url:
            raise ZeroDivisionError
        return fetch(url, *known)

    room.desk = replace(room.desk, fetch=faulty)
    poll = room.poll()
    assert (outcomes(poll), poll.error) == ((1, 0, 0, 1), None)
    assert any("ZeroDivisionError" in (entry.reason or "") for entry in poll.entries)


def test_a_database_that_does_not_answer_is_no_fault_of_a_feed(room, site, monkeypatch):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()

    def away(*_):
        raise StoreUnavailable("The database does not answer.")

    monkeypatch.setattr("claims.services.feeds.read_source", away)
    with pytest.raises(StoreUnavailable):
        poll_feeds(room.desk, room.now)
    assert room.feed.failures == 0
