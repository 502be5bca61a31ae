"""One database: its connections, its transactions, and the running of queries.

Everything that reaches a driver passes through here, so that every failure is told in our words.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import peewee

from claims.domain.errors import InvalidInput, StoreUnavailable
from claims.store.codec import Row
from claims.store.errors import told_plainly
from claims.store.tables import Counter

_CHANGES = "changes"


class Connection:
    """A database shared between threads; each thread inside `session` has a connection of its own.

    `database` is a pooled one of playhouse (which has no types); `name` is how it may be shown to people;
    `lock` is a statement that makes a transaction the only writer, where beginning one does not.
    """

    def __init__(self, database: Any, name: str, lock: str | None = None) -> None:
        self._database = database
        self._lock = lock
        self._closed = False
        self.name = name

    @contextmanager
    def session(self) -> Iterator[None]:
        """A connection for the calling thread; inside another session, that one's."""
        if self._closed:
            raise StoreUnavailable(f"{self.name} has been closed.")
        if not self._database.is_closed():
            yield
            return
        with told_plainly(self.name):
            self._database.connect()
        try:
            yield
        finally:
            with told_plainly(self.name):
                self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside or none. An inner one is part of the outer; failing, it takes back its own writes.

        One transaction writes at a time, on either database. So what a transaction reads stays true
        until it commits, two of them cannot deadlock, and a busy database makes a writer wait at its
        start rather than fail halfway.
        """
        with self.session(), told_plainly(self.name):
            outermost = not self._database.in_transaction()
            with self._database.atomic():
                if outermost and self._lock is not None:
                    self._database.execute_sql(self._lock)
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction for one statement: inside another one there is nothing to add."""
        if self._database.in_transaction():
            yield
            return
        with self.transaction():
            yield

    def next_change(self) -> int:
        """The next number of the change sequence; to be asked for inside a transaction.

        Numbers grow in the order of commits, so a reader that has seen number n never finds a smaller
        one later: the row of the counter stays locked from here until the transaction ends.
        """
        bump = Counter.update(value=Counter.value + 1).where(Counter.name == _CHANGES).returning(Counter.value)
        return int(self.fetch(bump)[0][0])

    def fetch(self, query: peewee.Node) -> list[Row]:
        """The rows that a query gives, as plain tuples."""
        with self.session(), told_plainly(self.name):
            rows: list[Row] = self._run(query).fetchall()
            return rows

    def write(self, query: peewee.Node) -> int:
        """Run a query that gives no rows; how many rows it wrote."""
        with self.session(), told_plainly(self.name):
            return int(self._run(query).rowcount)

    def script(self, statement: str, values: tuple[Any, ...] = ()) -> list[Row]:
        """Run a statement of SQL as it stands; its rows, where it has any."""
        with self.session(), told_plainly(self.name):
            cursor = self._database.execute_sql(statement, values)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        with told_plainly(self.name):
            self._database.close_all()

    def _run(self, query: peewee.Node) -> Any:
        sql, values = self._database.get_sql_context().sql(query).query()
        for value in values:
            if isinstance(value, str):
                refuse_unstorable(value)
        return self._database.execute_sql(sql, values)


def refuse_unstorable(text: str) -> None:
    """Raise InvalidInput for text that a database cannot keep: a NUL, or half of a surrogate pair."""
    if "\0" in text:
        raise InvalidInput("Text with a NUL character cannot be stored; clean it first.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidInput("Text with a lone surrogate cannot be stored; clean it first.") from None


def upsert(table: type[peewee.Model], values: Mapping[str, Any], key: peewee.Field) -> peewee.Node:
    """Insert a row, or write it over the one with the same key."""
    kept = [table._meta.fields[name] for name in values if name != key.name]
    return table.insert(**values).on_conflict(conflict_target=[key], preserve=kept)


def insert_new(table: type[peewee.Model], values: Mapping[str, Any], *key: peewee.Field) -> peewee.Node:
    """Insert a row unless one with the same key is there."""
    return table.insert(**values).on_conflict(action="IGNORE", conflict_target=list(key))
