"""Rows of a CSV as spreadsheets write it (RFC 4180), whatever their delimiter, within bounds."""

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from claims.domain.errors import InvalidInput

_DELIMITERS = ",;\t"  # as spreadsheets write them, by their language
_LONGEST_LINE = 1_000_000  # bytes
_LONGEST_HEAD = 10_000  # characters of the first row
_NOT_UTF8 = "The row is not UTF-8; save the sheet as “CSV UTF-8”."


class _Written:
    """A file to which csv writes, that gives the line."""

    def write(self, line: str) -> str:
        return line


def csv_line(cells: Sequence[str]) -> str:
    """Cells as a line of CSV, with its end."""
    return str(csv.writer(_Written()).writerow(cells))


class Sheet:
    """A CSV whose first row names its columns, in lower case and without white space around them.

    Raises InvalidInput where it does not, or does not name the `needed` one.
    """

    def __init__(self, file: BinaryIO, needed: str) -> None:
        self._lines = _lines(file)
        first = next(self._lines, "").removeprefix("\ufeff")
        if _is_not_utf8(first):
            raise InvalidInput(_NOT_UTF8)
        self._delimiter = max(_DELIMITERS, key=first.count)
        try:
            names = next(csv.reader([first], delimiter=self._delimiter), []) if len(first) <= _LONGEST_HEAD else []
        except csv.Error:
            names = []  # all rows are in one line, as no spreadsheet of today ends them
        self.columns = [name.strip().lower() for name in names]
        if needed not in self.columns or len(set(self.columns)) < len(self.columns):
            raise InvalidInput(f"The first row must name the columns, each once, and `{needed}` among them.")

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each row that is not empty with the line it begins on; or a sentence on what is wrong with it."""
        reader = csv.reader(self._lines, delimiter=self._delimiter)
        while True:
            begins = reader.line_num + 2  # the names of the columns stand before
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield begins, f"The row is not CSV that can be read: {error}."
                continue
            if any(cells):
                yield begins, cells

    def named(self, cells: list[str] | str) -> dict[str, str]:
        """The cells of a row that are not blank, by their columns. Raises InvalidInput for what is no row."""
        if isinstance(cells, str):
            raise InvalidInput(cells)
        if len(cells) != len(self.columns):
            raise InvalidInput(f"The row has {len(cells)} cells; the first row names {len(self.columns)} columns.")
        if any(map(_is_not_utf8, cells)):
            raise InvalidInput(_NOT_UTF8)
        return {name: cell.strip() for name, cell in zip(self.columns, cells, strict=True) if cell.strip()}


def _is_not_utf8(text: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in text)


def _lines(file: BinaryIO) -> Iterator[str]:
    """The lines with their ends; one that is too long is cut, and then no row that can be read."""
    while raw := file.readline(_LONGEST_LINE):
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        yield raw.decode("utf-8", "surrogateescape")
