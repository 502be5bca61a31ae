"""One bad article goes out of account, and can come back."""

import pytest

from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.moment import parse_moment
from claims.domain.verdict import Cause, Status
from claims.services.ledger import get_claim
from claims.services.lookup import match_text
from claims.services.recheck import recheck
from claims.services.record import claim_evidence, claim_history
from claims.services.withdrawing import restore_article, withdraw_article

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
CONFIRMATION = "Corvo Foods confirmed on Monday that it will buy the bakery chain Merrow & Daughters for £310 million."


@pytest.fixture
def claim_id(newsroom):
    return newsroom.claim(CLAIM, "2025-02-03").claim.id


@pytest.fixture
def article_id(newsroom, claim_id):
    return newsroom.article(CONFIRMATION, "2025-02-17").article.id


def test_a_status_is_derived_without_the_article_and_the_history_shows_both(newsroom, claim_id, article_id):
    report = withdraw_article(newsroom.desk, article_id, "A hoax.", "Mara Lind")
    assert [change.claim_id for change in report.changes] == [claim_id]
    assert get_claim(newsroom.desk, claim_id).verdict.status is Status.PENDING
    made, unmade = claim_history(newsroom.desk, claim_id)
    assert (made.after, made.cause, made.article_id) == (Status.CONFIRMED, Cause.ARTICLE, article_id)
    assert (unmade.after, unmade.cause, unmade.made_by) == (Status.PENDING, Cause.WITHDRAWAL, "Mara Lind")


def test_the_evidence_stays_on_file_and_says_why_it_does_not_count(newsroom, claim_id, article_id):
    withdraw_article(newsroom.desk, article_id, "A hoax.", "Mara Lind")
    (view,) = claim_evidence(newsroom.desk, claim_id)
    assert not view.counts
    assert view.because == "Mara Lind withdrew its article on 2025-06-30: A hoax."


def test_put_back_it_counts_again(newsroom, claim_id, article_id):
    withdraw_article(newsroom.desk, article_id, "A hoax.")
    later = newsroom.on("2025-07-02").desk
    report = restore_article(later, article_id, "It was none.", "Jo Vance")
    assert [change.after for change in report.changes] == [Status.CONFIRMED]
    (withdrawal,) = report.article.withdrawals
    assert (withdrawal.reason, withdrawal.undone_by) == ("A hoax.", "Jo Vance")
    assert get_claim(later, claim_id).verdict.status is Status.CONFIRMED


def test_a_status_can_still_be_had_as_it_was_before_and_between(newsroom, claim_id, article_id):
    withdraw_article(newsroom.desk, article_id, "A hoax.")
    later = newsroom.on("2025-07-02").desk
    restore_article(later, article_id, "It was none.")
    known = {day: get_claim(later, claim_id, None, parse_moment(day, "day")).verdict.status for day in DAYS}
    assert known == DAYS


DAYS = {"2025-02-16": Status.PENDING, "2025-06-29": Status.CONFIRMED, "2025-07-01": Status.PENDING}


def test_the_next_reprint_speaks_for_a_withdrawn_one(newsroom, claim_id):
    text = f"{CONFIRMATION} The sale includes forty shops and two mills in the north of the country."
    first = newsroom.article(text, "2025-02-17", publisher="Dale Post").article.id
    newsroom.article(text, "2025-02-18", publisher="Vale Herald")
    withdraw_article(newsroom.desk, first, "Taken from elsewhere.")
    assert [view.counts for view in claim_evidence(newsroom.desk, claim_id)] == [False, True]
    assert get_claim(newsroom.desk, claim_id).verdict.status is Status.CONFIRMED
    restore_article(newsroom.desk, first, "It was theirs.")
    assert [view.counts for view in claim_evidence(newsroom.desk, claim_id)] == [True, False]


def test_the_reprints_that_are_left_of_a_withdrawn_text_are_one_origin(newsroom):
    claim_id = newsroom.claim("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-04").claim.id
    text = (
        "The Dunmere bridge collapsed on 3 March 2025. Nobody was on it, and divers will look at the ruins on Friday."
    )
    outlets = enumerate(("Calder Radio", "Sund Courier", "Vale Herald"), 5)
    first, *_ = [newsroom.article(text, f"2025-03-0{day}", outlet).article.id for day, outlet in outlets]
    withdraw_article(newsroom.desk, first, "It was made up.")
    newsroom.article(text, "2025-03-09", "Dale Post", told_on="2025-07-01")  # one more comes in afterwards
    verdict = get_claim(newsroom.desk, claim_id).verdict
    assert (verdict.status, verdict.supports) == (Status.PENDING, 1)
    assert [view.counts for view in claim_evidence(newsroom.desk, claim_id)] == [False, True, False, False]


def test_no_new_claim_is_held_against_it(newsroom, article_id):
    withdraw_article(newsroom.desk, article_id, "A hoax.")
    other = newsroom.claim(CLAIM, "2025-02-04", publisher="Town Voice", told_on="2025-06-30")
    assert claim_evidence(newsroom.desk, other.claim.id) == []


def test_a_text_is_still_held_against_claims(newsroom, claim_id, article_id):
    withdraw_article(newsroom.desk, article_id, "A hoax.")
    assert [told.claim_id for told in match_text(newsroom.desk, CONFIRMATION).judgements] == [claim_id]


def test_what_cannot_be_done_is_refused(newsroom, article_id):
    with pytest.raises(NotFound):
        withdraw_article(newsroom.desk, "a404", "A hoax.")
    with pytest.raises(InvalidInput):
        withdraw_article(newsroom.desk, article_id, "  ")
    with pytest.raises(Conflict):
        restore_article(newsroom.desk, article_id, "It was none.")
    withdraw_article(newsroom.desk, article_id, "A hoax.")
    with pytest.raises(Conflict):
        withdraw_article(newsroom.desk, article_id, "A hoax.")


def test_looking_back_before_it_was_withdrawn_the_article_counts(newsroom, claim_id, article_id):
    before = get_claim(newsroom.desk, claim_id).verdict
    withdraw_article(newsroom.desk, article_id, "A hoax.")
    then = parse_moment("2025-06-01", "as_of")
    assert get_claim(newsroom.desk, claim_id).verdict.status is not before.status
    assert get_claim(newsroom.desk, claim_id, as_of=then).verdict.status is before.status
    recheck(newsroom.desk, as_of=then)
    assert get_claim(newsroom.desk, claim_id).verdict.status is before.status
