"""Where feeds come from: an address on the web, with the parts of a sitemap index, or a folder of files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from claims.domain.article import content_hash
from claims.domain.errors import ClaimdeskError, FetchFailed, InvalidInput
from claims.domain.feed import Entry, FeedContents, FeedKind, Part
from claims.domain.moment import moment_of
from claims.intake import read_feed
from claims.services.bulk import SUFFIXES
from claims.services.desk import Desk
from claims.services.fetch import NOTHING_KNOWN, Fetched, Validators
from claims.services.ingest import limits_of

_MAX_PARTS = 8  # sitemaps of an index that one poll reads, the indexes among them included
_MAX_DEPTH = 2  # indexes in one another
_MAX_FILES = 10_000
_SETTLED = timedelta(seconds=2)  # since a file was last written; until then it may be half of one


@dataclass(frozen=True, slots=True)
class FeedReading:
    """What a poll found: `contents` is None where the server has no other version than the one known.

    `fetched` is the answer of its server, None for a folder.
    """

    contents: FeedContents | None
    fetched: Fetched | None = None

    @property
    def validators(self) -> Validators:
        """By what the server knows the version that was read; nothing for an index, whose parts change beneath it."""
        if self.fetched is None or (self.contents is not None and self.contents.kind is FeedKind.SITEMAP_INDEX):
            return NOTHING_KNOWN
        return self.fetched.validators


def is_on_the_web(address: str) -> bool:
    """Whether an address is one of the web; else it is a folder's."""
    return address.lower().startswith(("http://", "https://"))


def read_source(
    desk: Desk, address: str, known: Validators = NOTHING_KNOWN, since: datetime | None = None
) -> FeedReading:
    """Read a feed where it is. `known` is the version read last; `since` lets parts of an index that are older be.

    Raises FetchFailed where it cannot be had, InvalidInput where it is no feed or no folder.
    """
    if not is_on_the_web(address):
        return FeedReading(_read_folder(Path(address), desk.clock()))
    fetched = desk.fetch(address, known)
    if fetched.unchanged:
        return FeedReading(None, fetched)
    contents = read_feed(fetched.body, limits_of(desk), fetched.url, fetched.charset)
    if contents.kind is FeedKind.SITEMAP_INDEX:
        contents = _with_parts(desk, contents, since)
    return FeedReading(contents, fetched)


def _with_parts(desk: Desk, index: FeedContents, since: datetime | None) -> FeedContents:
    """The index with the entries of its parts, the newest parts only.

    A part that cannot be had leaves the others; where none can, its error is raised.
    """
    waiting = [(part, 1) for part in _newest_parts(index, since)]
    entries: dict[str, Entry] = {}
    asked, title, error = 0, "", None
    while waiting and asked < _MAX_PARTS:
        part, depth = waiting.pop(0)
        asked += 1
        try:
            fetched = desk.fetch(part.url)
            contents = read_feed(fetched.body, limits_of(desk), fetched.url, fetched.charset)
        except (FetchFailed, InvalidInput) as failed:
            error = failed
            continue
        title = title or contents.title
        entries |= {entry.key: entry for entry in contents.entries if entry.key not in entries}
        if depth < _MAX_DEPTH:
            waiting += [(inner, depth + 1) for inner in _newest_parts(contents, since)]
    if error is not None and not entries:
        raise error
    return FeedContents(kind=index.kind, title=title, entries=tuple(entries.values()))


def _newest_parts(index: FeedContents, since: datetime | None) -> list[Part]:
    """The parts by their last change, the newest first, those that do not say behind."""
    last_day = since.date() - timedelta(days=1) if since is not None else None
    dated = [(part.changed.day, part) for part in index.parts if part.changed is not None]
    fresh = [(day, part) for day, part in dated if last_day is None or day >= last_day]
    newest = [part for _, part in sorted(fresh, key=lambda each: each[0], reverse=True)]
    return newest + [part for part in index.parts if part.changed is None]


def _read_folder(folder: Path, now: datetime) -> FeedContents:
    if not folder.is_dir():
        raise InvalidInput.of("address", f"There is no folder {str(folder)!r}; a web address begins with https://.")
    try:
        entries = list(islice(_files(folder, now), _MAX_FILES + 1))
    except OSError as error:
        raise ClaimdeskError(f"The folder {str(folder)!r} cannot be read: {error.strerror}.") from None
    if len(entries) > _MAX_FILES:
        message = f"The folder {str(folder)!r} has more than {_MAX_FILES:,} files; move those that are read elsewhere."
        raise InvalidInput.of("address", message)
    return FeedContents(kind=FeedKind.FOLDER, title=folder.name, entries=tuple(entries))


def _files(folder: Path, now: datetime) -> Iterator[Entry]:
    """The files of a folder in forms that are read, but for those being written, and for links that lead out of it."""
    root = folder.resolve()
    for path in folder.rglob("*"):
        if path.suffix.lower() not in SUFFIXES or not path.is_file() or not path.resolve().is_relative_to(root):
            continue
        try:
            about = path.stat()
            written = datetime.fromtimestamp(about.st_mtime, UTC)
        except (OSError, OverflowError, ValueError):  # gone meanwhile, or of no day
            continue
        if timedelta() <= now - written < _SETTLED:
            continue
        name = str(path.relative_to(folder))
        stamp = f"{about.st_mtime_ns}:{about.st_size}"
        yield Entry(key=content_hash(name), url=str(path), title=name, moment=moment_of(written), stamp=stamp)
