"""What becomes of a promise that is put off: its successors, and the links between them."""

import pytest

from claims.domain.verdict import Outcome, Status
from claims.services.ledger import get_claim
from claims.services.withdrawing import restore_article, withdraw_article

PROMISE = "Norvale will open a second depot in Haverby by March 2025."
PUT_OFF = "Norvale said on Monday that the opening of its second depot in Haverby has been postponed to October 2025."


@pytest.fixture
def claim_id(newsroom):
    return newsroom.claim(PROMISE, "2024-03-05").claim.id


def chain(newsroom, claim_id):
    """The claim with its successors, as (text, status, outcome)."""
    found = []
    while claim_id is not None:
        tracked = get_claim(newsroom.desk, claim_id)
        found.append((tracked.claim.text, tracked.verdict.status, tracked.verdict.outcome))
        claim_id = tracked.claim.successor_id
    return found


def by(day, status, outcome=None):
    return PROMISE.replace("March 2025", day), status, outcome


@pytest.mark.parametrize(
    "text",
    [
        PUT_OFF,
        "Norvale said that the opening of its second depot in Haverby was moved from March 2025 to October 2025.",
        "Norvale has delayed the opening of its second depot in Haverby from March 2025 to October 2025, it said.",
    ],
)
def test_one_that_is_put_off_goes_on_under_its_new_day(newsroom, claim_id, text):
    newsroom.article(text, "2024-11-04")
    postponed = by("March 2025", Status.DENIED, Outcome.POSTPONED)
    assert chain(newsroom, claim_id) == [postponed, by("October 2025", Status.PENDING)]


def test_put_off_twice_it_has_two_successors_and_is_kept_by_the_last(newsroom, claim_id):
    newsroom.article(PUT_OFF, "2024-11-04")
    again = PUT_OFF.replace("postponed to October 2025", "postponed again, from October 2025 to March 2026")
    newsroom.article(again, "2025-08-04", "Vale Herald")
    newsroom.article("Norvale said it has opened its second depot in Haverby.", "2026-03-02", "Sund Courier")
    assert chain(newsroom, claim_id) == [
        by("March 2025", Status.CONFIRMED, Outcome.KEPT_LATE),
        by("October 2025", Status.CONFIRMED, Outcome.KEPT_LATE),
        by("March 2026", Status.CONFIRMED, Outcome.KEPT),
    ]


def test_a_new_day_that_is_told_later_still_makes_a_successor(newsroom, claim_id):
    newsroom.article("Norvale said it has postponed the opening of its second depot in Haverby.", "2024-11-04")
    assert [outcome for _, _, outcome in chain(newsroom, claim_id)] == [Outcome.POSTPONED]
    newsroom.article(PUT_OFF, "2024-11-11", "Vale Herald")
    assert len(chain(newsroom, claim_id)) == 2


def test_where_the_article_that_put_it_off_is_withdrawn_the_two_are_parted(newsroom, claim_id):
    bad = newsroom.article(PUT_OFF, "2024-11-04").article.id
    successor = get_claim(newsroom.desk, claim_id).claim.successor_id
    withdraw_article(newsroom.on("2025-01-10").desk, bad, "A hoax.")
    assert chain(newsroom, claim_id) == [by("March 2025", Status.PENDING)]
    assert get_claim(newsroom.desk, successor).claim.predecessor_id is None
    restore_article(newsroom.on("2025-01-12").desk, bad, "It was none.")
    assert get_claim(newsroom.desk, claim_id).claim.successor_id == successor
    assert get_claim(newsroom.desk, successor).claim.predecessor_id == claim_id


def test_another_day_told_after_that_makes_another_successor(newsroom, claim_id):
    bad = newsroom.article(PUT_OFF, "2024-11-04").article.id
    withdraw_article(newsroom.on("2025-01-10").desk, bad, "A hoax.")
    newsroom.article(PUT_OFF.replace("October", "December"), "2025-01-20", "Vale Herald")
    postponed = by("March 2025", Status.DENIED, Outcome.POSTPONED)
    assert chain(newsroom, claim_id) == [postponed, by("December 2025", Status.PENDING)]
