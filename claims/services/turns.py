"""Whose turn it is: requests of this process to one host keep a distance, and a host that asks to is left alone."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from claims.domain.errors import FetchFailed

_PATIENCE = 60.0  # seconds that a request waits for its turn, at most
_MOST_HOSTS = 10_000


class Turns:
    """When each host may be asked next. Safe to share between threads; `clock` counts seconds, `sleep` waits them."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}  # by host, when its next turn begins
        self._held: dict[str, float] = {}  # by host, until when it asked to be left alone

    def take(self, host: str, gap: float) -> None:
        """Wait until the host may be asked, and keep others from it for `gap` seconds after that.

        Raises FetchFailed where that is not within a minute.
        """
        with self._lock:
            now = self._clock()
            self._forget(now)
            starts = max(now, self._free.get(host, now), self._held.get(host, now))
            if starts - now > _PATIENCE:
                wait = timedelta(seconds=starts - now)
                raise FetchFailed(f"{host} is left alone for another {_in_words(wait)}.", wait=wait)
            self._free[host] = starts + gap
        if starts > now:
            self._sleep(starts - now)

    def hold(self, host: str, wait: timedelta) -> None:
        """Leave the host alone, as it asked."""
        with self._lock:
            self._held[host] = max(self._held.get(host, 0.0), self._clock() + wait.total_seconds())

    def _forget(self, now: float) -> None:
        """Drop the hosts that anybody may ask, once there are many."""
        for table in (self._free, self._held):
            if len(table) > _MOST_HOSTS:
                for host in [host for host, at in table.items() if at <= now]:
                    del table[host]


def _in_words(wait: timedelta) -> str:
    minutes = round(wait.total_seconds() / 60)
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"
