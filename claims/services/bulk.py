"""Articles in numbers: files, folders, archives, feeds, addresses and JSON lines, one transaction an article."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from claims.domain.article import DatedBy
from claims.domain.errors import FetchFailed, InvalidInput
from claims.domain.moment import parse_moment
from claims.intake import Sheet, read_feed, read_html, read_jsonl, read_text, read_warc
from claims.services.desk import Desk
from claims.services.fetch import Fetched
from claims.services.ingest import Intake, Submission, ingest_article, ingest_page, limits_of

Progress = Callable[[int, int | None], None]

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/xml", "text/xml")
_NO_TEXTS = "Its entries carry no text of their own; subscribe to it with `python -m claims feeds add`."
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip


_IN_BULK = {".warc": "warc", ".warc.gz": "warc"}
_ADDRESSES = ".csv"
_ABOUT = ("title", "publisher", "author", "canonical_url")  # columns beside `url` and `published_at`


@dataclass(frozen=True, slots=True)
class IngestLine:
    """What became of one article: `where` names its file and line, or its address."""

    where: str
    intake: Intake | None = None
    error: str | None = None


def ingest_source(desk: Desk, where: str, progress: Progress | None = None) -> Iterator[IngestLine]:
    """Ingest a file, a folder of files, an address (page or feed), or "-" for JSON lines on standard input.

    What cannot be read yields a line with its error, and the others go on. Raises InvalidInput for a
    path that is empty or does not exist.
    """
    for done, line in enumerate(_lines(desk, where), 1):
        if progress is not None:
            progress(done, None)
        yield line


def _lines(desk: Desk, where: str) -> Iterator[IngestLine]:
    if not where.strip():
        raise InvalidInput("Name a file, a folder or an address; `.` is this folder.")
    if where == "-":
        return _from_jsonl(desk, sys.stdin.buffer, "standard input")
    if where.lower().startswith(("http://", "https://")):
        return _from_url(desk, where)
    path = Path(where)
    if path.is_dir():
        files = sorted(f for f in path.rglob("*") if f.is_file() and _kind_of(f) is not None)
        return (line for file in files for line in ingest_file(desk, file))
    if not path.exists():
        raise InvalidInput(f"There is no file or folder {where!r}; an address begins with http:// or https://.")
    return ingest_file(desk, path)


def ingest_file(desk: Desk, path: Path) -> Iterator[IngestLine]:
    """Ingest a file in the form that its ending names; one with another ending is a text."""
    kind = "addresses" if path.suffix.lower() == _ADDRESSES else _kind_of(path) or "text"
    try:
        if (in_bulk := _BULKS.get(kind)) is not None:
            with path.open("rb") as file:
                yield from in_bulk(desk, file, str(path))
            return
        raw = read_bounded(path, limits_of(desk).max_bytes)
    except OSError as error:
        yield IngestLine(str(path), error=f"The file cannot be read: {error.strerror}.")
        return
    yield from _from_bytes(desk, str(path), kind, Fetched("", "", raw))


def _kind_of(path: Path) -> str | None:
    """The form that a file's ending names; a list of addresses is asked for by its own name only."""
    name = path.name.lower()
    return SUFFIXES.get(path.suffix.lower()) or next((k for end, k in _IN_BULK.items() if name.endswith(end)), None)


def read_bounded(path: Path, max_bytes: int) -> bytes:
    """The file, or one byte more than intake takes, so that its own limit speaks."""
    with path.open("rb") as file:
        return file.read(max_bytes + 1)


def _from_bytes(desk: Desk, where: str, kind: str, found: Fetched) -> Iterator[IngestLine]:
    limits, url = limits_of(desk), found.url or None
    if kind == "feed":
        yield from _from_feed(desk, where, found)
        return

    def read_and_ingest() -> Intake:
        if kind == "html":
            page = read_html(found.body, url, limits, found.charset)
        else:
            page = replace(read_text(found.body, limits, found.charset), url=url)
        return ingest_page(desk, page)

    yield _attempt(where, read_and_ingest)


