"""Feeds of every form: Atom, JSON, sitemaps and their indexes, folders."""

import gzip
import os
from datetime import UTC, datetime

from claims.domain.feed import FeedKind
from claims.services.feed_entries import Outcome
from claims.services.feed_list import add_feed
from claims.services.feeds import poll_feeds
from tests.loopback import answer
from tests.services.polled import fetched, outcomes, story

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)


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
