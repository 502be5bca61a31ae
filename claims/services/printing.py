"""Puts articles on file, and finds out which of them are one text printed again."""

from dataclasses import replace
from datetime import datetime

from claims.domain.article import Article
from claims.domain.reprint import address_marks, brings_nothing_new, is_reprint, marks_of
from claims.services.desk import Desk

_COMPARED = 8  # articles that share the most marks; a reprint shares some ten of sixteen with its original


def file_article(desk: Desk, article: Article, added_at: datetime) -> Article | None:
    """Put an article on file and note of what it is a reprint; None where its id is on file already.

    To be called inside the transaction of the service that uses it.
    """
    if desk.store.article(article.id) is not None:
        return None
    original = find_original(desk, article)
    if original is not None:
        article = replace(article, reprint_of=original.printing)
    if not desk.store.add_article(article, added_at):
        return None
    mark_article(desk, article, original)
    return article


def find_original(desk: Desk, article: Article) -> Article | None:
    """The article on file that this one prints again, the earliest of several; None for a text of its own."""
    alike = [
        other for other in _sharing_marks(desk, marks_of(article), article) if is_reprint(article.text, other.text)
    ]
    return min(alike, key=lambda other: (other.published.day, other.id), default=None)


def mark_article(desk: Desk, article: Article, original: Article | None) -> None:
    """Let reprints of an article be found, unless they are found by its original as well.

    So thousands of reprints of one text take no more room, nor time to look through, than a few.
    """
    marks = marks_of(article)
    if original is not None and brings_nothing_new(article.text, original.text):
        marks = address_marks(article) - address_marks(original)
    desk.store.add_marks(article.id, marks)


def printings_at_address(desk: Desk, article: Article) -> set[str]:
    """The printings that an article's addresses lead to."""
    return {other.printing for other in _sharing_marks(desk, address_marks(article), article)}


def _sharing_marks(desk: Desk, marks: frozenset[int], article: Article) -> list[Article]:
    ids = [found for found in desk.store.marked(marks, _COMPARED + 1) if found != article.id]
    return list(desk.store.articles(ids[:_COMPARED]).values())
