"""The one interface over every database; `open_store` in this package returns it.

Methods take and give domain values. Writes belong inside `with store.transaction():`, which either
keeps all of them or none; transactions nest by joining the outer one. Every method may raise
StoreUnavailable when the database cannot be reached, is locked for longer than the busy timeout,
is full, or is damaged.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from claims.domain.article import Article
from claims.domain.claim import Appearance, TrackedClaim
from claims.domain.evidence import Evidence
from claims.domain.query import ArticleFilter, ClaimFilter, ClaimSort, LedgerStats, Page, PublisherRow
from claims.domain.review import Review
from claims.domain.run import ApiKey, Run
from claims.domain.verdict import StatusChange


@dataclass(frozen=True, slots=True)
class Change:
    """A text the index has to take up (`text` set) or drop (`text` None).

    Sequence numbers grow in the order of commits, across claims and articles together.
    """

    seq: int
    id: str
    text: str | None


class Store(Protocol):
    """A ledger's database. Safe to share between threads: each has its own connection."""

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside are kept together or not at all."""
        ...

    def session(self) -> AbstractContextManager[None]:
        """A connection for the calling thread while inside; nests. Methods open one by themselves outside."""
        ...

    def close(self) -> None:
        """Let go of the database; the store is of no use afterwards."""
        ...

    def ping(self) -> None:
        """See whether the ledger can be read; raises StoreUnavailable when it cannot."""
        ...

    def last_change(self) -> int:
        """The newest number of the change sequence; 0 where nothing was ever written."""
        ...

    # articles

    def add_article(self, article: Article, added_at: datetime) -> bool:
        """Put an article on file; False (and nothing changed) when its id is already there."""
        ...

    def article(self, article_id: str) -> Article | None: ...

    def articles(self, ids: Collection[str], since: date = date.min) -> dict[str, Article]:
        """Those of `ids` that are on file and were published on `since` or later."""
        ...

    def list_articles(self, where: ArticleFilter, limit: int, cursor: str | None = None) -> Page[Article]:
        """Newest publication first. Raises InvalidInput for a cursor that is not one of ours."""
        ...

    def article_changes(self, after: int, limit: int) -> list[Change]:
        """Articles added after sequence number `after`, oldest change first; text is title and text."""
        ...

    # claims

    def add_claim(self, tracked: TrackedClaim) -> bool:
        """Put a claim on the ledger; False (and nothing changed) when its id is already there.

        A claim that had been deleted comes back under its id.
        """
        ...

    def save_claim(self, tracked: TrackedClaim) -> TrackedClaim:
        """Write a claim read earlier, at `version + 1`, and return it so.

        `appearances` is derived and not written. Raises Conflict when the version on file is not
        `tracked.version`, NotFound when the claim is gone.
        """
        ...

    def delete_claim(self, claim_id: str, at: datetime) -> bool:
        """Take a claim off the ledger: it is hidden from every read, its rows are kept. False when not there."""
        ...

    def claim(self, claim_id: str) -> TrackedClaim | None: ...

    def claims(self, ids: Collection[str]) -> dict[str, TrackedClaim]:
        """Those of `ids` that are on the ledger, in as few queries as the database allows."""
        ...

    def list_claims(
        self, where: ClaimFilter, sort: ClaimSort, limit: int, cursor: str | None = None
    ) -> Page[TrackedClaim]:
        """One page; stable under inserts (the cursor holds the last sort key and id, never an offset)."""
        ...

    def due_claims(self, now: datetime, limit: int, after_id: str = "") -> list[TrackedClaim]:
        """Claims with next_check_at <= now and id > after_id, by id."""
        ...

    def claim_changes(self, after: int, limit: int) -> list[Change]:
        """Claims added, reworded or deleted after sequence number `after`, oldest change first."""
        ...

    # what hangs on claims

    def add_appearance(self, appearance: Appearance) -> bool:
        """False when the claim's appearance in this article is already on file."""
        ...

    def appearances(self, claim_id: str) -> list[Appearance]:
        """By publication, the first appearance first."""
        ...

    def appearances_in(self, article_id: str) -> list[Appearance]: ...

    def put_evidence(self, evidence: Evidence) -> None:
        """Add a piece of evidence, or replace the one with its id."""
        ...

    def evidence(self, claim_id: str) -> list[Evidence]:
        """By publication, oldest first."""
        ...

    def evidence_in(self, article_id: str) -> list[Evidence]:
        """All evidence found in one article, best score first."""
        ...

    def add_review(self, review: Review) -> None: ...

    def review(self, review_id: str) -> Review | None: ...

    def withdraw_review(self, review_id: str, at: datetime) -> bool:
        """Mark a review withdrawn; False when there is none or it was withdrawn before."""
        ...

    def reviews(self, claim_id: str) -> list[Review]:
        """Withdrawn ones included, oldest first."""
        ...

    def add_change(self, change: StatusChange) -> None: ...

    def history(self, claim_id: str) -> list[StatusChange]:
        """Oldest first."""
        ...

    # the ledger as a whole

    def publishers(self) -> list[PublisherRow]:
        """By number of articles and first claims, largest first."""
        ...

    def stats(self, now: datetime) -> LedgerStats: ...

    def add_run(self, run: Run) -> None: ...

    def last_run(self) -> Run | None: ...

    def all_articles(self) -> Iterator[tuple[Article, datetime]]:
        """Every article with the instant it was added, by id, in constant memory."""
        ...

    def all_claims(self) -> Iterator[TrackedClaim]:
        """Every claim on the ledger, by id, in constant memory."""
        ...

    # keys

    def add_key(self, key: ApiKey) -> None: ...

    def keys(self) -> list[ApiKey]:
        """Oldest first, revoked ones included."""
        ...

    def find_keys(self, prefix: str) -> Sequence[ApiKey]:
        """The keys with this prefix."""
        ...

    def revoke_key(self, prefix: str, at: datetime) -> bool:
        """False when no key in force has this prefix."""
        ...

    def touch_key(self, prefix: str, at: datetime) -> None:
        """Remember when a key was last used."""
        ...
