"""What people decided can be taken out as golden rows."""

import pytest

from claims.domain.evidence import Stance
from claims.domain.verdict import Status
from claims.services.golden import golden_rows
from claims.services.reviewing import NewReview, add_review, withdraw_review
from claims.services.withdrawing import withdraw_article

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
PASSAGE = "Corvo Foods confirmed on Monday that it will buy the bakery chain Merrow & Daughters for £310 million."


@pytest.fixture
def review(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    newsroom.article(PASSAGE, "2025-02-17")
    (piece,) = newsroom.desk.store.evidence(claim_id)

    def add(**decides):
        about = {} if "status" in decides else {"evidence_id": piece.id}
        new = NewReview(reviewer="Jo", reason="Read it.", **decides, **about)
        return claim_id, add_review(newsroom.desk, claim_id, new)[0].id

    return add


def test_a_corrected_stance_is_a_row_with_claim_and_passage(newsroom, review):
    review(stance=Stance.DISCUSSES)
    assert list(golden_rows(newsroom.desk)) == [
        {
            "text": PASSAGE,
            "told_on": "2025-02-17",
            "publisher": "Dale Post",
            "claim": CLAIM,
            "claimed_on": "2025-02-03",
            "claimed_in": "Market Whisper",
            "stance": "discusses",
            "varied": "reviewed",
            "grade": "strong",
        }
    ]


def test_a_rejected_match_is_a_row_of_an_unrelated_passage(newsroom, review):
    review(reject_match=True)
    (row,) = golden_rows(newsroom.desk)
    assert row["stance"] == "unrelated"


def test_a_decided_status_is_a_row_with_all_passages(newsroom, review):
    review(status=Status.DENIED)
    (row,) = golden_rows(newsroom.desk)
    assert (row["claim"], row["status"], [p["text"] for p in row["passages"]]) == (CLAIM, "denied", [PASSAGE])


def test_who_decided_is_named_only_when_asked_for(newsroom, review):
    review(status=Status.DENIED)
    assert "Jo" not in str(list(golden_rows(newsroom.desk)))
    (row,) = golden_rows(newsroom.desk, with_reviewer=True)
    assert (row["reviewer"], row["reason"]) == ("Jo", "Read it.")


def test_a_decision_that_was_taken_back_is_none(newsroom, review):
    withdraw_review(newsroom.desk, *review(status=Status.DENIED))
    assert list(golden_rows(newsroom.desk)) == []


def test_a_corrected_origin_is_a_row_of_the_passage_with_where_it_comes_from(newsroom, review):
    review(origin="wire:ap")
    (row,) = golden_rows(newsroom.desk)
    assert (row["text"], row["origin"]) == (PASSAGE, "wire:ap")
    assert not {"stance", "status"} & row.keys()


def test_of_several_decisions_on_one_matter_the_newest_is_the_row(newsroom, review):
    review(status=Status.DENIED)
    newsroom.desk = newsroom.on("2025-07-01").desk
    review(status=Status.CONFIRMED)
    review(reject_match=True)
    decided, rejected = sorted(golden_rows(newsroom.desk), key=lambda row: "stance" in row)
    assert (decided["status"], decided["passages"], rejected["stance"]) == ("confirmed", [], "unrelated")


def test_what_was_withdrawn_is_no_passage(newsroom, review):
    review(status=Status.DENIED)
    (article, _), *_ = newsroom.desk.store.all_articles()
    withdraw_article(newsroom.desk, article.id, "A hoax.")
    (row,) = golden_rows(newsroom.desk)
    assert row["passages"] == []
