"""What other fact-checkers have published comes in as claims, and as decisions only where asked for."""

import json
from dataclasses import replace

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.verdict import Rule, Status
from claims.services.claim_reviews_in import take_in_claim_reviews
from claims.services.claim_reviews_out import claim_review
from claims.services.fetch import Fetched
from schemas.claimreview import ClaimReviewSchema
from tests.intake.test_claimreview import REVIEW, page

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Checks</title><link>https://checker.example/</link>
<item><title>One</title><link>https://checker.example/checks/7</link></item>
<item><title>Two</title><link>https://checker.example/gone</link></item></channel></rss>"""


@pytest.fixture
def taken(newsroom, tmp_path):
    def take(document, name="checks.json", **how):
        text = document if isinstance(document, str) else json.dumps(document)
        (tmp_path / name).write_text(text, "utf-8")
        return list(take_in_claim_reviews(newsroom.desk, str(tmp_path / name), **how))

    return take


def test_a_claim_goes_on_the_ledger_with_the_rating_as_a_tag_and_undecided(taken):
    (found,) = taken(REVIEW)
    claim = found.tracked.claim
    assert (found.created, found.decided, found.error) == (True, False, None)
    assert (claim.claimant, claim.claimed.day.isoformat(), claim.url) == (
        "Ada Lund",
        "2025-05-01",
        "https://post.example/1",
    )
    assert claim.tags == ("rated False by The Checkers",)
    assert found.tracked.verdict.status is Status.PENDING


def test_asked_to_the_rating_is_a_decision_of_its_author_once(taken, newsroom):
    (found,) = taken(REVIEW, decide=True)
    assert found.decided
    assert (found.tracked.verdict.status, found.tracked.verdict.rule) == (Status.DENIED, Rule.REVIEW)
    (again,) = taken(REVIEW, decide=True)
    assert (again.created, again.decided) == (False, False)
    (review,) = newsroom.desk.store.reviews(found.tracked.claim.id)
    assert (review.reviewer, review.reason) == ("The Checkers", "Rated “False”. https://checker.example/checks/7")


def test_a_rating_between_decides_nothing(taken):
    (found,) = taken(REVIEW | {"reviewRating": {"alternateName": "Half true", "ratingValue": 3}}, decide=True)
    assert (found.decided, found.tracked.verdict.status) == (False, Status.PENDING)


def test_of_many_lines_bad_ones_are_named(taken, tmp_path):
    future = REVIEW | {"itemReviewed": {"datePublished": "2999-01-01"}}
    nobody = {k: v for k, v in REVIEW.items() if k not in ("author", "url")}
    lines = "\n".join(["{bad", json.dumps(REVIEW), json.dumps(future), json.dumps(nobody), "{}"])
    told = taken(lines, "checks.jsonl")
    assert [each.where.rpartition(":")[2] for each in told] == ["1", "2", "3", "4", "5"]
    assert [each.error is None for each in told] == [False, True, False, False, False]
    assert told[4].error == "No ClaimReview was found in it."


def test_they_come_from_a_page_and_from_the_pages_of_a_feed(newsroom):
    def fetch(url, *_):
        if url.endswith("feed.xml"):
            return Fetched(url, "application/rss+xml", FEED.encode())
        return Fetched(url, "text/html", page(json.dumps(REVIEW)) if url.endswith("7") else page())

    desk = replace(newsroom.desk, fetch=fetch)
    (one,) = take_in_claim_reviews(desk, "https://checker.example/checks/7")
    assert one.created
    first, second = take_in_claim_reviews(desk, "https://checker.example/feed.xml")
    assert (first.created, first.tracked.claim.id) == (False, one.tracked.claim.id)
    assert second.error == "No ClaimReview was found in it."


def test_a_file_that_is_not_there_is_named(newsroom):
    with pytest.raises(InvalidInput, match="no file"):
        list(take_in_claim_reviews(newsroom.desk, "nowhere.json"))


def test_what_goes_out_comes_in_as_the_same_claim_elsewhere(newsroom, taken):
    (found,) = taken(REVIEW, decide=True)
    told = ClaimReviewSchema().dump(claim_review(newsroom.desk, found.tracked, "https://desk.example"))
    (again,) = taken(told)
    assert again.tracked.claim.id == found.tracked.claim.id
    assert again.review.rating.share == 0
