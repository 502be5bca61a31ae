"""Articles: dated texts by a publisher, the unit of intake."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from claims.domain.moment import Moment
from claims.domain.withdrawal import Withdrawal


class DatedBy(StrEnum):
    """Who gave the publication day."""

    CALLER = "caller"
    PAGE = "page"
    INTAKE = "intake"  # nobody: the day of intake stands in, and says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What intake could read from bytes: a text and whatever the page said of itself."""

    text: str
    title: str = ""
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    published: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text on file. `publisher` is None where nobody is known.

    `reprint_of` is the article on file whose text this one prints again; None for a text of its own.
    `withdrawals` are the times it was taken out of account, oldest first, those that were undone included.
    """

    id: str
    text: str
    published: Moment
    dated_by: DatedBy
    title: str = ""
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    reprint_of: str | None = None
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def printing(self) -> str:
        """What all printings of one text have in common: the id of the one that was on file first."""
        return self.reprint_of or self.id


def article_id(page: Page) -> str:
    """The id of a page: a hash of what makes it the same article, whenever it is read.

    Text, title, publisher and address count; the publication day does not, because the same page
    read without its date is still the same page.
    """
    parts = (page.publisher or "", page.canonical_url or page.url or "", page.title, page.text)
    return "a" + content_hash(*parts)


def content_hash(*parts: str) -> str:
    """Twenty hex digits of the SHA-256 of the parts, white space folded, kept apart by a NUL."""
    folded = "\0".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:20]
