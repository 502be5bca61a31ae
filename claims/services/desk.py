"""The desk: what every service works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from claims.match import Ranker
from claims.services.fetch import Fetched, Validators
from claims.services.follow import Follower, index_folder
from claims.services.visitor import Visitor
from claims.settings import Settings
from claims.store import open_store
from claims.store.base import Store
from claims.store.urls import MEMORY, SqliteFile, parse_url


class Fetch(Protocol):
    """How pages and feeds are fetched."""

    def __call__(self, url: str, known: Validators = ..., /) -> Fetched:
        """Fetch an address, or with `known` only another version of it; visitor.py has what it may raise."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ledger with its index, what ranks its claims, clock and way to fetch pages."""

    store: Store
    index: Follower
    ranker: Ranker
    settings: Settings
    clock: Callable[[], datetime]
    fetch: Fetch


def utc_now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def open_desk(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Desk:
    """Open the ledger at `settings.database_url`, bringing its tables up to date.

    Raises StoreUnavailable when that cannot be done, InvalidInput for a URL that is not a database's, and where
    `settings.semantic` asks for an extra that is not installed.
    """
    ranker = Ranker(semantic=settings.semantic)
    store = open_store(settings.database_url, busy_timeout_ms=settings.busy_timeout_ms)
    index = Follower(store, index_folder(settings.database_url, settings.index_dir))
    return Desk(store, index, ranker, settings, clock, Visitor(settings, store, clock).fetch)


def is_in_memory(settings: Settings) -> bool:
    """Whether the ledger is one in memory, which is that of one process and ends with it."""
    target = parse_url(settings.database_url)
    return isinstance(target, SqliteFile) and target.path == MEMORY


def close_desk(desk: Desk) -> None:
    """Let go of the index and of the database."""
    desk.index.close()
    desk.store.close()