def _from_feed(desk: Desk, where: str, found: Fetched) -> Iterator[IngestLine]:
    """The texts that a feed itself carries."""
    try:
        entries = read_feed(found.body, limits_of(desk), found.url or None, found.charset).entries
    except InvalidInput as error:
        yield IngestLine(where, error=str(error))
        return
    told = [entry for entry in entries if entry.page is not None or entry.fault is not None]
    if not told:
        yield IngestLine(where, error=_NO_TEXTS if entries else "No entries were found in the feed.")
    for number, entry in enumerate(told, 1):
        name = entry.url or f"{where}:{number}"
        if entry.page is None:
            yield IngestLine(name, error=entry.fault)
        else:
            yield _attempt(name, partial(ingest_page, desk, entry.page))


def _from_url(desk: Desk, url: str) -> Iterator[IngestLine]:
    try:
        fetched = desk.fetch(url)
    except FetchFailed as error:
        yield IngestLine(url, error=str(error))
        return
    kind = "text" if fetched.content_type == "text/plain" else "html"
    if fetched.content_type in FEED_TYPES:
        kind = "feed"
    yield from _from_bytes(desk, fetched.url, kind, fetched)


def _from_jsonl(desk: Desk, lines: Iterable[bytes], name: str) -> Iterator[IngestLine]:
    for line in read_jsonl(lines, limits_of(desk)):
        where = f"{name}:{line.number}"
        if line.error is not None:
            yield IngestLine(where, error=line.error)
        elif line.page is not None:
            dated_by = DatedBy.CALLER if line.fields.get("published_at") else DatedBy.PAGE
            yield _attempt(where, partial(ingest_page, desk, line.page, dated_by))
        else:
            yield _attempt(where, partial(ingest_article, desk, _submission(line.fields)))


def _from_warc(desk: Desk, file: BinaryIO, name: str) -> Iterator[IngestLine]:
    """The pages of a web archive."""
    try:
        for page in read_warc(file, limits_of(desk)):
            kind = "text" if page.content_type == "text/plain" else "html"
            fetched = Fetched(page.url, page.content_type, page.body, page.charset)
            yield from _from_bytes(desk, f"{name}#{page.number} {page.url}", kind, fetched)
    except InvalidInput as error:
        yield IngestLine(name, error=str(error))


def _from_addresses(desk: Desk, file: BinaryIO, name: str) -> Iterator[IngestLine]:
    """The pages at the addresses of a CSV, with what its other columns say of them."""
    try:
        sheet = Sheet(file, "url")
    except InvalidInput as error:
        yield IngestLine(name, error=str(error))
        return

    def ingest_row(cells: list[str] | str) -> Intake:
        said = sheet.named(cells)
        about = {column: said[column] for column in ("url", "published_at", *_ABOUT) if column in said}
        if "url" not in about:
            raise InvalidInput("The row has no address.")
        return ingest_article(desk, _submission(about))

    for number, cells in sheet.rows():
        yield _attempt(f"{name}:{number}", partial(ingest_row, cells))


def _submission(fields: dict[str, str]) -> Submission:
    """A line that only names an address."""
    given = dict(fields)
    published = given.pop("published_at", None)
    return Submission(published=parse_moment(published, "published_at") if published else None, **given)


_BULKS: dict[str, Callable[[Desk, BinaryIO, str], Iterator[IngestLine]]] = {
    "jsonl": _from_jsonl,
    "warc": _from_warc,
    "addresses": _from_addresses,
}


def _attempt(where: str, ingest: Callable[[], Intake]) -> IngestLine:
    try:
        return IngestLine(where, intake=ingest())
    except (InvalidInput, FetchFailed) as error:
        return IngestLine(where, error=str(error))
