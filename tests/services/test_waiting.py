"""The review desk sees what a person should decide, the most worth first, and nothing else."""

from dataclasses import replace

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.evidence import Stance
from claims.domain.review import Asked
from claims.domain.verdict import Status
from claims.services.recheck import recheck
from claims.services.reviewing import NewReview, add_review, withdraw_review
from claims.services.waiting import review_queue, waiting_case


def asked(newsroom, limit=10):
    return [(item.claim.claim.id, item.asked) for item in review_queue(newsroom.desk, limit).items]


@pytest.fixture
def disputed(newsroom):
    claim_id = newsroom.claim("The Dunmere bridge collapsed on 3 March 2025", "2025-03-04").claim.id
    newsroom.article("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-05", publisher="Calder Radio")
    newsroom.article("The Dunmere bridge did not collapse on 3 March 2025.", "2025-03-05", publisher="Vale Herald")
    return claim_id


@pytest.fixture
def overdue(newsroom):
    claim_id = newsroom.claim("Lorne Bank promised to refund customers by 20 June 2025", "2025-04-02").claim.id
    recheck(newsroom.desk)
    return claim_id


def doubtful(newsroom, publisher="Dale Post"):
    """A claim that an article confirms; the score of that is one that a person should look at."""
    claim_id = newsroom.claim("Corvo Foods will close its mill in Sund", "2025-02-03").claim.id
    newsroom.article("Corvo Foods said that it will close its mill in Sund.", "2025-02-17", publisher=publisher)
    (piece,) = newsroom.desk.store.evidence(claim_id)
    newsroom.desk.store.put_evidence(replace(piece, doubt="It was a near thing."))
    return claim_id


def test_claims_on_which_reports_disagree_wait_with_both(newsroom, disputed):
    (item,) = review_queue(newsroom.desk, 10).items
    assert (item.claim.claim.id, item.asked) == (disputed, Asked.DISPUTED)
    assert {view.evidence.judgement.stance for view in item.evidence} == {Stance.SUPPORTS, Stance.REFUTES}


def test_the_order_is_that_of_worth(newsroom, disputed, overdue):
    near = doubtful(newsroom)
    assert asked(newsroom) == [
        (disputed, Asked.DISPUTED),
        (near, Asked.DECISIVE_DOUBT),
        (overdue, Asked.JUST_OVERDUE),
    ]


def test_a_promise_that_ran_out_long_ago_no_longer_waits(newsroom, overdue):
    assert asked(newsroom) == [(overdue, Asked.JUST_OVERDUE)]
    assert asked(newsroom.on("2025-07-07")) == [(overdue, Asked.JUST_OVERDUE)]
    assert asked(newsroom.on("2025-07-08")) == []


def test_what_a_person_has_decided_is_not_asked_again_unless_they_take_it_back(newsroom, disputed):
    made, _ = add_review(newsroom.desk, disputed, NewReview(reviewer="Jo", reason="Seen.", status=Status.DENIED))
    assert asked(newsroom) == []
    newsroom.article("The Dunmere bridge collapsed on 3 March 2025, police said.", "2025-03-06", publisher="Sund Post")
    assert asked(newsroom) == []
    withdraw_review(newsroom.on("2025-07-01").desk, disputed, made.id)
    newsroom = newsroom.on("2025-07-01")
    assert asked(newsroom) in ([(disputed, Asked.DISPUTED)], [])


def test_a_near_thing_that_a_person_has_looked_at_no_longer_waits(newsroom):
    claim_id = doubtful(newsroom)
    (item,) = review_queue(newsroom.desk, 10).items
    (view,) = item.evidence
    new = NewReview(reviewer="Jo", reason="Read.", stance=Stance.SUPPORTS, evidence_id=view.evidence.id)
    add_review(newsroom.desk, claim_id, new)
    assert asked(newsroom) == []


def test_it_comes_in_pages(newsroom, disputed, overdue):
    first = review_queue(newsroom.desk, 1)
    second = review_queue(newsroom.desk, 1, first.next)
    assert [first.items[0].claim.claim.id, second.items[0].claim.claim.id] == [disputed, overdue]
    assert second.next is None
    with pytest.raises(InvalidInput):
        review_queue(newsroom.desk, 1, "c404")


class TestOneCaseAtATime:
    def test_each_place_of_the_queue_has_its_case_and_says_how_many_wait(self, newsroom, disputed, overdue):
        near = doubtful(newsroom)
        found = [waiting_case(newsroom.desk, place) for place in range(3)]
        assert [(case.item.claim.claim.id, case.place, case.waiting) for case in found] == [
            (disputed, 0, 3),
            (near, 1, 3),
            (overdue, 2, 3),
        ]

    @pytest.mark.parametrize("place", [3, 4, 10_000])
    def test_behind_the_last_one_there_is_none(self, newsroom, disputed, overdue, place):
        case = waiting_case(newsroom.desk, place)
        assert (case.item, case.place, case.waiting) == (None, 2, 2)

    def test_a_claim_that_waits_is_found_wherever_it_stands(self, newsroom, disputed, overdue):
        case = waiting_case(newsroom.desk, 0, overdue)
        assert (case.item.claim.claim.id, case.place) == (overdue, 1)
        assert waiting_case(newsroom.desk, 0, "c0").item.claim.claim.id == disputed

    def test_the_queue_and_its_cases_are_in_one_order(self, newsroom, disputed, overdue):
        doubtful(newsroom)
        by_case = [waiting_case(newsroom.desk, place).item.claim.claim.id for place in range(3)]
        cursor, by_page = None, []
        while True:
            page = review_queue(newsroom.desk, 1, cursor)
            by_page += [item.claim.claim.id for item in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert by_page == by_case
