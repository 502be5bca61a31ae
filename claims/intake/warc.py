"""Web archives (WARC, ISO 28500): the pages in them, one by one, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from claims.domain.address import is_web_address
from claims.domain.errors import InvalidInput
from claims.intake.limits import Limits

_LONGEST_HEAD = 1_000_000  # bytes of the headers of a record
_PIECE = 65_536  # bytes
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_OK = "200"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page of an archive: what was answered at `url`; `number` counts the records of the archive, from 1."""

    number: int
    url: str
    content_type: str
    charset: str | None
    body: bytes


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]
    """warcio's reader, which by itself would read a line or a head of any length."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._head = 0

    def readline(self, length: int | None = None) -> bytes:
        """A line, of the headers or of what stands between chunks."""
        line: bytes = super().readline(min(length or _LONGEST_HEAD, _LONGEST_HEAD))
        self._head += len(line)
        if self._head > _LONGEST_HEAD:
            raise ArchiveLoadFailed(f"the headers of a record are longer than {_LONGEST_HEAD:,} bytes")
        return line

    def read(self, length: int | None = None) -> bytes:
        """What is no header."""
        self._head = 0
        found: bytes = super().read(length)
        return found


def read_warc(file: BinaryIO, limits: Limits) -> Iterator[ArchivedPage]:
    """The pages that were answered with 200, in their order; other records are passed over.

    A body is unpacked no further than one byte over the limit, so that its own limit speaks. Raises InvalidInput for
    what is no archive, or is damaged: what stood before has been given by then.
    """
    archive: Any = ArchiveIterator(file)
    archive.reader = _Reader(archive.fh)
    number = 0
    try:
        for number, record in enumerate(archive, 1):
            page = _page(record, number, limits)
            if page is not None:
                yield page
    except (ArchiveLoadFailed, EOFError, ValueError, OSError, KeyError, AttributeError) as error:
        where = f"after record {number}" if number else "from its first record on"
        raise InvalidInput(
            f"The file is no web archive that can be read, {where}: {str(error).strip()[:200]}."
        ) from None


def _page(record: ArcWarcRecord, number: int, limits: Limits) -> ArchivedPage | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    kind, _, parameters = (record.http_headers.get_header("Content-Type") or "").partition(";")
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not is_web_address(url):
        return None
    if record.http_headers.get_statuscode() != _OK or kind.strip().lower() not in _PAGES:
        return None
    charset = parameters.lower().partition("charset=")[2].strip(" \"'") or None
    body = _body(record, limits.max_bytes + 1)
    if len(body) <= limits.max_bytes and _is_cut_off(record):
        raise InvalidInput(f"The file breaks off within record {number}, {url[:200]}, which is left out.")
    return ArchivedPage(number, url, kind.strip().lower(), charset, body)


def _body(record: ArcWarcRecord, most: int) -> bytes:
    """The unpacked body, `most` bytes of it."""
    stream, pieces, left = record.content_stream(), [], most
    while left and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _is_cut_off(record: ArcWarcRecord) -> bool:
    """Whether less of a record is there than its length says, as where a crawler was killed or a copy broke off."""
    while record.raw_stream.read(_PIECE):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))
