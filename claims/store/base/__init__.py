"""The one interface over every database; `open_store` in this package returns it.

Methods take and give domain values. Writes belong inside `with store.transaction():`, which either
keeps all of them or none; transactions nest by joining the outer one. Every method may raise
StoreUnavailable when the database cannot be reached, is locked for longer than the busy timeout,
is full, or is damaged.
"""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from claims.store.base.answers import AnswerMethods
from claims.store.base.articles import ArticleMethods
from claims.store.base.changes import Change
from claims.store.base.claims import ClaimMethods
from claims.store.base.evidence import EvidenceMethods
from claims.store.base.feeds import FeedMethods
from claims.store.base.grouping import GroupingMethods
from claims.store.base.keys import KeyMethods
from claims.store.base.notices import NoticeMethods
from claims.store.base.outlets import OutletMethods
from claims.store.base.overview import OverviewMethods
from claims.store.base.promises import PromiseMethods
from claims.store.base.reviews import ReviewMethods
from claims.store.base.texts import TextMethods
from claims.store.base.upkeep import UpkeepMethods

__all__ = ["Change", "Store"]

T = TypeVar("T")


class Store(
    ArticleMethods,
    ClaimMethods,
    EvidenceMethods,
    ReviewMethods,
    GroupingMethods,
    OverviewMethods,
    PromiseMethods,
    OutletMethods,
    UpkeepMethods,
    KeyMethods,
    FeedMethods,
    NoticeMethods,
    TextMethods,
    AnswerMethods,
    Protocol,
):
    """A ledger's database. Safe to share between threads: each has its own connection."""

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside are kept together or not at all."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside see the ledger as it was at one instant; nothing is written inside."""
        ...

    def held(self) -> AbstractContextManager[None]:
        """What the first transaction inside and all after it write is kept at the end of the block, or not at all."""
        ...

    def apart(self) -> AbstractContextManager[None]:
        """What is written inside is not held, unless a transaction is open already: it is kept whatever happens."""
        ...

    def session(self) -> AbstractContextManager[None]:
        """A connection for the calling thread while inside; nests. Methods open one by themselves outside."""
        ...

    def close(self) -> None:
        """Let go of the database; the store is of no use afterwards."""
        ...

    def ping(self) -> None:
        """See whether the ledger can be read and is of this version; raises StoreUnavailable when it is not."""
        ...

    def last_change(self) -> int:
        """The newest number of the change sequence; 0 where nothing was ever written."""
        ...

    def kept(self, question: Hashable, count: Callable[[], T]) -> T:
        """What `count` gave to this question last, or gives now, where the ledger has changed since.

        That is where an article, a claim, a review or a doubt came or went, or a verdict changed, or what else a claim
        is counted by. To be asked outside of transactions.
        """
        ...
