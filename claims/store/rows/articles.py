"""Articles as rows."""

from datetime import datetime
from typing import Any

from claims.domain.article import Article, DatedBy
from claims.store import codec

ARTICLE = (
    "id", "text", "published", "dated_by", "title", "publisher", "author", "url", "canonical_url", "reprint_of",
    "withdrawals",
)  # fmt: skip


def put_article(article: Article, added_at: datetime) -> dict[str, Any]:
    """An article's columns, but for `seq`."""
    return {
        "id": article.id,
        "text": article.text,
        "published": codec.put_moment(article.published),
        "dated_by": article.dated_by.value,
        "title": article.title,
        "publisher": article.publisher,
        "publisher_key": codec.put_publisher_key(article.publisher),
        "author": article.author,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "reprint_of": article.reprint_of,
        "withdrawals": codec.put_withdrawals(article.withdrawals),
        "added_at": codec.put_instant(added_at),
    }


def get_article(row: codec.Row) -> Article:
    """An article from its ARTICLE columns."""
    id_, text, published, dated_by, title, publisher, author, url, canonical_url, reprint_of, withdrawals = row
    return Article(
        id=id_,
        text=text,
        published=codec.get_moment(published),
        dated_by=DatedBy(dated_by),
        title=title,
        publisher=publisher,
        author=author,
        url=url,
        canonical_url=canonical_url,
        reprint_of=reprint_of,
        withdrawals=codec.get_withdrawals(withdrawals),
    )
