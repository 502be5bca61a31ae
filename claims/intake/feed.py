"""News feeds: RSS and Atom."""

import io
import re
from typing import Any

from claims.domain.article import Page
from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.moment import Moment
from claims.intake.clean import clean_sentences, one_line
from claims.intake.decode import decode
from claims.intake.limits import Limits
from claims.intake.markup import strip_markup
from claims.intake.metadata import declared_encoding
from claims.intake.when import read_when

_FIELD = "feed"
_MAX_TAGS = 100_000  # a hundred articles in full have some 30,000; at this many the slowest feed found takes 5 s
_PROLOG = re.compile(r"(?:\s++|<\?(?s:.)*?\?>|<!--(?s:.)*?-->)*+")
_ROOT = re.compile(r"<[A-Za-z_]")


def read_feed(raw: bytes, limits: Limits) -> list[Page]:
    """The entries of a feed that have words, as pages; the publisher is the entry's own where it names one,
    else the feed's title. An entry without content or summary is its title.

    Raises TooLarge over a limit, InvalidInput for what is no feed or declares entities of its own.
    """
    limits.check_raw(raw, _FIELD)
    source = _without_prolog(decode(raw, _FIELD, declared_encoding(raw)))
    if (tags := source.count("<")) > _MAX_TAGS:
        raise TooLarge.of(_FIELD, f"The feed has {tags:,} tags; at most {_MAX_TAGS:,} are read.")
    feed = _parse(source)
    publisher = _said(feed.feed.get("title"))
    pages = [page for entry in feed.entries if (page := _page(entry, publisher, limits)) is not None]
    if not pages:
        raise InvalidInput.of(_FIELD, "No entries were found; an RSS or Atom feed was expected.")
    return pages


def _without_prolog(source: str) -> str:
    """The feed from its root element on, so that no declaration of encoding or entities is left in front of it."""
    source = source.removeprefix("\ufeff")
    start = _PROLOG.match(source)
    rest = source[start.end() :] if start is not None else source
    if rest.startswith("<!") and not rest.startswith("<!--"):
        raise InvalidInput.of(_FIELD, "The feed declares a document type or entities of its own, which is refused.")
    if not _ROOT.match(rest):
        raise InvalidInput.of(_FIELD, "This is not XML; an RSS or Atom feed was expected.")
    return rest


def _parse(source: str) -> Any:
    import feedparser

    # A stream, because feedparser takes plain bytes or text for a file name or an address first.
    stream = io.BytesIO(source.encode("utf-8", "replace"))
    try:
        return feedparser.parse(stream, response_headers={"content-type": "application/xml; charset=utf-8"})
    except Exception as error:  # whatever a feed can make the parser do, the caller gets a sentence
        raise InvalidInput.of(_FIELD, "The feed cannot be read.") from error


def _page(entry: Any, publisher: str | None, limits: Limits) -> Page | None:
    title = _said(entry.get("title")) or ""
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    try:
        text = strip_markup(max([*contents, entry.get("summary") or ""], key=len), _FIELD)
        text = clean_sentences(text.strip() or title, _FIELD)
        limits.check_text(text, _FIELD)
    except TooLarge:
        raise
    except InvalidInput:
        return None
    return Page(
        text=text,
        title=title,
        publisher=_said((entry.get("source") or {}).get("title")) or publisher,
        author=_said(entry.get("author")),
        url=_address(entry.get("link")),
        published=_published(entry),
    )


def _published(entry: Any) -> Moment | None:
    return read_when(entry.get("published")) or read_when(entry.get("updated"))


def _address(link: object) -> str | None:
    return link if isinstance(link, str) and link.startswith(("http://", "https://")) and len(link) <= 2_000 else None


def _said(value: object) -> str | None:
    """A title or name without markup; None when there is none or it is not one."""
    if not isinstance(value, str):
        return None
    try:
        return one_line(strip_markup(value, _FIELD), _FIELD) or None
    except InvalidInput:
        return None
