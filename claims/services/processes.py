"""Which process works here, and whether another still does."""

import os
import socket
from datetime import datetime

from claims.domain.run import Process, is_silent


def this_process() -> Process:
    """The process that asks."""
    return Process(socket.gethostname(), os.getpid())


def is_gone(process: Process | None, beat_at: datetime, now: datetime) -> bool:
    """Whether a process has ended: it is no more on this host, or has given no sign of life for long."""
    return is_silent(beat_at, now) or (
        process is not None and process.host == socket.gethostname() and not _lives(process.pid)
    )


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
