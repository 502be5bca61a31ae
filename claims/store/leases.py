"""What one process holds alone while it works; killed at any moment, it lets go at once.

A ledger that one host has to itself lets one re-check work at a time. On a database server several share the work,
and each holds the claim that it looks at.
"""

import fcntl
import hashlib
import threading
from collections.abc import Iterator
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
    def lease_claim(self, claim_id: str) -> Iterator[bool]:
        """Whether the caller alone looks at a claim while inside."""
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
    def lease_claim(self, _claim_id: str) -> Iterator[bool]:
        """Always: who may work at all works alone."""
        yield True


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
    def lease_claim(self, _claim_id: str) -> Iterator[bool]:
        """Always: who may work at all works alone."""
        yield True


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
    def lease_claim(self, claim_id: str) -> Iterator[bool]:
        """Whether no other re-check looks at this claim just now."""
        key = int.from_bytes(hashlib.sha256(claim_id.encode()).digest()[:4], signed=True)
        names = f"(hashtext('claimdesk claim ' || current_schema()), {key})"
        with self._db.session():
            if not self._db.script(f"SELECT pg_try_advisory_lock{names}")[0][0]:
                yield False
                return
            try:
                yield True
            finally:
                with suppress(StoreUnavailable):  # the connection has broken, and the lock is gone with it
                    self._db.script(f"SELECT pg_advisory_unlock{names}")
