"""A newsroom that polls sites on loopback, and how their pages and feeds look."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.services.desk import Desk
from claims.services.feed_entries import Outcome
from claims.services.feed_list import add_feed, list_feeds
from claims.services.feeds import FeedPoll, poll_feeds
from tests.loopback import Site, answer

SETTINGS = {
    "fetch_allow_hosts": ("localhost", "127.0.0.1"),
    "fetch_gap_seconds": 0.0,
    "fetch_timeout_seconds": 5.0,
    "feed_first_entries": 3,
    "feed_max_entries": 5,
}


@dataclass
class FeedRoom:
    """A desk whose clock a test moves, and the site that it reads."""

    desk: Desk
    site: Site
    now: datetime

    def __post_init__(self) -> None:
        self.desk = replace(self.desk, clock=lambda: self.now)

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)

    def add(self, path="/feed.xml", **more):
        return add_feed(self.desk, path if path.startswith("http") else f"{self.site.at}{path}", **more)[0]

    def poll(self) -> FeedPoll:
        """Poll the only feed that is due."""
        (poll,) = poll_feeds(self.desk, self.now).polls
        return poll

    def poll_later(self, **by: float) -> FeedPoll:
        self.wait(**by or {"minutes": 15})
        return self.poll()

    @property
    def feed(self):
        (feed,) = list_feeds(self.desk)
        return feed

    def articles(self):
        return [article for article, _ in self.desk.store.all_articles()]


def fetched(site: Site) -> list[str]:
    """The pages that were asked for."""
    return [path for path in site.asked if path.startswith("/p/")]


def outcomes(poll: FeedPoll) -> tuple[int, int, int, int]:
    """New, known, rejected, failed."""
    return tuple(poll.count(outcome) for outcome in Outcome)  # type: ignore[return-value]


def story(number, more="") -> str:
    """A text of some length that is another one for each number."""
    return " ".join(
        f"Harbour office {number} said on Monday that pier {number}{part} will reopen in May {more}."
        for part in "abcdefghijklmnop"
    )


def page(number, more="", status=200) -> Callable:
    body = f"""<html><head><title>Pier {number}</title><meta property="og:site_name" content="Harbour Post">
      <meta property="article:published_time" content="2025-06-29T08:00:00Z"></head>
      <body><article><h1>Pier {number}</h1><p>{story(number, more)}</p></article></body></html>"""
    return answer(body.encode(), status, Content_Type="text/html; charset=utf-8")


def item(number, text=None, day=None, title=None) -> str:
    """An item of RSS: with its whole text, else with a summary."""
    body = (
        f"<content:encoded>{text}</content:encoded>" if text else f"<description>Pier {number} reopens…</description>"
    )
    return (
        f"<item><guid>g{number}</guid><link>/p/{number}</link><title>{title or f'Pier {number}'}</title>"
        f"<pubDate>{day or 'Sun, 29 Jun 2025 08:00:00 GMT'}</pubDate>{body}</item>"
    )


def rss(*items, title="Harbour Post", **headers) -> Callable:
    xml = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title>{''.join(items)}</channel></rss>"
    )
    return answer(xml.encode(), Content_Type="application/rss+xml", **headers)
