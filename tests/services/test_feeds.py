"""Polling, against real sites on loopback, good ones and bad ones."""

import gzip
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.domain.errors import FetchFailed, StoreUnavailable
from claims.domain.feed import FeedKind, FeedState
from claims.services.desk import close_desk, open_desk
from claims.services.feed_entries import Outcome
from claims.services.feed_list import add_feed, list_feeds, remove_feed
from claims.services.feeds import poll_feeds
from claims.settings import Settings
from tests.loopback import Site, answer, serving
from tests.services.polled import SETTINGS, FeedRoom, item, outcomes, page, rss, story

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def site():
    site = Site()
    for number in range(30):
        site.pages[f"/p/{number}"] = page(number)
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


@pytest.fixture
def desk(tmp_path):
    opened = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/ledger.db", **SETTINGS))
    yield opened
    close_desk(opened)


@pytest.fixture
def room(desk, site):
    return FeedRoom(desk, site, NOW)


def fetched(site):
    """The pages that were asked for."""
    return [path for path in site.asked if path.startswith("/p/")]


# what comes in


def test_new_entries_come_in_and_those_that_were_seen_change_nothing(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2, story(2)))
    room.add()
    assert outcomes(room.poll()) == (2, 0, 0, 0)
    site.pages["/feed.xml"] = rss(item(3, story(3)), item(1, story(1)), item(2, story(2)))
    poll = room.poll_later()
    assert outcomes(poll) == (1, 0, 0, 0)
    (entry,) = poll.entries
    assert (entry.title, entry.where) == ("Pier 3", f"{site.at}/p/3")
    assert entry.claims > 0
    assert sorted(article.title for article in room.articles()) == ["Pier 1", "Pier 2", "Pier 3"]
    assert fetched(site) == []


def test_the_full_text_is_fetched_once_where_the_feed_has_only_a_summary(room, site):
    site.pages["/feed.xml"] = rss(item(1))
    room.add()
    assert outcomes(room.poll()) == (1, 0, 0, 0)
    (article,) = room.articles()
    assert article.text == story(1)
    assert (article.publisher, article.published.iso()) == ("Harbour Post", "2025-06-29T08:00:00Z")
    for _ in range(3):
        assert room.poll_later().entries == ()
    assert fetched(site) == ["/p/1"]


def test_what_an_article_changes_is_in_the_report(room, site):
    def told(publisher, day, text):
        words = f"<item><guid>{day}</guid><pubDate>{day} 08:00:00 GMT</pubDate><description>{text}</description></item>"
        return rss(words, title=publisher)

    rumour = "Corvo Foods will buy the bakery chain Merrow for £310 million, people close to the talks said."
    word = "Corvo Foods has agreed to acquire the bakery chain Merrow for 310 million pounds, it said on Monday."
    site.pages["/whisper"] = told("Market Whisper", "2 Jun 2025", rumour)
    site.pages["/post"] = told("Calder Post", "16 Jun 2025", word)
    room.add("/whisper")
    assert poll_feeds(room.desk, room.now).changes == ()
    room.add("/post")
    (change,) = poll_feeds(room.desk, room.now).changes
    assert (change.before, change.after) == ("pending", "confirmed")


def test_a_page_that_is_gone_or_refused_leaves_the_summary_and_says_why(room, site):
    site.pages["/p/1"] = answer(b"", 404)
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /p/2")
    site.pages["/feed.xml"] = rss(item(1), item(2))
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (2, 0, 0, 0)
    second, first = sorted(poll.entries, key=lambda entry: entry.where, reverse=True)
    assert first.reason.startswith("Only its summary was taken: ")
    assert "404" in first.reason
    assert "robots.txt" in second.reason
    assert {article.text for article in room.articles()} == {"Pier 1 reopens…", "Pier 2 reopens…"}
    assert "/p/2" not in site.asked


def test_a_page_that_shows_less_than_the_summary_is_a_wall(room, site):
    site.pages["/p/1"] = answer(b"<html><body><article><p>Please subscribe now.</p></article></body></html>")
    site.pages["/feed.xml"] = rss(item(1).replace("Pier 1 reopens…", story(1)[:400] + "…"))
    room.add()
    assert "the page shows less" in room.poll().entries[0].reason
    assert len(room.articles()[0].text) == 401


def test_a_page_that_cannot_be_had_for_now_is_tried_three_times_and_then_the_summary_has_to_do(room, site):
    site.pages["/p/1"] = answer(b"", 500)
    site.pages["/feed.xml"] = rss(item(1), ETag='"v1"')
    room.add()
    for _ in range(2):
        poll = room.poll_later()
        assert (outcomes(poll), poll.error) == ((0, 0, 0, 1), None)
        assert room.articles() == []
    assert outcomes(room.poll_later()) == (1, 0, 0, 0)
    assert room.articles()[0].text == "Pier 1 reopens…"
    assert room.poll_later().entries == ()
    assert fetched(site) == ["/p/1"] * 3


