"""Rows that come in in numbers, of which some may be refused while the others go in."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken in: its line, counted from 1, and why not.

    `raw` has its bytes with the line end, to be mended and handed in again; None for what was too long to be kept.
    `head` is what stands before the first row in a file of such rows.
    """

    line: int
    message: str
    raw: bytes | None
    head: bytes = b""


Refuse = Callable[[Refused], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: how many rows were taken in, were on file already, were refused."""

    imported: int
    skipped: int
    refused: int


class Tally:
    """Counts what becomes of rows, and passes on those that are refused."""

    def __init__(self, refuse: Refuse | None, progress: Progress | None) -> None:
        self._refuse, self._progress = refuse, progress
        self._imported = self._skipped = self._refused = 0

    def took_in(self, line: int, *, is_new: bool) -> None:
        """A row was taken in, or was on file already."""
        self._imported += is_new
        self._skipped += not is_new
        self._tell(line)

    def refused(self, row: Refused) -> None:
        """A row was refused."""
        self._refused += 1
        if self._refuse is not None:
            self._refuse(row)
        self._tell(row.line)

    def report(self) -> ImportReport:
        """What has become of all of them."""
        return ImportReport(self._imported, self._skipped, self._refused)

    def _tell(self, line: int) -> None:
        if self._progress is not None:
            self._progress(line, None)
