"""Copies of the ledger for bad days: taken while it is at work, and put back."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from claims.domain.errors import Conflict, InvalidInput
from claims.services.follow import index_folder
from claims.settings import Settings
from claims.store.copies import check_copy, copy_sqlite, put_back
from claims.store.urls import MEMORY, SqliteFile, parse_url

Progress = Callable[[int, int | None], None]


def back_up(settings: Settings, file: Path, progress: Progress) -> None:
    """Copy the ledger as it stands to a new file; whoever is at work goes on.

    Raises Conflict where the file is there already, InvalidInput for a ledger that is not in a SQLite file,
    StoreUnavailable where it cannot be read or there is no room.
    """
    copy_sqlite(_ledger(settings), file, progress)


def restore(settings: Settings, file: Path, now: datetime, progress: Progress, *, replace: bool) -> Path | None:
    """Put a copy in the ledger's place; with `replace`, also where one is, which is kept: at the path returned.

    The index is built anew by whoever opens the ledger next.

    Raises InvalidInput for a file that is no copy of a ledger, Conflict where a ledger is there and `replace` is
    False, StoreUnavailable where somebody has it open.
    """
    ledger = _ledger(settings)
    check_copy(file)
    if ledger.exists() and not replace:
        raise Conflict(f"{ledger} is there already; --replace puts the copy in its place, and keeps it beside.")
    if ledger.exists() and ledger.samefile(file):
        raise InvalidInput(f"{file} is the ledger itself.")
    kept = put_back(file, ledger, now, progress)
    folder = index_folder(settings.database_url, settings.index_dir)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
    return kept


def _ledger(settings: Settings) -> Path:
    target = parse_url(settings.database_url)
    if not isinstance(target, SqliteFile):
        raise InvalidInput("This ledger is in PostgreSQL: use its pg_dump and pg_restore.")
    if target.path == MEMORY:
        raise InvalidInput("This ledger is in memory and ends with its process; export it while it runs.")
    return Path(target.path)