def test_a_feed_whose_entries_could_not_all_be_had_is_read_again_whole(room, site):
    def conditional(request):
        rss(item(1), ETag='"v1"')(request) if "If-None-Match" not in request.headers else answer(b"", 304)(request)

    site.pages["/feed.xml"] = conditional
    site.pages["/p/1"] = answer(b"", 503)
    room.add()
    assert outcomes(room.poll()) == (0, 0, 0, 1)
    assert room.feed.etag is None
    site.pages["/p/1"] = page(1)
    assert outcomes(room.poll_later()) == (1, 0, 0, 0)
    assert room.feed.etag == '"v1"'
    assert room.poll_later().unchanged


def test_an_entry_without_words_and_without_a_page_is_rejected_with_a_reason_and_not_tried_again(room, site):
    site.pages["/p/1"] = answer(b"\x89PNG\0\0", Content_Type="image/png")
    site.pages["/feed.xml"] = rss("<item><guid>1</guid><link>/p/1</link></item>")
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (0, 0, 1, 0)
    assert "image/png" in poll.entries[0].reason
    assert room.poll_later().entries == ()


def test_an_entry_dated_ahead_comes_in_with_the_day_of_intake(room, site):
    text = story(1)
    site.pages["/feed.xml"] = rss(item(1, text, day="Tue, 01 Jul 2025 20:00:00 GMT"))
    room.add()
    assert outcomes(room.poll()) == (1, 0, 0, 0)
    (article,) = room.articles()
    assert (article.published.iso(), article.dated_by) == ("2025-06-30", "intake")


