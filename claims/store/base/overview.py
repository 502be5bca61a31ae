"""The ledger as a whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from claims.domain.article import Article
from claims.domain.claim import TrackedClaim
from claims.domain.query import (
    LedgerStats,
    PublisherRow,
    StandingCounts,
)


class OverviewMethods(Protocol):
    """The ledger as a whole."""

    def publishers(self) -> list[PublisherRow]:
        """By number of articles and first claims, largest first."""
        ...

    def stats(self, now: datetime) -> LedgerStats: ...

    def standing_counts(self) -> StandingCounts:
        """How many claims stand where; much quicker than `stats`. To be asked outside of transactions."""
        ...

    def all_articles(self) -> Iterator[tuple[Article, datetime]]:
        """Every article with the instant it was added, by id, in constant memory."""
        ...

    def all_claims(self) -> Iterator[TrackedClaim]:
        """Every claim on the ledger, by id, in constant memory."""
        ...
