"""Pages of a list: an opaque cursor holds the sort key and id of the last row, never an offset.

Every sort key is text and never NULL, so one comparison serves all orders and both databases.
"""

import base64
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import peewee

from claims.domain.errors import InvalidInput
from claims.domain.query import Page
from claims.store.codec import Row, refuse_unstorable
from claims.store.connection import Connection

T = TypeVar("T")
_MAX_CURSOR = 2_000  # characters
_MAX_PARAMETERS = 30_000  # of one query: SQLite takes 32,766, PostgreSQL 65,535
_BATCH = 200  # rows


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by `key`, then by `id`; `name` tells its cursors from those of other orders."""

    name: str
    key: peewee.Node
    id: peewee.Node
    descending: bool


def page_of(
    connection: Connection,
    query: Any,
    order: Order,
    limit: int,
    cursor: str | None,
    read: Callable[[Row], T],
) -> Page[T]:
    """One page of a select query. Raises InvalidInput under `cursor` for a cursor of another order or none of ours.

    `read` makes an item of a row of the query.
    """
    place = peewee.Tuple(order.key, order.id)
    if cursor is not None:
        last = peewee.Tuple(*read_cursor(cursor, order.name))
        query = query.where(place < last if order.descending else place > last)
    keys = [order.key.desc(), order.id.desc()] if order.descending else [order.key.asc(), order.id.asc()]  # type: ignore[attr-defined]
    # One row more than asked for tells whether there is a next page.
    rows = connection.fetch(query.select_extend(order.key, order.id).order_by(*keys).limit(limit + 1))
    more = len(rows) > limit
    rows = rows[:limit]
    following = write_cursor(order.name, *rows[-1][-2:]) if more and rows else None
    return Page(tuple(read(row[:-2]) for row in rows), following)


def write_cursor(name: str, key: str, id_: str) -> str:
    """The cursor of the page of the list `name` that begins behind this sort key and id."""
    return base64.urlsafe_b64encode(json.dumps([name, key, id_]).encode()).decode().rstrip("=")


def read_cursor(cursor: str, name: str) -> tuple[str, str]:
    """The sort key and id that a cursor holds. Raises InvalidInput for a cursor of another list or none of ours."""
    try:
        if len(cursor) > _MAX_CURSOR:
            raise ValueError("too long")
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        given, key, id_ = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if given != name or not isinstance(key, str) or not isinstance(id_, str):
            raise ValueError("not of this list")
        refuse_unstorable(key + id_)
    except (ValueError, TypeError, RecursionError, InvalidInput):
        raise InvalidInput.of(
            "cursor", "This is not the cursor of a page of this list; leave it out to start anew."
        ) from None
    return key, id_


def in_batches(connection: Connection, ids: Collection[str], query: Callable[[int], Any], *others: Any) -> list[Row]:
    """The rows for all ids, in as few queries as the databases' limit on parameters allows.

    `query(n)` is a query, kept by its module, that takes `n` ids and then `others`; there are but few such numbers.
    """
    given = list(dict.fromkeys(ids))
    rows: list[Row] = []
    for start in range(0, len(given), _MAX_PARAMETERS):
        some = given[start : start + _MAX_PARAMETERS]
        size = min(1 << (len(some) - 1).bit_length(), _MAX_PARAMETERS)
        rows += connection.fetch_with(query(size), *some, *some[-1:] * (size - len(some)), *others)
    return rows


def batches(connection: Connection, query: Any, id_column: Any) -> Iterator[Row]:
    """Every row of a query by id, in constant memory.

    Each batch is a query of its own, so nothing stays open between two of them and the caller may write.
    The id is the first column of the query.
    """
    last = ""
    while rows := connection.fetch(query.where(id_column > last).order_by(id_column).limit(_BATCH)):
        yield from rows
        last = rows[-1][0]
