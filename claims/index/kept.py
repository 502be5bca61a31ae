"""Where the base of a collection is kept: in memory, or in a folder that the processes of a host share."""

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from claims.index.base import Base, Form, Writer, digest_or_none, in_folder, in_memory
from claims.index.place import Place, Stamp

_COMMIT_EVERY = 1_000_000  # texts; a build that was killed goes on from there
_WITNESSES = 500  # numbers of the sequence, up to that of a base, whose changes it has to hold

log = logging.getLogger(__name__)


class Change(Protocol):
    """A text to take up, or to drop (None), at a number of the change sequence."""

    @property
    def seq(self) -> int: ...  # noqa: D102

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def text(self) -> str | None: ...  # noqa: D102


Changes = Callable[[int, int], Sequence[Change]]  # those after a number, so many at most, oldest first
Progress = Callable[[int], None]  # is told the number of the last change taken up


class Kept(Protocol):
    """A place for a base."""

    def newer(self) -> Base | None:
        """The base, if it is another one than at the last call or writing."""
        ...

    def write(self, since: int, changes: Iterable[Change], seq: int) -> Base | None:
        """Bring the base forward from `since` to `seq`; None where another process is writing.

        Where one has brought it further, or thrown it away, the answer is the base as it is or has to be then.
        """
        ...

    def build(self, progress: Progress | None = None) -> Base:
        """Bring the base forward to the newest change; from the beginning where it has to be."""
        ...

    def clear(self) -> None:
        """Throw it away."""
        ...

    def size(self) -> int:
        """Bytes on disk."""
        ...


class InMemory:
    """For one process, as long as it lives."""

    def __init__(self, changes: Changes, batch: int, form: Form) -> None:
        self._changes, self._batch, self._form = changes, batch, form
        self._index = in_memory()

    def newer(self) -> Base | None:  # noqa: D102
        return None

    def write(self, since: int, changes: Iterable[Change], seq: int) -> Base | None:  # noqa: D102
        return _write(self._index, changes, seq, self._form)

    def build(self, progress: Progress | None = None) -> Base:  # noqa: D102
        return _extend(self._index, self._changes, self._batch, self._form, progress)

    def clear(self) -> None:  # noqa: D102
        self._index = in_memory()

    def size(self) -> int:  # noqa: D102
        return 0


class OnDisk:
    """For all processes of a host, in a folder. What is found there is believed only if it agrees with the store."""

    def __init__(self, folder: Path, changes: Changes, batch: int, form: Form) -> None:
        self._place = Place(folder)
        self._changes, self._batch, self._form = changes, batch, form
        self._seen: Stamp | None = None

    def newer(self) -> Base | None:  # noqa: D102
        stamp = self._place.stamp()
        if stamp is None or stamp == self._seen:
            return None
        self._seen = stamp
        index = self._open()
        return Base(index) if index is not None else None

    def write(self, since: int, changes: Iterable[Change], seq: int) -> Base | None:  # noqa: D102
        with self._place.locked(wait=False) as is_ours:
            if not is_ours:
                return None
            index = self._open_or_new()
            base = Base(index)
            if base.seq == since:
                base = _write(index, changes, seq, self._form)
            elif base.seq < since:  # thrown away meanwhile
                base = _extend(index, self._changes, self._batch, self._form, None)
            self._seen = self._place.stamp()
            return base

    def build(self, progress: Progress | None = None) -> Base:  # noqa: D102
        with self._place.locked(wait=True):
            base = _extend(self._open_or_new(), self._changes, self._batch, self._form, progress)
            self._seen = self._place.stamp()
            return base

    def clear(self) -> None:  # noqa: D102
        with self._place.locked(wait=True):
            self._place.clear()

    def size(self) -> int:  # noqa: D102
        return self._place.size()

    def _open_or_new(self) -> Any:
        """Called with the lock held, when what cannot be used is no half-written thing of another process."""
        index = self._open()
        if index is not None:
            return index
        if self._place.stamp() is not None:
            log.warning("The index in %s cannot be used and is built again.", self._place.folder)
        self._place.clear()
        return in_folder(self._place.folder, new=True)

    def _open(self) -> Any:
        """The index on disk; None where there is none that can be read and agrees with the store."""
        if self._place.stamp() is None:
            return None
        with suppress(ValueError, OSError):
            index = in_folder(self._place.folder)
            if self._agrees(Base(index)):
                return index
        return None

    def _agrees(self, base: Base) -> bool:
        """Whether the newest changes that the base should hold are in it.

        They are not where it is that of another ledger, or the database was put back to an earlier day.
        """
        if base.seq == 0:
            return True
        newest = self._changes(max(0, base.seq - _WITNESSES), _WITNESSES)
        witnesses = [change for change in newest if change.seq <= base.seq]
        return bool(witnesses) and all(base.digest(w.id) == digest_or_none(w.text) for w in witnesses)


def _write(index: Any, changes: Iterable[Change], seq: int, form: Form) -> Base:
    writer = Writer(index, form)
    try:
        writer.update((change.id, change.text) for change in changes)
        return writer.commit(seq)
    finally:
        writer.close()


def _extend(index: Any, changes: Changes, batch: int, form: Form, progress: Progress | None) -> Base:
    """Everything that changed after the number of the index, in commits that a kill leaves standing."""
    seq, uncommitted = Base(index).seq, 0
    writer = Writer(index, form, building=True)
    try:
        while behind := changes(seq, batch):
            writer.update((change.id, change.text) for change in behind)
            seq, uncommitted = behind[-1].seq, uncommitted + len(behind)
            if uncommitted >= _COMMIT_EVERY:
                writer.commit(seq)
                uncommitted = 0
            if progress is not None:
                progress(seq)
        writer.commit(seq)
    finally:
        writer.close()
    index.reload()  # what merging made of it
    return Base(index)
