"""Whether the ledger can be worked with."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from claims.domain.errors import StoreUnavailable
from claims.services.desk import Desk
from claims.store.urls import MEMORY, SqliteFile, parse_url


def check_ready(desk: Desk) -> None:
    """Read the database, compare its schema with this version, see that its file may be written and disks have room.

    Raises StoreUnavailable for the first that is not as it should be.
    """
    desk.store.ping()
    for place in _written(desk):
        if not os.access(place, os.W_OK):
            raise StoreUnavailable(f"{place} cannot be written; check the rights to it, and how its disk is mounted.")
    for what, folder in _folders(desk):
        try:
            free = shutil.disk_usage(folder).free
        except OSError as error:
            raise StoreUnavailable(f"The disk of the {what} cannot be looked at: {error.strerror}.") from None
        if free < desk.settings.min_free_bytes:
            raise StoreUnavailable(
                f"The disk of the {what} has {free // 1_000_000:,} MB left, and less than CLAIMS_MIN_FREE_BYTES; "
                "free some."
            )


def _written(desk: Desk) -> Iterator[Path]:
    """A ledger's file, and the folder in which SQLite makes files beside it."""
    target = parse_url(desk.settings.database_url)
    if isinstance(target, SqliteFile) and target.path != MEMORY:
        yield from (Path(target.path), Path(target.path).absolute().parent)


def _folders(desk: Desk) -> Iterator[tuple[str, Path]]:
    target = parse_url(desk.settings.database_url)
    if isinstance(target, SqliteFile) and target.path != MEMORY:
        yield "ledger", Path(target.path).absolute().parent
    if desk.index.folder is not None:  # which is made once there is something to put into it
        yield "index", next(folder for folder in desk.index.folder.parents if folder.exists())
