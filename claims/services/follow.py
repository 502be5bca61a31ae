"""Keeps this process's search index caught up with the store.

The database is the truth and the index is derived: every question first takes up what has been
committed since the last one, by sequence number, so that writes of this and of other processes are
found alike. A new process builds its index from the beginning.
"""

import threading
from collections.abc import Callable

from claims.domain.match import Candidate
from claims.index import SearchIndex
from claims.store.base import Change, Store

_BATCH = 5_000


class Follower:
    """A search index and how far it has followed the store. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = SearchIndex()
        self._claims_seq = 0
        self._articles_seq = 0
        self._lock = threading.Lock()

    def catch_up(self) -> None:
        """Take up every claim and article committed since the last call.

        Inside a transaction it is called before the first write: what is not committed yet may be
        taken back, and its sequence numbers given to others.
        """
        with self._lock:
            self._claims_seq = _follow(self._store.claim_changes, self._index.claims.update, self._claims_seq)
            self._articles_seq = _follow(self._store.article_changes, self._index.articles.update, self._articles_seq)

    def nominate_claims(self, text: str, limit: int) -> list[Candidate]:
        """Claims that `text` may be about, best first; as of the last catch_up."""
        return self._index.claims.nominate(text, limit)

    def nominate_articles(self, text: str, limit: int) -> list[Candidate]:
        """Articles that may speak of the claim in `text`, best first; as of the last catch_up."""
        return self._index.articles.nominate(text, limit)


def _follow(
    changes: Callable[[int, int], list[Change]], update: Callable[[list[tuple[str, str | None]]], None], seq: int
) -> int:
    while batch := changes(seq, _BATCH):
        update([(change.id, change.text) for change in batch])
        seq = batch[-1].seq
    return seq
