"""Seats for clients that stay: each keeps a thread of the server, so there are only so many."""

import threading
from collections import Counter
from collections.abc import Callable


class Seats:
    """Room for `number` clients at once, of which one and the same client is given half at most."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._most = max(1, number // 2)
        self._taken: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, who: str | None) -> Callable[[], None] | None:
        """A seat, as what gives it back; None where there is none for them. `who` is None where nobody is counted."""
        with self._lock:
            if self._free == 0 or (who is not None and self._taken[who] == self._most):
                return None
            self._free -= 1
            if who is not None:
                self._taken[who] += 1
        return lambda: self._give_back(who)

    def _give_back(self, who: str | None) -> None:
        with self._lock:
            self._free += 1
            if who is not None:
                self._taken[who] -= 1
                self._taken += Counter()  # forgets those who have none
