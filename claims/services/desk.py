"""The desk: what every service works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from claims.match import Ranker
from claims.services.fetch import Fetched, fetch
from claims.services.follow import Follower, index_folder
from claims.settings import Settings
from claims.store import open_store
from claims.store.base import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ledger with its index, what ranks its claims, clock and way to fetch pages."""

    store: Store
    index: Follower
    ranker: Ranker
    settings: Settings
    clock: Callable[[], datetime]
    fetch: Callable[[str], Fetched]


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
    return Desk(store, index, ranker, settings, clock, lambda url: fetch(url, settings))


def close_desk(desk: Desk) -> None:
    """Let go of the index and of the database."""
    desk.index.close()
    desk.store.close()
