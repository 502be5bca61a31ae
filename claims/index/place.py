"""The folder of an index on disk: its lock, and whether it was written since."""

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

_ASK_AGAIN = 0.02  # seconds between two questions for the lock
_META = "meta.json"  # which tantivy replaces at each commit

Stamp = tuple[int, int, int]


class Place:
    """A folder that processes of one host share; one of them writes at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stamp(self) -> Stamp | None:
        """Another one after each commit; None where there is no index."""
        try:
            found = (self.folder / _META).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size

    @contextlib.contextmanager
    def locked(self, *, wait: bool) -> Iterator[bool]:
        """Hold the lock, which ends with the process, inside; False where another holds it and `wait` is not set.

        Raises OSError where the folder cannot be written.
        """
        handle = self._lock()
        while handle is None and wait:
            time.sleep(_ASK_AGAIN)
            handle = self._lock()
        try:
            yield handle is not None
        finally:
            if handle is not None:
                os.close(handle)

    def _lock(self) -> int | None:
        path = self.folder.parent / f"{self.folder.name}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever deleted the folder took the lock along: it keeps nobody out any more.
            if os.fstat(handle).st_ino == path.stat().st_ino:
                return handle
        except OSError:
            pass
        os.close(handle)
        return None

    def clear(self) -> None:
        """Throw the index away and leave an empty folder. Those who have it open keep what they see."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def size(self) -> int:
        """Bytes on disk."""
        with contextlib.suppress(OSError):
            return sum(file.stat().st_size for file in self.folder.iterdir())
        return 0
