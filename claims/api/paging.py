"""Lists in pages."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from claims.domain.article import content_hash
from claims.domain.errors import InvalidInput
from claims.domain.query import Page
from claims.web.current import current_desk

T = TypeVar("T")


def page_size(query: dict[str, Any]) -> int:
    """How many items the caller wants, within the bounds of the settings."""
    settings = current_desk().settings
    limit: int = query.get("limit") or settings.page_size
    if limit > settings.max_page_size:
        raise InvalidInput.of("limit", f"A page may have {settings.max_page_size} items, at most.")
    return limit


def page_of(items: Sequence[T], key: Callable[[T], str], query: dict[str, Any]) -> Page[T]:
    """The page of a list that is short enough to be read as a whole; the cursor is made of its last item's key."""
    limit, cursor = page_size(query), query.get("cursor")
    start = 0 if cursor is None else _behind(cursor, [content_hash(key(item)) for item in items])
    shown = tuple(items[start : start + limit])
    more = start + limit < len(items)
    return Page(shown, content_hash(key(shown[-1])) if more else None)


def _behind(cursor: str, cursors: list[str]) -> int:
    if cursor not in cursors:
        raise InvalidInput.of("cursor", "This cursor is not one that this list gave.")
    return cursors.index(cursor) + 1
