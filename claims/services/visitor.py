"""The polite visitor: what is fetched is asked of robots.txt first, and no host is asked too often."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from claims.domain.errors import FetchFailed
from claims.services.fetch import NOTHING_KNOWN, Fetched, Validators, Wanted, fetch, user_agent
from claims.services.robots import MAX_BYTES, Permission, ask_robots
from claims.services.turns import Turns
from claims.settings import Settings
from claims.store.base import Store


@dataclass(slots=True)
class _Visit:
    """Where a visit has come to."""

    host: str = ""
    robots: str = ""


class Visitor:
    """Fetches for one process. Safe to share between threads."""

    def __init__(
        self, settings: Settings, store: Store, clock: Callable[[], datetime], turns: Turns | None = None
    ) -> None:
        user_agent(settings)  # so that a contact which cannot be used stops the start
        self._settings = settings
        self._store = store
        self._clock = clock
        self._turns = turns or Turns()

    def fetch(self, url: str, known: Validators = NOTHING_KNOWN) -> Fetched:
        """Fetch one page or feed; with `known`, only a version that differs from it.

        It waits for its turn with the host, up to a minute. Raises FetchFailed, and then `wait` is how long the host
        asks to be left alone, which it is.
        """
        visit = _Visit()

        def before(address: str) -> None:
            permission = self._permission(address)
            visit.robots = permission.reason
            self._take_turn(address, permission.delay, visit)

        found = self._left_alone(url, Wanted(known=known, before=before), visit)
        return replace(found, robots=visit.robots)

    def _permission(self, address: str) -> Permission:
        if not self._settings.fetch_robots:
            return Permission("robots.txt is not asked (CLAIMS_FETCH_ROBOTS is off).")
        if not address.lower().startswith(("http://", "https://")) or not _host_of(address):
            return Permission("")
        return ask_robots(self._store, address, self._robots_file, self._clock())

    def _robots_file(self, address: str) -> Fetched:
        visit = _Visit()
        wanted = Wanted(before=lambda each: self._take_turn(each, 0.0, visit), max_bytes=MAX_BYTES, cut=True)
        return self._left_alone(address, wanted, visit)

    def _take_turn(self, address: str, delay: float, visit: _Visit) -> None:
        visit.host = _host_of(address)
        if visit.host:
            self._turns.take(visit.host, max(delay, self._settings.fetch_gap_seconds))

    def _left_alone(self, url: str, wanted: Wanted, visit: _Visit) -> Fetched:
        try:
            return fetch(url, self._settings, wanted)
        except FetchFailed as error:
            if error.wait is not None and error.status is not None:
                self._turns.hold(visit.host, error.wait)
            raise


def _host_of(address: str) -> str:
    """The host of an address; "" for what is no address, of which fetching it says what is wrong."""
    try:
        return (urlsplit(address).hostname or "") if address.isprintable() else ""
    except ValueError:
        return ""
