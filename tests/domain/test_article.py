"""The same page has the same id, whenever and however it is read."""

from dataclasses import replace
from datetime import date

import pytest

from claims.domain.article import Page, article_id
from claims.domain.claim import claim_id
from claims.domain.moment import Moment
from claims.domain.publisher import publisher_key, same_publisher

PAGE = Page(text="The mill will close.\n\nIt opened in 1950.", title="Mill to close", publisher="Dale Post")


def test_white_space_and_the_day_make_no_other_article():
    same = replace(PAGE, text="The mill  will close. It opened in 1950.\n", published=Moment(date(2025, 1, 1)))
    assert article_id(same) == article_id(PAGE)


@pytest.mark.parametrize("change", [{"text": "The mill will open."}, {"title": "No"}, {"publisher": "Vale Post"}])
def test_other_words_or_another_publisher_make_another_article(change):
    assert article_id(replace(PAGE, **change)) != article_id(PAGE)


def test_where_one_field_ends_and_the_next_begins_makes_a_difference():
    one, other = replace(PAGE, title="ab", publisher="c"), replace(PAGE, title="b", publisher="ca")
    assert article_id(one) != article_id(other)


def test_a_claim_is_the_same_by_words_day_and_publisher():
    day = Moment(date(2025, 1, 1))
    assert claim_id("The mill will close", day, "Dale Post") == claim_id("the mill  will close", day, "dale post")
    assert claim_id("The mill will close", day, "Dale Post") != claim_id("The mill will close", day, None)


@pytest.mark.parametrize(
    ("one", "other"), [("The Dale Post", "dale post"), ("www.dalepost.com", "DalePost"), ("Dale-Post", "Dale Post")]
)
def test_spellings_of_one_publisher_are_one(one, other):
    assert publisher_key(one) == publisher_key(other)
    assert same_publisher(one, other)


def test_an_unknown_publisher_is_nobody_s_equal():
    assert not same_publisher(None, None)
    assert not same_publisher("The", None)
    assert publisher_key("The") == "the"
