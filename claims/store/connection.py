"""One database: its connections, its transactions, and the running of queries.

Everything that reaches a driver passes through here, so that every failure is told in our words.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import peewee

from claims.domain.errors import StoreAway, StoreUnavailable
from claims.store.codec import Row, refuse_unstorable
from claims.store.errors import told_plainly

_GET_CHANGES = "SELECT last_one FROM changes"
_SET_CHANGES = "UPDATE changes SET last_one ="
_NAMED = re.compile(r":(\w+)")


class _Session:
    """What `Connection.session` gives: no generator, since every statement is run inside one."""

    __slots__ = ("_connection", "_is_outermost")

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._is_outermost = self._connection.open()

    def __exit__(self, *_: object) -> None:
        if self._is_outermost:
            self._connection.give_back()


class Connection:
    """A database shared between threads; each thread inside `session` has a connection of its own.

    `database` is a pooled one of playhouse (which has no types); `name` is how it may be shown to people;
    `busy_timeout_ms` is how long a thread waits for its turn to write; `lock` is a statement that makes a
    transaction the only writer, and `freeze` one that lets it see one state throughout, where beginning one does not.

    `still_there`, set where it can be known, says whether the database that was opened is the one to be found
    by its name now.
    """

    def __init__(
        self, database: Any, name: str, busy_timeout_ms: int, lock: str | None = None, freeze: str | None = None
    ) -> None:
        self.still_there: Callable[[], bool] = lambda: True
        self._database = database
        self._lock = lock
        self._freeze = freeze
        self._writer = threading.Lock()
        self._patience = busy_timeout_ms / 1000  # seconds
        self._local = threading.local()  # `changes`: the last number that the thread's transaction has drawn
        self._closed = False
        self._written: dict[str, tuple[str, tuple[str, ...]]] = {}  # the statement and its values, by the text kept
        self._statements: dict[int, tuple[peewee.Node, str]] = {}  # by the id of a query, which is kept alive here
        self.name = name

    def session(self) -> AbstractContextManager[None]:
        """A connection for the calling thread; inside another session, that one's."""
        return _Session(self)

    def open(self) -> bool:
        """Take a connection for the calling thread; whether it had none."""
        if self._closed:
            raise StoreUnavailable(f"{self.name} has been closed.")
        if not self._database.is_closed():
            return False
        if not self.still_there():
            raise StoreUnavailable(f"{self.name} was moved, deleted or replaced; put it back or restart Claimdesk.")
        with told_plainly(self.name):
            self._database.connect()
        return True

    def give_back(self) -> None:
        """Let go of the calling thread's connection."""
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
            holder: ExitStack | None = getattr(self._local, "holder", None)
            if holder is not None and not self._database.in_transaction():
                holder.enter_context(self._outermost())
            if self._database.in_transaction():
                with self._database.atomic():
                    yield
                return
            with self._outermost():
                yield

    @contextmanager
    def _outermost(self) -> Iterator[None]:
        with self._turn(), self._database.atomic():
            if self._lock is not None:
                self._database.execute_sql(self._lock)
            self._local.changes = None
            yield
            if self._local.changes is not None:
                self._database.execute_sql(f"{_SET_CHANGES} {self._local.changes}")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the first transaction inside go on to the end of the block, and others be part of it.

        Before the first one nothing is locked, so what takes long may come there.
        """
        with self.session(), told_plainly(self.name), ExitStack() as holder:
            self._local.holder = holder
            try:
                yield
            finally:
                self._local.holder = None

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Have transactions inside commit at their own end, whatever is held."""
        holder = getattr(self._local, "holder", None)
        self._local.holder = None
        try:
            yield
        finally:
            self._local.holder = holder

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see one state of the database, and others go on writing meanwhile."""
        with self.session(), told_plainly(self.name):
            if self._database.in_transaction():
                yield
                return
            begun = self._database.atomic() if self._freeze else self._database.atomic("DEFERRED")
            with begun:
                if self._freeze:
                    self._database.execute_sql(self._freeze)
                yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of this process write in turn.

        Left to SQLite they would wait by trying again at intervals, where a thread may be passed over for
        longer than the busy timeout.
        """
        if not self._writer.acquire(timeout=self._patience):
            raise StoreAway(f"Other requests keep {self.name} busy; try again in a moment.")
        try:
            yield
        finally:
            self._writer.release()

    def next_change(self) -> int:
        """The next number of the change sequence; to be asked for inside a transaction.

        Numbers grow in the order of commits, so a reader that has seen number n never finds a smaller
        one later: nobody else draws any from the start of a transaction until it has committed. The
        counter is read once and written once for each transaction, since PostgreSQL would wade through
        every version of its row that the transaction itself has made.
        """
        drawn = self._local.changes
        self._local.changes = (self.script(_GET_CHANGES)[0][0] if drawn is None else drawn) + 1
        return int(self._local.changes)

    def fetch(self, query: peewee.Node) -> list[Row]:
        """The rows that a query gives, as plain tuples."""
        with self.session(), told_plainly(self.name):
            rows: list[Row] = self._run(query).fetchall()
            return rows

    def fetch_with(self, query: peewee.Node, *values: Any) -> list[Row]:
        """The rows of a query that a module keeps, with `values` for its parameters in their order.

        Its SQL is built once: peewee takes longer to build it than a database to find a few rows.
        """
        if id(query) not in self._statements:
            self._statements[id(query)] = (query, self._database.get_sql_context().sql(query).query()[0])
        with self.session(), told_plainly(self.name):
            rows: list[Row] = self._execute(self._statements[id(query)][1], list(values)).fetchall()
            return rows

    def fetch_sql(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a query that a module keeps written out, with `:name` where one of `values` stands."""
        with self.session(), told_plainly(self.name):
            rows: list[Row] = self._execute(*self._filled_in(sql, values)).fetchall()
            return rows

    def write_sql(self, sql: str, values: Mapping[str, Any]) -> None:
        """Run a statement of the same kind that gives no rows."""
        with self.session(), told_plainly(self.name):
            self._execute(*self._filled_in(sql, values))

    def write(self, query: peewee.Node) -> int:
        """Run a query that gives no rows; how many rows it wrote."""
        with self.session(), told_plainly(self.name):
            return int(self._run(query).rowcount)

    def insert(self, table: type[peewee.Model], values: Mapping[str, Any]) -> None:
        """Add a row. Raises Conflict when its key is taken."""
        self._insert(table, values, "")

    def insert_new(self, table: type[peewee.Model], values: Mapping[str, Any]) -> bool:
        """Add a row unless its key is taken; whether it was added."""
        return self._insert(table, values, " ON CONFLICT DO NOTHING") > 0

    def upsert(self, table: type[peewee.Model], values: Mapping[str, Any]) -> None:
        """Add a row, or write it over the one with the same `id`."""
        kept = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
        self._insert(table, values, f" ON CONFLICT (id) DO UPDATE SET {kept}")

    def script(self, statement: str) -> list[Row]:
        """Run a statement of SQL as it stands; its rows, where it has any."""
        with self.session(), told_plainly(self.name):
            cursor = self._database.execute_sql(statement)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def closed_on_failure(self) -> Iterator[None]:
        """Leave no connection behind when the block fails."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        with told_plainly(self.name):
            self._database.close_all()

    def _insert(self, table: type[peewee.Model], values: Mapping[str, Any], otherwise: str) -> int:
        # Written out: for forty columns peewee takes longer to build the statement than the database to run it.
        marks = ", ".join([self._database.param] * len(values))
        sql = f"INSERT INTO {table._meta.table_name} ({', '.join(values)}) VALUES ({marks}){otherwise}"  # noqa: S608 -- our names
        with self.session(), told_plainly(self.name):
            return int(self._execute(sql, list(values.values())).rowcount)

    def _filled_in(self, sql: str, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        if sql not in self._written:
            self._written[sql] = _NAMED.sub(self._database.param, sql), tuple(_NAMED.findall(sql))
        statement, names = self._written[sql]
        return statement, [values[name] for name in names]

    def _run(self, query: peewee.Node) -> Any:
        return self._execute(*self._database.get_sql_context().sql(query).query())

    def _execute(self, sql: str, values: list[Any]) -> Any:
        for value in values:
            if isinstance(value, str):
                refuse_unstorable(value)
        return self._database.execute_sql(sql, values)
