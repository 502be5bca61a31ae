"""Waiting for a database that is away for a moment: only for work that nobody waits for, and that can be begun anew."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from claims.domain.errors import StoreAway

T = TypeVar("T")

_FIRST_PAUSE = 0.1  # seconds; each is twice the one before
_LONGEST_PAUSE = 5.0

log = logging.getLogger(__name__)


def patiently(work: Callable[[], T], seconds: float) -> T:
    """What `work` gives, which is begun anew for so many seconds while the database is away; then StoreAway is raised.

    It has to be one transaction, to write nothing, or to be such that doing part of it again changes nothing.
    """
    until = time.monotonic() + seconds
    pause = _FIRST_PAUSE
    while True:
        try:
            return work()
        except StoreAway as error:
            left = until - time.monotonic()
            if left <= 0:
                raise
            if pause == _FIRST_PAUSE:
                log.warning("%s Waiting for it, %.0f seconds at most.", error, left)
        time.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE)
