"""Articles."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from claims.domain.article import Article
from claims.domain.query import (
    ArticleFilter,
    Page,
)
from claims.domain.withdrawal import Withdrawal
from claims.store.base.changes import Change


class ArticleMethods(Protocol):
    """Articles on file, and their printings."""

    def add_article(self, article: Article, added_at: datetime) -> bool:
        """Put an article on file; False (and nothing changed) when its id is already there."""
        ...

    def last_article_change(self) -> int:
        """The number of the last change of an article; 0 where there is none."""
        ...

    def article(self, article_id: str) -> Article | None: ...

    def articles(self, ids: Collection[str], since: date = date.min) -> dict[str, Article]:
        """Those of `ids` that are on file and were published on `since` or later."""
        ...

    def list_articles(self, where: ArticleFilter, limit: int, cursor: str | None = None) -> Page[Article]:
        """Newest publication first. Raises InvalidInput for a cursor that is not one of ours."""
        ...

    def marked(self, marks: Collection[int], limit: int) -> list[str]:
        """The articles under any of `marks`, those under most of them first; marks that many are under say nothing."""
        ...

    def has_marks(self, article_id: str) -> bool:
        """Whether other printings of the article can be found by it."""
        ...

    def add_marks(self, article_id: str, marks: Collection[int]) -> None:
        """Let other printings of an article be found by these marks; those it has already are left alone."""
        ...

    def set_reprint_of(self, article_id: str, original_id: str) -> None:
        """Note of an article, and of the evidence found in it, that it prints `original_id` again."""
        ...

    def set_withdrawals(self, article_id: str, withdrawals: tuple[Withdrawal, ...]) -> None:
        """Write when an article was taken out of account, and beside the evidence found in it."""
        ...

    def article_changes(self, after: int, limit: int) -> list[Change]:
        """Articles added, withdrawn or put back after sequence number `after`, oldest change first.

        The text is title and text, and None of one that is withdrawn.
        """
        ...
