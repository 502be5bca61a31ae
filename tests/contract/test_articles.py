"""Articles: on file once, unchanged, found by publisher and day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.domain.article import DatedBy
from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment
from claims.domain.query import ArticleFilter
from tests.values import DAY, NOW, an_article, later

EVERYTHING = ArticleFilter()


def ids(page):
    return [article.id for article in page.items]


def test_an_article_comes_back_as_it_was_put_on_file(store):
    article = an_article(
        author="A. Writer", url="https://example.org/1", canonical_url="https://example.org/", dated_by=DatedBy.PAGE
    )
    assert store.add_article(article, NOW)
    assert store.article("a1") == article


def test_the_same_article_again_changes_nothing(store):
    store.add_article(an_article(), NOW)
    assert not store.add_article(an_article(title="Another title"), later(days=1))
    assert store.article("a1") == an_article()
    assert [added for _, added in store.all_articles()] == [NOW]
    assert len(store.article_changes(0, 10)) == 1


def test_an_article_that_is_not_on_file_is_none(store):
    assert store.article("a1") is None
    assert store.articles([]) == {}


def test_articles_gives_those_that_are_on_file(store):
    store.add_article(an_article("a1"), NOW)
    store.add_article(an_article("a2"), NOW)
    assert store.articles(["a2", "a1", "a1", "a3"]) == {"a1": an_article("a1"), "a2": an_article("a2")}


def test_the_newest_publication_comes_first(store):
    store.add_article(an_article("old", published=Moment(date(2026, 1, 1))), NOW)
    store.add_article(an_article("new", published=Moment(date(2026, 1, 3))), NOW)
    store.add_article(an_article("middle", published=Moment(date(2026, 1, 2))), NOW)
    assert ids(store.list_articles(EVERYTHING, 10)) == ["new", "middle", "old"]


def test_on_one_day_the_later_instant_comes_first_and_the_bare_day_last(store):
    for hour in (9, 11, 10):
        store.add_article(an_article(f"at{hour}", published=Moment(DAY, datetime(2026, 2, 1, hour, tzinfo=UTC))), NOW)
    store.add_article(an_article("day", published=Moment(DAY)), NOW)
    assert ids(store.list_articles(EVERYTHING, 10)) == ["at11", "at10", "at9", "day"]


@pytest.mark.parametrize("name", ["The Harbour Post", "the harbour post", "HARBOUR POST", "harbourpost.com"])
def test_a_publisher_is_found_in_any_spelling(store, name):
    store.add_article(an_article("a1", publisher="The Harbour Post"), NOW)
    store.add_article(an_article("a2", publisher="harbourpost.com"), NOW)
    store.add_article(an_article("a3", publisher=None), NOW)
    found = ids(store.list_articles(ArticleFilter(publisher=name), 10))
    assert found == (["a2"] if name == "harbourpost.com" else ["a1"])


def test_since_and_until_include_their_days(store):
    for day in range(1, 6):
        at = datetime(2026, 1, day, 23, 59, tzinfo=UTC) if day % 2 else None
        store.add_article(an_article(f"a{day}", published=Moment(date(2026, 1, day), at)), NOW)
    asked = ArticleFilter(since=date(2026, 1, 2), until=date(2026, 1, 3))
    assert ids(store.list_articles(asked, 10)) == ["a3", "a2"]
    assert len(store.list_articles(ArticleFilter(since=date.min, until=date.max), 10).items) == 5


def test_filters_combine(store):
    store.add_article(an_article("a1", publisher="Post", published=Moment(date(2026, 1, 1))), NOW)
    store.add_article(an_article("a2", publisher="Post", published=Moment(date(2026, 1, 2))), NOW)
    store.add_article(an_article("a3", publisher="Echo", published=Moment(date(2026, 1, 2))), NOW)
    assert ids(store.list_articles(ArticleFilter(publisher="post", since=date(2026, 1, 2)), 10)) == ["a2"]


def test_pages_neither_repeat_nor_skip_while_articles_come_in(store):
    for n in range(5):
        store.add_article(an_article(f"a{n}"), NOW)
    first = store.list_articles(EVERYTHING, 2)
    store.add_article(an_article("a9"), NOW)  # sorts before the first page
    store.add_article(an_article("a1x"), NOW)  # sorts within the second
    second = store.list_articles(EVERYTHING, 2, first.next)
    third = store.list_articles(EVERYTHING, 2, second.next)
    assert [ids(page) for page in (first, second, third)] == [["a4", "a3"], ["a2", "a1x"], ["a1", "a0"]]
    assert third.next is None


def test_the_cursor_of_another_list_is_refused(store):
    with pytest.raises(InvalidInput) as refused:
        store.list_articles(EVERYTHING, 2, "bm90IG91cnM")
    assert list(refused.value.errors) == ["cursor"]


def test_every_article_comes_by_id_with_the_instant_it_was_added(store):
    with store.transaction():
        for n in range(450):  # more than two batches
            store.add_article(an_article(f"a{n:03}"), later(seconds=n))
    everything = list(store.all_articles())
    assert [article.id for article, _ in everything] == [f"a{n:03}" for n in range(450)]
    assert everything[7][1] == later(seconds=7)


def test_articles_may_be_written_while_all_of_them_are_read(store):
    store.add_article(an_article("a1"), NOW)
    for article, _ in store.all_articles():
        if len(article.id) < 5:
            store.add_article(replace(article, id=article.id + "1"), NOW)
    assert len(list(store.all_articles())) == 4


@pytest.mark.parametrize("field", ["id", "text", "title", "publisher", "author", "url", "canonical_url"])
@pytest.mark.parametrize("dirt", ["\0", "\ud800"])
def test_text_that_a_database_cannot_keep_is_refused(store, field, dirt):
    with pytest.raises(InvalidInput):
        store.add_article(an_article(**{field: f"x{dirt}y"}), NOW)
    assert list(store.all_articles()) == []
    with pytest.raises(InvalidInput):
        store.article(f"x{dirt}y")
