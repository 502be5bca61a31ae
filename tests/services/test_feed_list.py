"""Feeds are added, listed, removed and tried."""

from datetime import UTC, datetime

import pytest

from claims.domain.errors import FetchFailed, InvalidInput, NotFound
from claims.domain.feed import FeedKind, FeedState
from claims.services.desk import close_desk, open_desk
from claims.services.feed_list import add_feed, find_feed, list_feeds, remove_feed, try_feed
from claims.settings import Settings
from tests.loopback import Site, answer, serving
from tests.services.polled import SETTINGS, FeedRoom, item, outcomes, page, rss, story

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def site():
    site = Site()
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


@pytest.fixture
def room(tmp_path, site):
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/ledger.db", **SETTINGS))
    yield FeedRoom(desk, site, NOW)
    close_desk(desk)


def test_a_feed_is_read_before_it_is_added_and_nothing_comes_in_yet(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)), title="Harbour &amp; Coast")
    feed, created = add_feed(room.desk, f" {site.at}/feed.xml ")
    assert created
    assert (feed.kind, feed.title, feed.state) == (FeedKind.RSS, "Harbour & Coast", FeedState.NEW)
    assert (feed.added_at, feed.next_poll_at) == (NOW, NOW)
    assert list_feeds(room.desk) == [feed]
    assert room.articles() == []


def test_a_feed_may_have_a_title_and_an_interval_of_its_own(room, site):
    site.pages["/feed.xml"] = rss()
    feed = room.add(title="The  Post", interval_minutes=30)
    assert (feed.title, feed.interval_minutes) == ("The Post", 30)


def test_a_feed_without_a_title_goes_by_its_address(room, site):
    site.pages["/feed.xml"] = rss(title="")
    site.pages["/feed.xml"] = rss(item(1), title="")
    assert room.add().title == f"{site.at}/feed.xml"


def test_a_feed_on_the_list_takes_what_is_given_anew(room, site):
    site.pages["/feed.xml"] = rss()
    first = room.add(interval_minutes=30)
    room.poll()
    before = room.feed
    again, created = add_feed(room.desk, first.address, title="Post")
    assert not created
    assert (again.id, again.title, again.interval_minutes) == (first.id, "Post", 30)
    assert again.next_poll_at == before.next_poll_at


def test_an_address_that_moved_for_good_is_added_where_it_is_now(room, site):
    site.pages["/old"] = answer(b"", 301, Location="/new")
    site.pages["/new"] = rss()
    feed = room.add("/old")
    assert feed.address == f"{site.at}/new"
    assert add_feed(room.desk, f"{site.at}/old") == (feed, False)


@pytest.mark.parametrize(
    ("address", "because"),
    [
        ("", "1 to 1,000 characters"),
        ("https://news.example/" + "x" * 1_000, "1 to 1,000 characters"),
        ("https://a\nb/", "printable"),
        ("https://", "no address of the web"),
        ("https://[", "no address of the web"),
        ("/no/such/folder", "There is no folder"),
        ("file:///etc/hostname", "There is no folder"),
    ],
)
def test_what_is_no_address_is_refused(room, address, because):
    for deed in (add_feed, try_feed):
        with pytest.raises(InvalidInput, match=because):
            deed(room.desk, address)
    assert list_feeds(room.desk) == []


@pytest.mark.parametrize("minutes", [4, 0, -1, 10_081])
def test_an_interval_that_is_too_short_or_too_long_is_refused(room, minutes):
    with pytest.raises(InvalidInput, match="every 5 to 10,080 minutes"):
        add_feed(room.desk, "https://news.example/", interval_minutes=minutes)


def test_what_cannot_be_had_or_is_no_feed_is_not_added(room, site):
    site.pages["/page"] = answer(
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>'
    )
    with pytest.raises(FetchFailed, match="404"):
        room.add("/none")
    with pytest.raises(InvalidInput, match=f"It names {site.at}/f"):
        room.add("/page")
    assert list_feeds(room.desk) == []


def test_a_sitemap_in_which_what_is_new_cannot_be_told_is_refused(room, site):
    places = "".join(f"<url><loc>/p/{number}</loc></url>" for number in range(6))
    site.pages["/map.xml"] = answer(f"<urlset>{places}</urlset>".encode())
    with pytest.raises(InvalidInput, match="6 addresses and dates none of them"):
        room.add("/map.xml")


def test_a_feed_is_found_and_removed_by_its_id_or_its_address(room, site, tmp_path):
    for path in ("/a", "/b"):
        site.pages[path] = rss()
        room.add(path)
    folder = tmp_path / "drop"
    folder.mkdir()
    add_feed(room.desk, str(folder))
    first = next(feed for feed in list_feeds(room.desk) if feed.address == f"{site.at}/a")
    assert find_feed(room.desk, f"{site.at}/a") == first
    assert remove_feed(room.desk, first.id) == first
    remove_feed(room.desk, f"{site.at}/b")
    remove_feed(room.desk, f"{folder}/../drop")
    assert list_feeds(room.desk) == []
    with pytest.raises(NotFound, match="feeds list"):
        remove_feed(room.desk, first.id)


def test_what_came_in_by_a_feed_stays_when_it_is_removed(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    feed = room.add()
    room.poll()
    remove_feed(room.desk, feed.id)
    assert len(room.articles()) == 1
    room.add()
    assert outcomes(room.poll()) == (0, 1, 0, 0)


def test_trying_a_feed_says_what_would_come_in_and_stores_nothing(room, site):
    days = [f"{day:02} Jun 2025 08:00:00 GMT" for day in range(10, 17)]
    items = [item(n, story(n) if n == 6 else None, day=day) for n, day in enumerate(days)]
    site.pages["/feed.xml"] = rss(*items)
    trial = try_feed(room.desk, f"{site.at}/feed.xml")
    assert (trial.kind, trial.title, trial.entries) == (FeedKind.RSS, "Harbour Post", 7)
    assert trial.newest.iso() == "2025-06-16T08:00:00Z"
    assert [(entry.title, entry.whole) for entry in trial.takes] == [
        ("Pier 4", False),
        ("Pier 5", False),
        ("Pier 6", True),
    ]
    assert trial.robots == f"{site.at} has no robots.txt."
    assert (list_feeds(room.desk), room.articles()) == ([], [])
    assert "/p/6" not in site.asked


def test_trying_a_feed_on_the_list_says_what_its_next_poll_would_take_in(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()
    room.poll()
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2, story(2)))
    before = room.feed
    assert [entry.title for entry in try_feed(room.desk, before.address).takes] == ["Pier 2"]
    assert room.feed == before


def test_trying_a_feed_tells_where_it_moved_and_what_robots_txt_asks(room, site):
    site.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.01\nDisallow: /secret")
    site.pages["/old"] = answer(b"", 308, Location="/new")
    site.pages["/new"] = rss(title="T")
    site.pages["/p/1"] = page(1)
    trial = try_feed(room.desk, f"{site.at}/old")
    assert (trial.moved_to, trial.robots) == (
        f"{site.at}/new",
        f"The robots.txt of {site.at} allows it, every 0.01 seconds.",
    )
    with pytest.raises(FetchFailed, match="does not allow /secret"):
        try_feed(room.desk, f"{site.at}/secret")
