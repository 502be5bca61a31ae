"""SQLite: one file, many readers beside one writer (write-ahead log)."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from peewee import OperationalError
from playhouse.pool import PooledSqliteDatabase

from claims.domain.errors import StoreUnavailable
from claims.store.connection import Connection
from claims.store.migrate import migrate
from claims.store.urls import MEMORY

_TYPES = {
    "text": "TEXT",
    "serial": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "clustered": " WITHOUT ROWID",  # the rows are their primary key, and kept once
}
_MAX_CONNECTIONS = 64
_PAUSE = 0.02  # seconds between two tries
_ASK_AGAIN = 0.002  # seconds between two questions for the write lock


class _Database(PooledSqliteDatabase):
    """A pool whose transactions wait for the write lock by asking every few milliseconds.

    SQLite alone soon asks ten times a second only. Beside a process that writes almost without a pause, as an
    import does, it finds the lock taken each time until its patience ends.
    """

    busy_timeout_ms = 0

    def begin(self, lock_type: str | None = None) -> None:
        """Begin a transaction, once no other process writes."""
        deadline = time.monotonic() + self.busy_timeout_ms / 1000
        self.execute_sql("PRAGMA busy_timeout = 0")  # type: ignore[no-untyped-call]
        try:
            while True:
                try:
                    super().begin(lock_type)
                    return
                except OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() > deadline:
                        raise
                time.sleep(_ASK_AGAIN)
        finally:
            self.execute_sql(f"PRAGMA busy_timeout = {self.busy_timeout_ms}")  # type: ignore[no-untyped-call]


def open_sqlite(path: str, busy_timeout_ms: int) -> Connection:
    """The database in a file, made if there is none; or one in memory, which lives as long as the store.

    Raises StoreUnavailable where it cannot be opened, written or brought to the present schema.
    """
    in_memory = path == MEMORY
    database = _Database(  # type: ignore[no-untyped-call]
        # A path from the start, so that the working directory may change later.
        path if in_memory else str(Path(path).absolute()),
        # A second connection to a database in memory would be another database.
        max_connections=1 if in_memory else _MAX_CONNECTIONS,
        timeout=max(busy_timeout_ms, 1) / 1000,  # for a connection of the pool; 0 would mean for ever
        pragmas=[
            ("busy_timeout", busy_timeout_ms),
            ("foreign_keys", 1),
            ("synchronous", "normal"),  # with the log, safe against a crash of the process and never corrupt
        ],
        lock_type="IMMEDIATE",  # a transaction takes the write lock at its start, where waiting is harmless
        check_same_thread=False,  # the pool hands a connection from thread to thread, never to two at once
    )
    database.busy_timeout_ms = busy_timeout_ms
    connection = Connection(database, path, busy_timeout_ms)
    with connection.closed_on_failure():
        _write_ahead(connection, busy_timeout_ms)
        migrate(connection, _TYPES)
    if not in_memory:
        connection.still_there = _unless_replaced(database.database)
    return connection


def _unless_replaced(path: str) -> Callable[[], bool]:
    """Whether the file at `path` is the one that is there now.

    A file that was deleted or replaced lives on for those who have it open, and what they write goes with
    them: nobody would notice before the next start.
    """
    opened = _identity(path)
    return lambda: _identity(path) == opened


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 -- asked in every session, where making a Path takes longer
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _write_ahead(connection: Connection, busy_timeout_ms: int) -> None:
    """Turn on the write-ahead log, which stays on in the file.

    SQLite does not wait for this lock by itself: of two processes opening a new file at once, one is
    told at once that the file is locked.
    """
    deadline = time.monotonic() + busy_timeout_ms / 1000
    while True:
        try:
            connection.script("PRAGMA journal_mode = wal")
            return
        except StoreUnavailable as error:
            if "locked" not in str(error.__cause__) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
