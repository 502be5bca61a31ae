"""Lists in pages."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from claims.api.current import current_desk
from claims.domain.errors import InvalidInput
from claims.domain.query import Page

T = TypeVar("T")


def page_size(query: dict[str, Any]) -> int:
    """How many items the caller wants, within the bounds of the settings."""
    settings = current_desk().settings
    limit: int = query.get("limit") or settings.page_size
    if limit > settings.max_page_size:
        raise InvalidInput.of("limit", f"A page may have {settings.max_page_size} items, at most.")
    return limit


def page_of(items: Sequence[T], key: Callable[[T], str], query: dict[str, Any]) -> Page[T]:
    """The page of a list that is short enough to be read as a whole; the cursor names its last item."""
    limit, cursor = page_size(query), query.get("cursor")
    start = 0
    if cursor is not None:
        after = _name(cursor)
        start = next((n for n, item in enumerate(items, 1) if key(item) == after), -1)
        if start < 0:
            raise _foreign()
    shown = items[start : start + limit]
    more = start + limit < len(items)
    return Page(tuple(shown), _cursor(key(shown[-1])) if more else None)


def _cursor(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode()).decode()


def _name(cursor: str) -> str:
    try:
        return base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise _foreign() from None


def _foreign() -> InvalidInput:
    return InvalidInput.of("cursor", "This cursor is not one that this list gave.")
