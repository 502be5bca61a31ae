"""RSS and Atom."""

import io
from typing import Any

from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.feed import Entry, FeedContents, FeedKind
from claims.domain.moment import Moment
from claims.intake.feeds.entries import Announced, entry_of, once_each
from claims.intake.feeds.source import FIELD, Source, said
from claims.intake.when import read_when

_MAX_TAGS = 100_000  # a hundred articles in full have some 30,000; at this many the slowest feed found takes 12 s
_ROOTS = {"rss": FeedKind.RSS, "RDF": FeedKind.RSS, "feed": FeedKind.ATOM}


def read_syndication(source: Source) -> FeedContents | None:
    """An RSS or Atom feed; None for anything else.

    The publisher of an entry is its own where it names one, else the feed's title. Raises TooLarge for more tags than
    can be read in time, InvalidInput for a document type or what the parser cannot read.
    """
    kind = _ROOTS.get(source.root() or "")
    xml = source.from_root()
    if kind is None:
        return None
    if (tags := xml.count("<")) > _MAX_TAGS:
        raise TooLarge.of(FIELD, f"The feed has {tags:,} tags; at most {_MAX_TAGS:,} are read.")
    feed = _parse(xml, source.url)
    if not feed.entries and not feed.feed:
        raise InvalidInput.of(FIELD, "This begins like a feed and has nothing in it; an RSS or Atom feed was expected.")
    title = said(feed.feed.get("title"))
    entries = [entry for found in feed.entries if (entry := _entry(source, found, title)) is not None]
    return FeedContents(kind=kind, title=title or "", entries=once_each(entries))


def _parse(xml: str, url: str | None) -> Any:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url is not None and url.isascii():
        headers["content-location"] = url  # what relative links are relative to
    # A stream, because feedparser takes plain bytes or text for a file name or an address first.
    stream = io.BytesIO(xml.encode("utf-8", "replace"))
    try:
        # What it would clean and resolve inside of texts costs half of its time; only their words are kept here.
        return feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever a feed can make the parser do, the caller gets a sentence
        raise InvalidInput.of(FIELD, "The feed cannot be read.") from error


def _entry(source: Source, entry: Any, feed_title: str | None) -> Entry | None:
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    updated = dict.get(entry, "updated")  # feedparser's own `get` would give the day of publication instead
    found = Announced(
        key=entry.get("id"),
        url=source.address(entry.get("link")),
        title=said(entry.get("title")) or "",
        content=max(contents, key=len, default=""),
        summary=entry.get("summary") or "",
        publisher=said((entry.get("source") or {}).get("title")) or feed_title,
        author=said(entry.get("author")),
        published=_published(entry.get("published"), updated),
        stamp=updated,
    )
    return entry_of(source, found)


def _published(published: object, updated: object) -> Moment | None:
    return read_when(published) or read_when(updated)
