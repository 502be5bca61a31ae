"""A collection that follows a sequence of changes: a base that processes share, and what changed since.

The store is the truth. A collection holds nothing else, knows how far it has followed, and can be thrown away at
any time.
"""

import logging
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.domain.match import Candidate
from claims.index.base import Base, Form, digest_or_none, in_memory
from claims.index.kept import Change, Changes, InMemory, Kept, OnDisk, Progress
from claims.index.parts import parts_of
from claims.index.recent import Entry, Recent
from claims.index.search import Asked, nominate, question
from claims.index.terms import analyzer, prepare
from claims.index.typed import typed_words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How the base of a collection stands.

    `texts` are in it, complete up to number `seq` of the change sequence; `behind` counts the changes since, as
    far as one process keeps them; `size` is bytes on disk.
    """

    texts: int
    seq: int
    behind: int
    size: int


class LiveCollection:
    """Texts by id, as a store has them. Safe to share between threads; in a folder, between processes.

    `form` says how they are kept: where texts are, candidates carry theirs; with a coder, what they mean counts too.
    Up to `most_recent` changes are kept beside the base; when half as many have come together `is_due` says that
    `fold` should be called, by any thread.
    """

    def __init__(self, changes: Changes, folder: Path | None, form: Form, *, most_recent: int) -> None:
        self._changes = changes
        self._most_recent = most_recent
        self._form = form
        self._in_memory = InMemory(changes, most_recent, form)
        self._kept: Kept = self._in_memory
        if folder is not None:
            self._kept = OnDisk(folder, changes, most_recent, form)
        self._analyzer = analyzer()
        self._writing = threading.Lock()
        self._lock = threading.Lock()  # of what follows
        self._base = Base(in_memory())
        self._recent = Recent()
        self._seq = 0

    def nominate(self, text: str, limit: int) -> list[Candidate]:
        """The `limit` texts that share the most telling words with `text`, best first; as of the last catch_up."""
        try:
            return self._nominate(text, limit)
        except BaseException as error:
            if not _is_damage(error):
                raise
            log.warning("The index is damaged and is built again: %s", error)
            self.rebuild()
            return self._nominate(text, limit)

    def _nominate(self, text: str, limit: int) -> list[Candidate]:
        with self._lock:
            base, recent, seq = self._base, self._recent, self._seq
            terms = question(text, base.documents, lambda term: base.frequency(term) + recent.frequency(term))
            found = recent.find(terms, base) if limit > 0 else []

        def is_replaced(doc_id: str) -> bool:
            entry = recent.entries.get(doc_id)
            return entry is not None and entry.seq <= seq  # later ones are not among `found`

        return nominate(Asked(text, terms), limit, base, found, is_replaced, self._form)

    def find_typed(self, text: str, limit: int) -> list[str]:
        """The ids of texts that hold all words of a question, where it has some that are on file nowhere.

        Then half a word, or one with a letter wrong, stands for those near it; as of the last catch_up.
        """
        with self._lock:
            base, recent = self._base, self._recent
            words = typed_words(text, lambda term: base.frequency(term) + recent.frequency(term))
            newest = [entry.id for entry in recent.find_typed(words)] if words else []
            replaced = set(recent.entries)
        if not words:
            return []
        hits = base.find_typed(words, limit + len(replaced))
        others = dict.fromkeys(base.candidate(hit, 0.0).id for hit in hits)
        return [*newest, *(each for each in others if each not in replaced)][:limit]

    @property
    def is_due(self) -> bool:
        """Whether so much is recent that it should go into the base."""
        return len(self._recent.entries) > self._most_recent // 2

    def catch_up(self, progress: Progress | None = None) -> None:
        """Take up the changes since the last call; where they are many, into the base. One thread at a time."""
        self._adopt_newer()
        behind = self._changes(self._seq, self._most_recent + 1)
        if len(behind) > self._most_recent:
            self._adopt(self._built(progress))
            behind = self._changes(self._seq, self._most_recent + 1)
        entries = self._entries(behind)
        with self._lock:
            for entry in entries:
                self._recent.put(entry)
                self._seq = entry.seq

    def fold(self) -> None:
        """Put what is recent into the base, unless another thread or process is writing."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            with self._lock:
                since, seq, entries = self._base.seq, self._seq, list(self._recent.entries.values())
            base = self._kept.write(since, entries, seq)
        except (OSError, ValueError) as error:
            base = self._anew(error)
        finally:
            self._writing.release()
        if base is not None:
            self._adopt(base)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Throw everything away and take it up anew."""
        with self._writing:
            self._kept.clear()
        base = self._built(progress)
        with self._lock:
            self._base, self._recent, self._seq = base, Recent(), base.seq

    def __len__(self) -> int:
        """How many texts there are, roughly: what was replaced lately counts twice."""
        return self._base.documents + len(self._recent.entries)

    @property
    def seq(self) -> int:
        """The number of the last change that was taken up."""
        return self._seq

    def look(self) -> State:
        """How the base stands. Nothing is taken up."""
        self._adopt_newer()
        base = self._base
        behind = self._changes(base.seq, self._most_recent + 1)
        return State(base.count, base.seq, len(behind), self._kept.size())

    def disagreements(self) -> Iterator[str]:
        """The ids whose text is missing, another than in the store, or should have been dropped."""
        seq = 0
        while batch := self._changes(seq, self._most_recent):
            seq = batch[-1].seq
            for change in batch:
                if self._digest(change.id) != digest_or_none(change.text):
                    yield change.id

    def _digest(self, doc_id: str) -> int | None:
        with self._lock:
            recent = self._recent.entries.get(doc_id)
            return self._base.digest(doc_id) if recent is None else digest_or_none(recent.text)

    def _entries(self, changes: Sequence[Change]) -> list[Entry]:
        coder = self._form.coder
        codes = coder.codes_of([change.text or "" for change in changes]) if coder else [()] * len(changes)
        return [
            Entry(change.seq, change.id, change.text, tuple(map(self._counted, self._documents(change.text))), code)
            for change, code in zip(changes, codes, strict=True)
        ]

    def _documents(self, text: str | None) -> Sequence[str]:
        if text is None:
            return ()
        return parts_of(text) if self._form.in_parts else (text,)

    def _counted(self, text: str) -> Counter[str]:
        return Counter(self._analyzer.analyze(prepare(text)))

    def _adopt_newer(self) -> None:
        newer = self._kept.newer()
        if newer is not None:
            self._adopt(newer)

    def _adopt(self, base: Base) -> None:
        """Go on from this base, unless what is here is further: then it is that of a build under way."""
        with self._lock:
            if base.seq >= self._base.seq:
                self._base, self._recent = base, self._recent.since(base.seq)
                self._seq = max(self._seq, base.seq)

    def _built(self, progress: Progress | None) -> Base:
        with self._writing:
            try:
                return self._kept.build(progress)
            except (OSError, ValueError) as error:
                return self._anew(error)

    def _anew(self, error: Exception) -> Base:
        """A base where it was kept, or else in memory, after a failure to write it."""
        try:
            log.warning("The index could not be written and is built anew: %s", error)
            self._kept.clear()
            return self._kept.build()
        except (OSError, ValueError) as again:
            log.warning("The index cannot be written and is kept in memory: %s", again)
            self._kept = self._in_memory
            return self._in_memory.build()


def _is_damage(error: BaseException) -> bool:
    """Whether tantivy failed over its files. Over some it panics, which is no Exception and has no public name."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"
