"""The polite visitor, against real sites on loopback."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.domain.errors import FetchFailed, InvalidInput
from claims.services.robots import MAX_BYTES
from claims.services.turns import Turns
from claims.services.visitor import Visitor
from claims.settings import Settings
from tests.loopback import Site, answer, serving

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Visits:
    """A visitor over a store, with the seconds that it would have slept, and a clock of days that a test moves."""

    def __init__(self, store, **settings):
        self.now = NOW
        self.slept = []
        allowed = Settings(fetch_allow_hosts=("localhost", "127.0.0.1"), fetch_timeout_seconds=5, **settings)
        turns = Turns(lambda: sum(self.slept), self.slept.append)
        self.visitor = Visitor(allowed, store, lambda: self.now, turns)

    def fetch(self, url):
        return self.visitor.fetch(url)

    def failure(self, url):
        with pytest.raises(FetchFailed) as failed:
            self.visitor.fetch(url)
        return failed.value


@pytest.fixture
def visits(sqlite_store):
    return Visits(sqlite_store)


@pytest.fixture
def site():
    site = Site()
    site.pages["/a"] = answer(b"<p>The mill closed.</p>")
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


def robots(text, **headers):
    return answer(text.encode(), Content_Type="text/plain", **headers)


def test_a_site_without_robots_txt_allows_everything(site, visits):
    found = visits.fetch(f"{site.at}/a")
    assert site.asked == ["/robots.txt", "/a"]
    assert found.robots == f"{site.at} has no robots.txt."


def test_what_robots_txt_does_not_allow_is_not_fetched(site, visits):
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/\nDisallow: /*?print=\nAllow: /private/open")
    failed = visits.failure(f"{site.at}/private/mill")
    assert "does not allow /private/mill" in str(failed)
    assert failed.lasting
    assert visits.failure(f"{site.at}/a?print=1").lasting
    assert site.asked == ["/robots.txt"]
    assert visits.fetch(f"{site.at}/a").robots == f"The robots.txt of {site.at} allows it."
    assert "404" in str(visits.failure(f"{site.at}/private/open"))


@pytest.mark.parametrize(
    ("group", "allowed"),
    [
        ("User-agent: Claimdesk\nDisallow: /", False),
        ("User-agent: claimdesk/2.0\nDisallow: /", False),
        ("User-agent: GPTBot\nUser-agent: Other\nDisallow: /", True),
        ("User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /x", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Claimdesk\nDisallow: /x", True),
        ("User-agent: claim\nDisallow: /", True),
        ("user agent other\ndisallow: /", True),
        ("\ufeffUser-agent: * # everybody\nDisallow: / # everything", False),
        ("<html>not found</html>", True),
        ("", True),
    ],
)
def test_the_rules_for_us_are_those_under_our_name_else_those_for_everybody(site, visits, group, allowed):
    site.pages["/robots.txt"] = robots(group)
    if allowed:
        visits.fetch(f"{site.at}/a")
    else:
        visits.failure(f"{site.at}/a")


def test_robots_txt_is_asked_for_once_a_day_whichever_process_asks(site, visits, sqlite_store):
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/")
    visits.fetch(f"{site.at}/a")
    visits.fetch(f"{site.at}/a")
    Visits(sqlite_store).fetch(f"{site.at}/a")
    assert site.asked.count("/robots.txt") == 1
    visits.now += timedelta(days=1)
    visits.fetch(f"{site.at}/a")
    assert site.asked.count("/robots.txt") == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_robots_txt_that_is_refused_allows_everything(site, visits, status):
    site.pages["/robots.txt"] = answer(b"", status)
    visits.fetch(f"{site.at}/a")


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_cannot_be_had_allows_nothing_for_now(site, visits, status):
    site.pages["/robots.txt"] = answer(b"", status)
    for _ in range(2):
        failed = visits.failure(f"{site.at}/a")
        assert "robots.txt cannot be had" in str(failed)
        assert "CLAIMS_FETCH_ROBOTS=off" in str(failed)
        assert (failed.lasting, failed.wait) == (False, timedelta(minutes=30))
    assert site.asked == ["/robots.txt"]
    visits.now += timedelta(minutes=31)
    visits.slept.append(120.0)
    del site.pages["/robots.txt"]
    visits.fetch(f"{site.at}/a")


def test_a_site_that_hangs_up_on_robots_txt_allows_nothing_for_now(site, visits):
    site.pages["/robots.txt"] = lambda request: request.connection.close()
    assert "robots.txt cannot be had" in str(visits.failure(f"{site.at}/a"))


def test_robots_txt_may_be_somewhere_else_and_a_circle_of_redirects_allows_nothing_for_now(site, visits):
    site.pages["/robots.txt"] = answer(b"", 301, Location="/r.txt")
    site.pages["/r.txt"] = robots("User-agent: *\nDisallow: /a")
    assert visits.failure(f"{site.at}/a").lasting
    visits.now += timedelta(days=2)
    site.pages["/r.txt"] = answer(b"", 301, Location="/robots.txt")
    assert not visits.failure(f"{site.at}/a").lasting


def test_robots_txt_is_fetched_as_safely_as_anything_else(site, visits):
    site.pages["/robots.txt"] = answer(b"", 302, Location="http://10.0.0.1/robots.txt")
    assert "10.0.0.0/8 is Private-Use" in str(visits.failure(f"{site.at}/a"))


def test_what_is_beyond_the_limit_of_robots_txt_is_not_read(site, visits):
    rules = b"User-agent: *\nDisallow: /a\n"
    site.pages["/robots.txt"] = answer(b"#" * (MAX_BYTES - len(rules) - 1) + b"\n" + rules + b"Allow: /a\n")
    assert visits.failure(f"{site.at}/a").lasting
    visits.now += timedelta(days=2)
    site.pages["/robots.txt"] = answer(b"#" * MAX_BYTES + b"\n" + rules)
    visits.fetch(f"{site.at}/a")


def test_a_robots_txt_made_to_fill_the_memory_does_not(site, visits, sqlite_store):
    agents = "".join(f"User-agent: a{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(16_000))
    site.pages["/robots.txt"] = robots(agents + "User-agent: *\n" + rules)
    assert visits.failure(f"{site.at}/15").lasting
    visits.fetch(f"{site.at}/a")
    assert sqlite_store.robots(site.at, NOW).text.count("User-agent") == 2


def test_each_hop_of_a_redirect_is_asked_for(site, visits):
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/")
    site.pages["/b"] = answer(b"", 302, Location="/private/mill")
    assert "does not allow /private/mill" in str(visits.failure(f"{site.at}/b"))
    assert "/private/mill" not in site.asked


def test_robots_txt_is_not_asked_where_the_setting_says_so(site, sqlite_store):
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /")
    found = Visits(sqlite_store, fetch_robots=False).fetch(f"{site.at}/a")
    assert "CLAIMS_FETCH_ROBOTS is off" in found.robots
    assert site.asked == ["/a"]


def test_requests_to_one_host_keep_their_distance(site, sqlite_store):
    visits = Visits(sqlite_store, fetch_gap_seconds=1.5)
    for _ in range(3):
        visits.fetch(f"{site.at}/a")
    assert visits.slept == [1.5, 1.5, 1.5]
    visits.fetch(f"{site.at}/a".replace("localhost", "127.0.0.1"))
    assert visits.slept == [1.5, 1.5, 1.5, 1.5]  # robots.txt there at once, then the page


@pytest.mark.parametrize(("asked", "kept"), [("0.1", 1.0), ("7", 7.0), ("3600", 30.0), ("much", 1.0), ("-1", 1.0)])
def test_a_longer_distance_that_robots_txt_asks_for_is_kept_up_to_half_a_minute(site, visits, asked, kept):
    site.pages["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {asked}")
    for _ in range(3):
        found = visits.fetch(f"{site.at}/a")
    assert visits.slept == [1.0, kept, kept]
    assert ("every" in found.robots) == (asked in ("0.1", "7", "3600"))


def test_a_host_that_asks_to_be_left_alone_is_not_asked_again_before(site, visits):
    site.pages["/busy"] = answer(b"", 503, Retry_After="600")
    assert visits.failure(f"{site.at}/busy").wait == timedelta(minutes=10)
    failed = visits.failure(f"{site.at}/a")
    assert "localhost is left alone for another 10 min" in str(failed)
    assert site.asked == ["/robots.txt", "/busy"]
    visits.slept.append(600.0)
    visits.fetch(f"{site.at}/a")


def test_a_contact_that_cannot_be_used_stops_the_start(sqlite_store):
    with pytest.raises(InvalidInput, match="CLAIMS_FETCH_CONTACT"):
        Visits(sqlite_store, fetch_contact="a (b)")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://localhost/a",
        "",
        "http://",
        "http://[",
        "localhost/a",
        "http://user:x@localhost/",
        "http://a\udcff/",
        "http://a\0b/",
    ],
)
def test_what_is_no_web_address_is_refused_as_such(visits, url):
    assert "x@" not in str(visits.failure(url))
