"""Keeps the search index of this host caught up with the store.

The database is the truth and the index is derived: every question first takes up what has been committed since
the last one, by sequence number, so that writes of this and of other processes are found alike. What is recent is
held in this process; from time to time it goes into the base, which the processes of a host share.
"""

import hashlib
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from claims.domain.errors import ClaimdeskError
from claims.domain.match import Candidate
from claims.index import Form, LiveCollection, State
from claims.match import MeaningCoder
from claims.store.base import Change, Store
from claims.store.urls import MEMORY, SqliteFile, parse_url

CLAIMS = Form(keep_texts=True, coder=MeaningCoder())  # found by their words, ordered by what they mean too
ARTICLES = Form(keep_texts=False, in_parts=True)  # found by their sentences

_RECENT_CLAIMS = 2_000  # at most, beside the base
_RECENT_ARTICLES = 200
_RECENT_TEXTS = 2_000
_ASKERS = 2  # threads; tantivy needs no GIL
_WORTH_A_THREAD = 50_000  # claims; fewer are searched sooner than a thread is woken
_FORGOTTEN_SECONDS = 7 * 86_400  # after which the index of another version is thrown away

log = logging.getLogger(__name__)

Progress = Callable[[int, int | None], None]
_Changes = Callable[[int, int], list[Change]]


class Follower:
    """The search index and how far it has followed the store. Safe to share between threads.

    `folder` is where the base is kept; None keeps it in memory.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.folder = folder
        self._store = store
        place = folder and folder / layout()
        self._claims = LiveCollection(
            self._committed(store.claim_changes), place and place / "claims", CLAIMS, most_recent=_RECENT_CLAIMS
        )
        self._articles = LiveCollection(
            self._committed(store.article_changes), place and place / "articles", ARTICLES, most_recent=_RECENT_ARTICLES
        )
        self._texts = LiveCollection(
            self._committed(store.text_changes), place and place / "texts", CLAIMS, most_recent=_RECENT_TEXTS
        )
        self._last = 0  # number of the change sequence, when it was last asked for
        self._seen = 0  # the last number when everything was caught up with it
        self._lock = threading.Lock()
        self._folding: threading.Thread | None = None
        self._askers = ThreadPoolExecutor(_ASKERS, thread_name_prefix="index")  # starts none before it is used

    @property
    def _collections(self) -> tuple[LiveCollection, LiveCollection, LiveCollection]:
        return self._claims, self._articles, self._texts

    def catch_up(self, progress: Progress | None = None) -> None:
        """Take up every claim, article and text of others committed since the last call."""
        with self._lock:
            last = self._last = self._store.last_change()
            if last == self._seen:
                return
            if last < self._seen:
                self._put_back(progress)
            for collection in self._collections:
                collection.catch_up(progress and (lambda seq: progress(seq, last)))
            if self._followed() > last and self._followed() > self._store.last_change():
                self._put_back(progress)
            self._seen = last
            self._fold_what_is_due()

    def nominate_claims(self, texts: Sequence[str], limit: int) -> Iterator[list[Candidate]]:
        """For each text the claims that it may be about, best first; as of the last catch_up.

        Of many claims, those of the next texts are looked for while the caller works on those of the last.
        """
        nominate = partial(self._claims.nominate, limit=limit)
        if len(texts) > 1 and len(self._claims) > _WORTH_A_THREAD:
            return self._askers.map(nominate, texts)
        return map(nominate, texts)

    def find_typed_claims(self, text: str, limit: int) -> list[str]:
        """The ids of claims that hold all words of a question, where some of them are typed half or wrong."""
        return self._claims.find_typed(text, limit)

    def nominate_articles(self, text: str, limit: int) -> list[Candidate]:
        """Articles that may speak of the claim in `text`, best first; as of the last catch_up."""
        return self._articles.nominate(text, limit)

    def nominate_texts(self, text: str, limit: int) -> list[Candidate]:
        """Texts of others that may speak of the same as `text`, best first; as of the last catch_up."""
        return self._texts.nominate(text, limit)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Throw the index away and build it from the database."""
        with self._lock:
            self._rebuild(progress)

    def look(self) -> dict[str, State]:
        """How the index stands, by what is in it; nothing is taken up."""
        with self._lock:
            self._last = self._store.last_change()
            names = ("claims", "articles", "texts")
            return {name: each.look() for name, each in zip(names, self._collections, strict=True)}

    def disagreements(self) -> Iterator[str]:
        """The ids of whatever has another text in the index than in the database; reads all of both."""
        for collection in self._collections:
            yield from collection.disagreements()

    def close(self) -> None:
        """Wait until nothing is being written or asked any more."""
        self._askers.shutdown()
        if self._folding is not None:
            self._folding.join()

    def _committed(self, changes: _Changes) -> _Changes:
        """The changes as far as they are committed.

        A transaction sees its own before: they may be taken back, and their numbers given to others.
        """
        return lambda after, limit: [change for change in changes(after, limit) if change.seq <= self._last]

    def _followed(self) -> int:
        return max(collection.seq for collection in self._collections)

    def _put_back(self, progress: Progress | None) -> None:
        log.warning("The database was put back to an earlier state; the index is built again.")
        self._rebuild(progress)

    def _rebuild(self, progress: Progress | None) -> None:
        last = self._last = self._store.last_change()
        for collection in self._collections:
            collection.rebuild(progress and (lambda seq: progress(seq, last)))
        self._seen = last

    def _fold_what_is_due(self) -> None:
        """Bring the base forward beside what is going on: whoever asks or writes does not wait for the disk."""
        due = [collection for collection in self._collections if collection.is_due]
        if due and (self._folding is None or not self._folding.is_alive()):
            # Not a daemon: ended amid a commit, it would bring the process down at its exit.
            self._folding = threading.Thread(target=self._fold, args=(due,), name="index", daemon=False)
            self._folding.start()

    def _fold(self, due: list[LiveCollection]) -> None:
        try:
            for collection in due:
                collection.fold()
            self._forget_other_versions()
        except ClaimdeskError as error:  # the database is away; the next question will say so
            log.warning("The index was not brought forward: %s", error)

    def _forget_other_versions(self) -> None:
        """Throw away the indexes that other versions of Claimdesk left here long ago."""
        if self.folder is None:
            return
        with suppress(OSError):
            for place in self.folder.iterdir():
                if place.name != layout() and place.stat().st_mtime < time.time() - _FORGOTTEN_SECONDS:
                    shutil.rmtree(place)


def layout() -> str:
    """The name of everything that decides what is in the files: an index of another layout is none of ours."""
    return f"{CLAIMS.layout}-{ARTICLES.layout}"


def index_folder(database_url: str, index_dir: str) -> Path | None:
    """Where the index of a database is kept on this host; None for in memory.

    In `index_dir` each database has a folder of its own. Without it, a SQLite file has its index beside it.
    """
    target = parse_url(database_url)
    if isinstance(target, SqliteFile):
        if target.path == MEMORY:
            return None
        file = Path(target.path).absolute()
        return Path(index_dir).absolute() / _name_of(str(file)) if index_dir else Path(f"{file}.index")
    # Not by user and password, which may change.
    return Path(index_dir).absolute() / _name_of(target.url.rpartition("@")[2]) if index_dir else None


def _name_of(database: str) -> str:
    return hashlib.sha256(database.encode("utf-8", "replace")).hexdigest()[:16]
