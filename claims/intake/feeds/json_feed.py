"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import json
from html import escape
from typing import Any

from claims.domain.errors import InvalidInput
from claims.domain.feed import Entry, FeedContents, FeedKind
from claims.intake.feeds.entries import Announced, entry_of, once_each
from claims.intake.feeds.source import FIELD, Source, said
from claims.intake.when import read_when

_VERSION = "https://jsonfeed.org/version/"
_MAX_ITEMS = 5_000


def read_json_feed(source: Source) -> FeedContents | None:
    """A JSON Feed; None for what is no JSON.

    Raises InvalidInput for JSON that is broken or no JSON Feed; an item that is no object is passed over.
    """
    if not source.text.lstrip().startswith("{"):
        return None
    try:
        feed = json.loads(source.text)
    except json.JSONDecodeError as error:
        raise InvalidInput.of(FIELD, f"This is not JSON: {error.msg} at character {error.pos + 1}.") from None
    except (ValueError, RecursionError):
        message = "This is not JSON that can be read: a number too long or nesting too deep."
        raise InvalidInput.of(FIELD, message) from None
    if not str(feed.get("version", "")).startswith(_VERSION):
        raise InvalidInput.of(FIELD, "This is JSON but no JSON Feed: its `version` does not say so.")
    title = said(feed.get("title"))
    found = [_entry(source, item, title) for item in _items(feed)]
    entries = [entry for entry in found if entry is not None]
    return FeedContents(kind=FeedKind.JSON, title=title or "", entries=once_each(entries))


def _items(feed: dict[str, Any]) -> list[dict[str, Any]]:
    items = feed.get("items")
    return [item for item in items if isinstance(item, dict)][:_MAX_ITEMS] if isinstance(items, list) else []


def _entry(source: Source, item: dict[str, Any], feed_title: str | None) -> Entry | None:
    modified, id_ = item.get("date_modified"), item.get("id")
    plain = _text(item.get("content_text"))
    found = Announced(
        key=str(id_) if isinstance(id_, str | int) else None,
        url=source.address(item.get("url")) or source.address(item.get("external_url")),
        title=said(_text(item.get("title"))) or "",
        content=_text(item.get("content_html")) or _as_markup(plain),
        summary=_as_markup(_text(item.get("summary"))),
        publisher=feed_title,
        author=_author(item),
        published=read_when(item.get("date_published")) or read_when(modified),
        stamp=modified if isinstance(modified, str) else None,
    )
    return entry_of(source, found)


def _author(item: dict[str, Any]) -> str | None:
    """The first author: `authors` in version 1.1, `author` before."""
    authors = item.get("authors")
    author = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return said(author.get("name")) if isinstance(author, dict) else None


def _as_markup(plain: str) -> str:
    """A plain text in which "<" is only a sign, lines kept as paragraphs."""
    return "".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