def test_an_entry_that_its_publisher_edits_comes_in_as_another_printing(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()
    room.poll()
    site.pages["/feed.xml"] = rss(item(1, story(1) + " The mayor denied it on Tuesday."))
    assert outcomes(room.poll_later()) == (1, 0, 0, 0)
    first, second = sorted(room.articles(), key=lambda article: len(article.text))
    assert (second.url, second.reprint_of) == (first.url, first.id)
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    assert outcomes(room.poll_later()) == (0, 1, 0, 0)


def test_the_first_poll_takes_the_newest_and_passes_the_others_over(room, site):
    days = [f"{day:02} Jun 2025 08:00:00 GMT" for day in range(10, 17)]
    site.pages["/feed.xml"] = rss(*(item(n, story(n), day=day) for n, day in enumerate(days)))
    room.add()
    poll = room.poll()
    assert [entry.title for entry in poll.entries] == ["Pier 4", "Pier 5", "Pier 6"]
    assert poll.passed_over == 2  # of the five that a poll looks at
    assert room.poll_later().entries == ()


def test_what_is_remembered_of_a_feed_is_bounded(room, site, desk):
    def flashes(numbers):
        return rss(*(f"<item><guid>g{n}</guid><description>Pier {n} opens.</description></item>" for n in numbers))

    site.pages["/feed.xml"] = flashes([0])
    room.add()
    room.poll()
    for start in range(1, 40, 5):
        site.pages["/feed.xml"] = flashes([0, *range(start, start + 4)])
        room.poll_later()
    remembered = len(desk.store._db.script("SELECT key FROM feed_entries"))
    assert remembered == 5 * 5 + 1  # the last ones, and the one that the feed still holds


# forms of feeds


def test_an_atom_feed_and_a_json_feed_come_in(room, site):
    site.pages["/atom"] = answer(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id><title>T</title>'
        f"<content>{story(1)}</content></entry></feed>".encode()
    )
    text = story(2)
    site.pages["/json"] = answer(
        f'{{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{{"id":"2","content_text":"{text}"}}]}}'.encode(),
        Content_Type="text/html",  # whatever the server says of it
    )
    assert room.add("/atom").kind is FeedKind.ATOM
    assert room.add("/json").kind is FeedKind.JSON
    report = poll_feeds(room.desk, room.now)
    assert report.count(Outcome.NEW) == 2
    assert {article.publisher for article in room.articles()} == {"A", "J"}


def sitemap(*places):
    entries = "".join(f"<url><loc>/p/{number}</loc><lastmod>{day}</lastmod></url>" for number, day in places)
    return answer(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode())


def test_a_sitemap_gives_its_newest_pages_and_then_only_what_is_added(room, site):
    site.pages["/map.xml"] = sitemap(*((n, f"2025-06-{n + 10}") for n in range(1, 9)))
    assert room.add("/map.xml").kind is FeedKind.SITEMAP
    assert outcomes(room.poll()) == (3, 0, 0, 0)
    assert fetched(site) == ["/p/6", "/p/7", "/p/8"]
    # Another one on top, and one of the last century that slides into view.
    site.pages["/map.xml"] = sitemap((9, "2025-06-30"), (8, "2025-06-18"), (20, "1999-01-01"))
    poll = room.poll_later()
    assert (outcomes(poll), poll.passed_over) == ((1, 0, 0, 0), 1)
    assert fetched(site)[3:] == ["/p/9"]


def test_a_sitemap_index_is_followed_to_its_newest_parts(room, site):
    parts = "".join(
        f"<sitemap><loc>/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in (("old", "2001-01-01"), ("new", "2025-06-30"), ("broken", "2025-06-29"))
    )
    index = f"<sitemapindex>{parts}<sitemap><loc>/index.xml</loc></sitemap></sitemapindex>"
    site.pages["/index.xml"] = answer(index.encode(), ETag='"i"')
    site.pages["/new.xml"] = sitemap((1, "2025-06-30"))
    site.pages["/old.xml"] = answer(gzip.compress(b"<urlset><url><loc>/p/2</loc></url></urlset>"))
    site.pages["/broken.xml"] = answer(b"<urlset>")
    assert room.add("/index.xml").kind is FeedKind.SITEMAP_INDEX
    assert outcomes(room.poll()) == (2, 0, 0, 0)
    assert site.asked.count("/index.xml") < 10  # it names itself
    before = len(site.asked)
    site.pages["/new.xml"] = sitemap((1, "2025-06-30"), (3, "2025-06-30"))
    poll = room.poll_later()
    assert outcomes(poll) == (1, 0, 0, 0)
    assert "/old.xml" not in site.asked[before:]


def test_of_an_index_with_many_parts_the_newest_eight_are_read(room, site):
    names = [f"part{day}" for day in range(1, 21)]
    parts = "".join(
        f"<sitemap><loc>/{name}.xml</loc><lastmod>2025-06-{day:02}</lastmod></sitemap>"
        for day, name in enumerate(names, 1)
    )
    site.pages["/index.xml"] = answer(f"<sitemapindex>{parts}</sitemapindex>".encode())
    for number, name in enumerate(names):
        site.pages[f"/{name}.xml"] = sitemap((number, "2025-06-30"))
    room.add("/index.xml")
    assert [path for path in site.asked if "part" in path] == [f"/part{day}.xml" for day in range(20, 12, -1)]


def test_an_index_of_which_no_part_can_be_had_fails(room, site):
    parts = "<sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap>"
    site.pages["/index.xml"] = answer(f"<sitemapindex>{parts}</sitemapindex>".encode())
    site.pages["/a.xml"] = sitemap((1, "2025-06-30"))
    room.add("/index.xml")
    site.pages["/a.xml"] = answer(b"", 500)
    assert "404" in room.poll().error


def test_a_folder_gives_its_new_and_changed_files(room, desk, tmp_path):
    folder = tmp_path / "drop"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(story(1))
    (folder / "deep" / "b.jsonl").write_text(f'{{"text": "{story(2)}"}}\n{{"text": 5}}\n')
    (folder / "c.html").write_text(f"<html><body><article><p>{story(3)}</p></article></body></html>")
    (folder / "d.png").write_bytes(b"\x89PNG")
    (folder / "link.txt").symlink_to("/etc/hostname")
    for path in folder.rglob("*.*"):
        if not path.is_symlink():
            os.utime(path, (NOW.timestamp() - 60,) * 2)
    feed, _ = add_feed(room.desk, str(folder))
    assert (feed.kind, feed.title, feed.address) == (FeedKind.FOLDER, "drop", str(folder))
    assert outcomes(room.poll()) == (3, 0, 1, 0)
    assert room.poll_later().entries == ()
    (folder / "a.txt").write_text(story(4))
    os.utime(folder / "a.txt", (room.now.timestamp() - 60,) * 2)
    (folder / "half.txt").write_text("The mill")
    os.utime(folder / "half.txt", (room.now.timestamp() + 899,) * 2)
    poll = room.poll_later()
    assert [(entry.where, entry.outcome) for entry in poll.entries] == [(str(folder / "a.txt"), Outcome.NEW)]


def test_a_folder_with_much_in_it_comes_in_piece_by_piece_at_once(room, tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(story(number))
        os.utime(folder / f"{number:02}.txt", (NOW.timestamp() - 100 + number,) * 2)
    add_feed(room.desk, str(folder))
    counts = []
    while polls := poll_feeds(room.desk, room.now).polls:
        counts.append((outcomes(polls[0])[0], polls[0].left))
    assert counts == [(5, 7), (5, 2), (2, 0)]


def test_a_folder_that_is_gone_fails_as_a_feed_does(room, tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    add_feed(room.desk, str(folder))
    folder.rmdir()
    assert "There is no folder" in room.poll().error


# politeness


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


# feeds that misbehave


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


# several processes, and being ended


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


def test_a_page_may_not_lead_into_the_network(room, site):
    site.pages["/feed.xml"] = rss("<item><guid>1</guid><link>http://169.254.169.254/latest</link></item>")
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (0, 0, 1, 0)
    assert "may not be fetched" in poll.entries[0].reason


def test_the_header_of_a_page_names_its_encoding(room, site):
    text = "Мэр Ховы сказал в понедельник, что мост откроется в мае. " * 20
    site.pages["/p/1"] = answer(
        f"<html><body><article><p>{text}</p></article></body></html>".encode("koi8-r"),
        Content_Type="text/html; charset=koi8-r",
    )
    site.pages["/feed.xml"] = rss(item(1))
    room.add()
    room.poll()
    assert room.articles()[0].text.startswith("Мэр Ховы")


def test_fetching_by_hand_is_as_polite(room, site):
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /p/")
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        room.desk.fetch(f"{site.at}/p/1")


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
