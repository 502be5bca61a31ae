"""The feeds that a web page names, for whoever gave its address in place of theirs."""

from claims.domain.errors import InvalidInput
from claims.intake.feeds.source import Source
from claims.intake.limits import Limits
from claims.intake.markup import parse_page

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_SHOWN = 5
_HTML = ("<!doctype html", "<html", "<head", "<body")


def named_feeds(source: str, url: str | None) -> str | None:
    """What to say of a web page: the feeds that it names. None for what is no web page."""
    if not source.lstrip()[:200].lower().startswith(_HTML):
        return None
    try:
        tree = parse_page(source)
    except InvalidInput:
        return "It names none that could be found; look for one among its links."
    at = Source("", Limits(), url)
    links = tree.iterfind(".//link[@href]")
    found = [at.address(link.get("href")) for link in links if (link.get("type") or "").lower() in _TYPES]
    named = list(dict.fromkeys(each for each in found if each is not None))
    if not named:
        return "It names no feed of its own; look for one among its links, or take the site's sitemap."
    return f"It names {', '.join(named[:_SHOWN])}; use that address."
