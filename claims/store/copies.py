"""Copies of a SQLite ledger: taken while others write, and put back while nobody has it open."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from claims.domain.errors import Conflict, InvalidInput, StoreUnavailable
from claims.store.errors import told_plainly
from claims.store.migrate import known_migrations

Progress = Callable[[int, int | None], None]

_STEP = 1_000  # pages between two reports of progress
_PATIENCE = 5.0  # seconds
_MARK = b"SQLite format 3\0"
_OURS_ALONE = 0o600  # a copy has the secrets that sign webhooks


def copy_sqlite(source: Path, target: Path, progress: Progress) -> None:
    """Write the ledger in `source` as it stands now to `target`, a new file that appears whole or not at all.

    It is read in one transaction, which keeps nobody from writing. `progress` is told pages.

    Raises Conflict where `target` is there already, StoreUnavailable where there is no ledger or no room.
    """
    if not source.exists():
        raise StoreUnavailable(f"{source} is not there; check --database.")
    with _new_file(target) as unfinished, told_plainly(str(source)):
        _copy(source, unfinished, str(target), progress)
        _check(unfinished, str(target))


def check_copy(file: Path) -> None:
    """See whether a file is a whole ledger that this version can read.

    Raises InvalidInput for what is none, StoreUnavailable for one that is damaged or of a newer version.
    """
    try:
        with file.open("rb") as opened:
            mark = opened.read(len(_MARK))
    except OSError as error:
        raise InvalidInput(f"{file}: {error.strerror}.") from None
    if mark != _MARK:
        raise InvalidInput(f"{file} is not a SQLite database.")
    with told_plainly(str(file)):
        _check(file, str(file))


def put_back(file: Path, target: Path, now: datetime, progress: Progress) -> Path | None:
    """Put a copy in the place of the ledger at `target`; where the ledger that was there is kept, if any was.

    At every instant there is a whole ledger at `target`: the one from before, or the copy.

    Raises StoreUnavailable where somebody has it open, or there is no room.
    """
    aside = target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}")
    with told_plainly(str(target)), _unfinished(target) as unfinished:
        _copy(file, unfinished, str(target), progress)
        was_there = target.exists()
        if was_there:
            _take_from_everybody(target)
            os.link(target, aside)
        for ending in ("-wal", "-shm"):  # of a ledger that is gone: SQLite would read them into the new one
            with suppress(FileNotFoundError):
                Path(f"{target}{ending}").rename(f"{aside}{ending}")
        unfinished.replace(target)
        _keep_folder(target)
    return aside if was_there else None


def _copy(source: Path, target: Path, name: str, progress: Progress) -> None:
    """Copy a ledger into the file `target`, which is to have this `name`: what fails is its disk, more likely."""
    with closing(_open(source)) as reading, closing(_open(target)) as writing:
        reading.execute("BEGIN")
        reading.execute("SELECT name FROM migrations").fetchone()  # from here on it reads one state
        with told_plainly(name):
            reading.backup(writing, pages=_STEP, progress=lambda _, left, total: progress(total - left, total))
            writing.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        reading.rollback()
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _open(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there."""
    place = f"file://{quote(str(file.absolute()))}?mode=rw"
    return sqlite3.connect(place, uri=True, timeout=_PATIENCE, isolation_level=None)


def _check(file: Path, name: str) -> None:
    with closing(sqlite3.connect(f"file://{quote(str(file.absolute()))}?immutable=1", uri=True)) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreUnavailable(f"{name} is damaged: {found[:200]}; take another copy.")
        tables = {table for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"migrations", "claims"} <= tables:
            raise InvalidInput(f"{name} is a SQLite database, and no ledger of Claimdesk.")
        applied = {migration for (migration,) in connection.execute("SELECT name FROM migrations")}
        if unknown := sorted(applied - known_migrations().keys()):
            raise StoreUnavailable(f"{name} was written by a newer Claimdesk (it has {unknown[0]}); update this one.")


def _take_from_everybody(ledger: Path) -> None:
    """Bring what is in the log of a ledger into its file. Raises StoreUnavailable where anybody has it open."""
    try:
        with closing(_open(ledger)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise StoreUnavailable(f"{ledger} is in use; stop the server and everything else that has it open.") from None
    except sqlite3.DatabaseError:
        return  # it is damaged, which may be why a copy is put back; it is kept as it is


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A file to write that becomes `target`, of which there is none yet. The place is taken first."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE))
    except FileExistsError:
        raise Conflict(f"{target} is there already, and nothing is written over; name another file.") from None
    try:
        with _unfinished(target) as unfinished:
            yield unfinished
            unfinished.replace(target)
            _keep_folder(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """An empty file beside `target`, gone afterwards unless it was moved."""
    file = target.with_name(f".{target.name}.{secrets.token_hex(3)}.part")
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE))
    try:
        yield file
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{file}{ending}").unlink(missing_ok=True)


def _keep_folder(file: Path) -> None:
    """Have the disk remember what was renamed."""
    folder = os.open(file.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
