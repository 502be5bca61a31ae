import json
import os

import pytest

from tests.loopback import Site, answer, serving
from tests.services.polled import item, rss, story


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setenv("CLAIMS_FETCH_ALLOW_HOSTS", "localhost")
    monkeypatch.setenv("CLAIMS_FETCH_GAP_SECONDS", "0")
    site = Site()
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2, story(2)))
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


def add(run, site, *options):
    done = run("feeds", "add", f"{site.at}/feed.xml", *options)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_feed_is_added_polled_listed_and_removed(run, site):
    assert "Added Harbour Post (rss), f" in add(run, site)
    polled = run("feeds", "poll")
    assert (polled.exit_code, polled.stderr) == (0, "")
    assert "  new      Pier 1: claims " in polled.stdout
    assert polled.stdout.endswith(
        "Feeds: 1 polled, 0 failed. Articles: 2 new, 0 on file already, 0 rejected, 0 to be tried again.\n"
    )
    heads, row = run("feeds", "list").stdout.splitlines()
    assert heads.split() == ["ID", "TITLE", "KIND", "STATE", "LAST", "READ", "NEXT", "POLL", "ADDRESS", "WHY"]
    assert "Harbour Post" in row
    assert " ok " in row
    assert f"{site.at}/feed.xml" in row
    assert "Feeds: 0 polled" in run("feeds", "poll").stdout
    assert run("feeds", "remove", f"{site.at}/feed.xml").stdout == "Removed Harbour Post.\n"
    assert "No feed has the id or address" in run("feeds", "remove", row.split()[0]).stderr


def test_adding_a_feed_twice_says_so(run, site):
    add(run, site)
    assert "On the list already: Post (rss)" in add(run, site, "--title", "Post", "--interval", "30")
    told = json.loads(run("feeds", "list", "--json").stdout)["items"][0]
    assert (told["title"], told["interval_minutes"], told["state"]) == ("Post", 30, "new")


def test_a_feed_that_fails_is_named_with_why_and_until_when_and_the_exit_code_is_1(run, site):
    add(run, site)
    site.pages["/feed.xml"] = answer(b"", 500)
    polled = run("feeds", "poll")
    assert polled.exit_code == 1
    assert "Harbour Post: " in polled.stderr
    assert "answered 500 Internal Server Error. (failing (1 in a row); next poll 2" in polled.stderr
    listed = run("feeds", "list").stdout
    assert "failing (1 in a row)" in listed
    assert "answered 500" in listed


def test_a_feed_that_is_set_aside_is_polled_no_more_and_says_why(run, site):
    add(run, site)
    site.pages["/feed.xml"] = answer(b"", 410)
    assert "set aside; polled no more until it is added again" in run("feeds", "poll").stderr
    listed = run("feeds", "list").stdout
    assert "set aside" in listed
    assert "never" in listed
    assert "410 Gone" in listed


def test_testing_a_feed_shows_what_would_come_in_and_stores_nothing(run, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2))
    told = run("feeds", "test", f"{site.at}/feed.xml").stdout
    assert "Title    Harbour Post\nKind     rss\nEntries  2\nNewest   2025-06-29T08:00:00Z\nRobots   " in told
    assert "Pier 1  in the feed" in told
    assert "Pier 2  from its page" in told
    assert json.loads(run("feeds", "list", "--json").stdout) == {"items": []}
    as_json = json.loads(run("feeds", "test", f"{site.at}/feed.xml", "--json").stdout)
    assert [entry["has_text"] for entry in as_json["takes"]] == [False, True]


def test_a_folder_is_a_feed(run, tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    assert "The next poll would take nothing in." in run("feeds", "test", "drop").stdout
    (folder / "a.txt").write_text(story(1))
    os.utime(folder / "a.txt", (1_700_000_000,) * 2)
    assert "a.txt  in the file" in run("feeds", "test", "drop").stdout
    assert "Added drop (folder)" in run("feeds", "add", "drop").stdout
    told = json.loads(run("feeds", "poll", "--json").stdout)
    (entry,) = told["polls"][0]["entries"]
    assert (entry["outcome"], entry["where"]) == ("new", str(folder / "a.txt"))
    assert run("feeds", "remove", "drop").exit_code == 0


@pytest.mark.parametrize("title", ["\x1b[31mred", "a\nb"])
def test_nothing_in_a_feed_reaches_the_terminal(run, site, title):
    site.pages["/feed.xml"] = rss(item(1, story(1)), title=title.replace("\x1b", "&#x202e;"))
    shown = [add(run, site), run("feeds", "list").stdout, run("feeds", "poll").stdout]
    assert all(line.isprintable() for text in shown for line in text.splitlines())


def test_what_cannot_be_added_is_said_in_one_line(run, site):
    for address in (f"{site.at}/none", "http://10.0.0.1/feed", "ftp://x", ""):
        failed = run("feeds", "add", address)
        assert (failed.exit_code, failed.stdout) == (1, "")
        assert failed.stderr.count("\n") == 1
    assert "every 5 to 10,080 minutes" in run("feeds", "add", f"{site.at}/feed.xml", "--interval", "1").stderr
