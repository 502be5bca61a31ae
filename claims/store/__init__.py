"""The ledger's database: `open_store(url)` gives the one interface of base/ over SQLite and PostgreSQL."""

from pathlib import Path

from claims.store.answers import AnswerStore
from claims.store.articles import ArticleStore
from claims.store.base import Change, Store
from claims.store.claims import ClaimStore
from claims.store.connection import Connection
from claims.store.evidence import EvidenceStore
from claims.store.feeds import FeedStore
from claims.store.grouping import GroupingStore
from claims.store.kept import Kept
from claims.store.keys import KeyStore
from claims.store.leases import FileLeases, Leases, MemoryLeases, ServerLeases
from claims.store.migrate import check_schema
from claims.store.notices import NoticeStore
from claims.store.outlets import OutletStore
from claims.store.overview import OverviewStore
from claims.store.postgres import open_postgres
from claims.store.promises import PromiseStore
from claims.store.reviews import ReviewStore
from claims.store.sqlite import open_sqlite
from claims.store.texts import TextStore
from claims.store.upkeep import UpkeepStore
from claims.store.urls import MEMORY, SqliteFile, parse_url

__all__ = ["Change", "Store", "open_store"]


class LedgerStore(
    ArticleStore,
    ClaimStore,
    EvidenceStore,
    ReviewStore,
    GroupingStore,
    OverviewStore,
    OutletStore,
    PromiseStore,
    UpkeepStore,
    KeyStore,
    FeedStore,
    NoticeStore,
    TextStore,
    AnswerStore,
):
    """The store over a connection; each of its parts is a module of this package."""

    def __init__(self, connection: Connection, leases: Leases) -> None:
        self._db = connection
        self._kept = Kept(connection)
        self.kept = self._kept.get
        self.one_at_a_time = leases.one_at_a_time
        self.lease_recheck = leases.lease_recheck
        self.lease_claims = leases.lease_claims
        self.transaction = connection.transaction
        self.snapshot = connection.snapshot
        self.held = connection.held
        self.apart = connection.apart
        self.session = connection.session
        self.close = connection.close

    def ping(self) -> None:
        """Read a table; "SELECT 1" would be answered by a database that has lost all of them."""
        check_schema(self._db)

    def last_change(self) -> int:
        """The newest number of the change sequence."""
        return int(self._db.script("SELECT last_one FROM changes")[0][0])


def open_store(url: str, *, busy_timeout_ms: int = 5000) -> Store:
    """Open the database that `url` names and bring it to the present schema.

    Accepted are `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite:///:memory:` and
    `postgresql://...`. `busy_timeout_ms` is how long a write waits for another one.

    Raises InvalidInput for any other URL, and StoreUnavailable when the database cannot be opened,
    read or written, or belongs to a newer Claimdesk.
    """
    target = parse_url(url)
    if isinstance(target, SqliteFile):
        connection = open_sqlite(target.path, busy_timeout_ms)
        is_file = target.path != MEMORY
        return LedgerStore(connection, FileLeases(str(Path(target.path).absolute())) if is_file else MemoryLeases())
    connection = open_postgres(target.url, busy_timeout_ms)
    return LedgerStore(connection, ServerLeases(connection))
