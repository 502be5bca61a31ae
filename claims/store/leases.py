"""What one process holds alone while it works; killed at any moment, it lets go at once.

A ledger that one host has to itself lets one re-check work at a time. On a database server several share the work,
and each holds the claims that it looks at.
"""

import fcntl
import hashlib
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from claims.domain.errors import StoreUnavailable
from claims.store.connection import Connection


class Leases(Protocol):
    """The leases of one ledger. `one_at_a_time` says that a re-check holds it alone."""

    one_at_a_time: bool

    @contextmanager
    def lease_recheck(self) -> Iterator[bool]:
        """Whether a re-check may work while inside."""
        ...

    @contextmanager
    def lease_claims(self, ids: Collection[str]) -> Iterator[set[str]]:
        """Those of `ids` that the caller alone looks at while inside."""
        ...


class FileLeases:
    """Of a SQLite file: the lock of a file beside it, which the system takes back from a process that ends.

    Not of the file itself: closing it here would break the locks that SQLite has on it. And no row in a table:
    nobody could tell the row of a process that was killed from that of one that takes long.
    """

    one_at_a_time = True

    def __init__(self, database: str) -> None:
        self._path = Path(f"{database}.lock")

    @contextmanager
    def lease_recheck(self) -> Iterator[bool]:
        """Whether nobody else, in this process or another, is at a re-check."""
        try:
            file = self._path.open("a", encoding="ascii")
        except OSError as error:
            raise StoreUnavailable(f"{self._path} cannot be opened: {error.strerror}; check its rights.") from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    @contextmanager
    def lease_claims(self, ids: Collection[str]) -> Iterator[set[str]]:
        """All: who may work at all works alone."""
        yield set(ids)


class MemoryLeases:
    """Of a database in memory, which one process has to itself."""

    one_at_a_time = True

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def lease_recheck(self) -> Iterator[bool]:
        """Whether no other thread is at a re-check."""
        is_mine = self._lock.acquire(blocking=False)
        try:
            yield is_mine
        finally:
            if is_mine:
                self._lock.release()

    @contextmanager
    def lease_claims(self, ids: Collection[str]) -> Iterator[set[str]]:
        """All: who may work at all works alone."""
        yield set(ids)


class ServerLeases:
    """Of a ledger on PostgreSQL: advisory locks, which the server takes back when a connection ends.

    Not FOR UPDATE SKIP LOCKED on the claim's row: a re-check reads articles for a claim before it takes its turn as
    the ledger's one writer, and whoever has that turn meanwhile may want to write this very row. Each would wait for
    the other.
    """

    one_at_a_time = False

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    @contextmanager
    def lease_recheck(self) -> Iterator[bool]:
        """Always: several share the work."""
        yield True

    @contextmanager
    def lease_claims(self, ids: Collection[str]) -> Iterator[set[str]]:
        """Those at which no other re-check looks just now."""
        with self._db.session():
            mine = {id_ for id_, is_mine in self._each("pg_try_advisory_lock", ids) if is_mine}
            try:
                yield mine
            finally:
                with suppress(StoreUnavailable):  # the connection has broken, and the locks are gone with it
                    self._each("pg_advisory_unlock", mine)

    def _each(self, function: str, ids: Collection[str]) -> list[tuple[str, bool]]:
        """What a function of locks says for each id."""
        if not ids:
            return []
        asked = {f"id{n}": id_ for n, id_ in enumerate(ids)}
        keys = {f"key{n}": _key(id_) for n, id_ in enumerate(ids)}
        rows = ", ".join(f"(:id{n}, :key{n})" for n in range(len(ids)))
        space = "hashtext('claimdesk claim ' || current_schema())"
        sql = f"SELECT id, {function}({space}, key) FROM (VALUES {rows}) AS asked (id, key)"  # noqa: S608 -- our names
        return [(str(id_), bool(said)) for id_, said in self._db.fetch_sql(sql, asked | keys)]


def _key(claim_id: str) -> int:
    return int.from_bytes(hashlib.sha256(claim_id.encode()).digest()[:4], signed=True)
