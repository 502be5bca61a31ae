"""People decide beside the machine, and can take it back."""

import pytest

from claims.domain.errors import InvalidInput, NotFound
from claims.domain.evidence import Stance
from claims.domain.moment import parse_moment
from claims.domain.verdict import Rule, Status
from claims.services.ledger import get_claim
from claims.services.record import claim_evidence, claim_history
from claims.services.reviewing import NewReview, add_review, list_reviews, withdraw_review
from claims.services.viewpoint import Viewpoint

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
CONFIRMATION = "Corvo Foods confirmed on Monday that it will buy the bakery chain Merrow & Daughters for £310 million."


def review(**decides):
    return NewReview(reviewer="Night desk", reason="Read the filing.", **decides)


@pytest.fixture
def claim_id(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    newsroom.article(CONFIRMATION, "2025-02-17")
    assert get_claim(newsroom.desk, claim_id).verdict.status is Status.CONFIRMED
    return claim_id


def test_a_decided_status_goes_before_the_evidence_until_it_is_withdrawn(newsroom, claim_id):
    made, tracked = add_review(newsroom.desk, claim_id, review(status=Status.DENIED))
    assert (tracked.verdict.status, tracked.verdict.rule) == (Status.DENIED, Rule.REVIEW)
    assert "Night desk" in tracked.verdict.summary
    later = newsroom.on("2025-07-01")
    assert withdraw_review(later.desk, claim_id, made.id).verdict.status is Status.CONFIRMED
    (kept,) = list_reviews(newsroom.desk, claim_id)
    assert (kept.withdrawn_at is not None, kept.withdrawn_by, kept.withdrawn_reason) == (True, None, None)
    assert later.desk.store.history(claim_id)[-1].note is None


def test_who_takes_a_decision_back_and_why_is_kept_with_it_and_told_in_the_history(newsroom, claim_id):
    made, _ = add_review(newsroom.desk, claim_id, review(status=Status.DENIED))
    later = newsroom.on("2025-07-01")
    withdraw_review(later.desk, claim_id, made.id, " Ben ", "The filing was another firm's.")
    (kept,) = list_reviews(newsroom.desk, claim_id)
    assert (kept.withdrawn_by, kept.withdrawn_reason) == ("Ben", "The filing was another firm's.")
    told = later.desk.store.history(claim_id)[-1]
    assert (told.before, told.after, told.made_by) == (Status.DENIED, Status.CONFIRMED, "Ben")
    assert told.note == "Ben took back what Night desk decided (denied): The filing was another firm's."


def test_that_is_told_where_no_status_changes_by_it_too(newsroom, claim_id):
    (view,) = claim_evidence(newsroom.desk, claim_id)
    made, _ = add_review(newsroom.desk, claim_id, review(stance=Stance.SUPPORTS, evidence_id=view.evidence.id))
    withdraw_review(newsroom.desk, claim_id, made.id, "Ben", "Never mind.")
    told = newsroom.desk.store.history(claim_id)[-1]
    assert (told.before, told.after) == (Status.CONFIRMED, Status.CONFIRMED)
    assert told.note == "Ben took back what Night desk decided (supports): Never mind."


def test_what_people_decided_later_is_no_history_as_of_a_day(newsroom, claim_id):
    before = len(newsroom.desk.store.history(claim_id))
    made, _ = add_review(newsroom.on("2025-07-01").desk, claim_id, review(status=Status.DENIED))
    withdraw_review(newsroom.on("2025-07-02").desk, claim_id, made.id, "Ben", "Never mind.")
    lines = {"2025-06-30": before, "2025-07-01": before + 1, "2025-07-02": before + 2}
    later = newsroom.on("2025-07-03").desk
    assert {day: len(claim_history(later, claim_id, parse_moment(day, "as_of"))) for day in lines} == lines


def test_before_it_was_taken_back_nobody_knew_by_whom_it_would_be(newsroom, claim_id):
    made, _ = add_review(newsroom.desk, claim_id, review(status=Status.DENIED))
    withdraw_review(newsroom.on("2025-07-02").desk, claim_id, made.id, "Ben", "Never mind.")
    then = Viewpoint(newsroom.on("2025-07-01").desk.clock())
    (seen,) = then.reviews(list_reviews(newsroom.desk, claim_id))
    assert (seen.withdrawn_at, seen.withdrawn_by, seen.withdrawn_reason) == (None, None, None)


def test_a_rejected_match_takes_the_evidence_out_of_account_but_not_off_file(newsroom, claim_id):
    (view,) = claim_evidence(newsroom.desk, claim_id)
    _, tracked = add_review(newsroom.desk, claim_id, review(reject_match=True, evidence_id=view.evidence.id))
    assert tracked.verdict.status is Status.PENDING
    (view,) = claim_evidence(newsroom.desk, claim_id)
    assert not view.counts
    assert "Night desk" in view.because


def test_a_corrected_stance_counts_as_corrected(newsroom, claim_id):
    (view,) = claim_evidence(newsroom.desk, claim_id)
    new = review(stance=Stance.REFUTES, evidence_id=view.evidence.id)
    assert add_review(newsroom.desk, claim_id, new)[1].verdict.status is Status.DENIED


def test_a_copy_that_a_person_has_read_counts_by_its_corrected_stance_and_is_shown_to(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    for day, outlet in (("2025-02-17", "Dale Post"), ("2025-02-18", "Vale Herald")):
        newsroom.article(f"{CONFIRMATION} It will keep all forty shops and both of the mills.", day, outlet)
    _, copy = claim_evidence(newsroom.desk, claim_id)
    assert not copy.counts
    new = review(stance=Stance.REFUTES, evidence_id=copy.evidence.id)
    assert add_review(newsroom.desk, claim_id, new)[1].verdict.status is Status.DENIED
    assert [view.counts for view in claim_evidence(newsroom.desk, claim_id)] == [True, True]


def test_of_two_decisions_on_what_a_piece_says_the_newest_holds(newsroom, claim_id):
    (view,) = claim_evidence(newsroom.desk, claim_id)
    add_review(newsroom.desk, claim_id, review(reject_match=True, evidence_id=view.evidence.id))
    later = newsroom.on("2025-07-01").desk
    again = review(stance=Stance.REFUTES, evidence_id=view.evidence.id)
    assert add_review(later, claim_id, again)[1].verdict.status is Status.DENIED
    (view,) = claim_evidence(later, claim_id)
    assert view.counts


@pytest.mark.parametrize(
    "decides",
    [
        {},
        {"status": Status.DENIED, "reject_match": True, "evidence_id": "e1"},
        {"stance": Stance.REFUTES},
        {"status": Status.DENIED, "evidence_id": "e1"},
    ],
)
def test_a_review_decides_exactly_one_thing(newsroom, claim_id, decides):
    with pytest.raises(InvalidInput):
        add_review(newsroom.desk, claim_id, review(**decides))


@pytest.mark.parametrize("blank", ["reviewer", "reason"])
def test_a_review_says_who_and_why(newsroom, claim_id, blank):
    new = NewReview(**({"reviewer": "Night desk", "reason": "Read it."} | {blank: " "}), status=Status.DENIED)
    with pytest.raises(InvalidInput) as refused:
        add_review(newsroom.desk, claim_id, new)
    assert list(refused.value.errors) == [blank]


def test_what_is_not_there_cannot_be_decided_about(newsroom, claim_id):
    with pytest.raises(NotFound):
        add_review(newsroom.desk, "c404", review(status=Status.DENIED))
    with pytest.raises(NotFound):
        add_review(newsroom.desk, claim_id, review(reject_match=True, evidence_id="e404"))
    with pytest.raises(NotFound):
        withdraw_review(newsroom.desk, claim_id, "r404")


class TestOrigins:
    @pytest.fixture
    def corroborated(self, newsroom):
        """A claim that two outlets report, each in its own voice."""
        claim_id = newsroom.claim("The Dunmere bridge collapsed on 3 March 2025", "2025-03-04").claim.id
        newsroom.article("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-05", publisher="Calder Radio")
        text = "A bridge at Dunmere collapsed on 3 March 2025. Rain fell."
        newsroom.article(text, "2025-03-06", publisher="Vale Herald")
        assert get_claim(newsroom.desk, claim_id).verdict.rule is Rule.CORROBORATED
        return claim_id

    def test_one_that_a_person_corrects_counts_with_the_other_until_it_is_taken_back(self, newsroom, corroborated):
        first, second = claim_evidence(newsroom.desk, corroborated)
        led = review(origin=first.evidence.origin.key, evidence_id=second.evidence.id)
        made, tracked = add_review(newsroom.desk, corroborated, led)
        assert tracked.verdict.status is Status.PENDING
        shown = claim_evidence(newsroom.desk, corroborated)[1]
        assert shown.evidence.origin.key == "publisher:calder radio"
        assert shown.evidence.origin.detail == "Night desk found that it comes from calder radio: Read the filing."
        assert (shown.led_by, shown.review, shown.counts) == (made, None, True)
        later = newsroom.on("2025-07-01")
        assert withdraw_review(later.desk, corroborated, made.id).verdict.rule is Rule.CORROBORATED
        assert claim_evidence(later.desk, corroborated)[1] == second

    def test_it_stands_beside_a_corrected_stance(self, newsroom, corroborated):
        evidence_id = claim_evidence(newsroom.desk, corroborated)[1].evidence.id
        add_review(newsroom.desk, corroborated, review(stance=Stance.REFUTES, evidence_id=evidence_id))
        _, tracked = add_review(newsroom.desk, corroborated, review(origin="wire:ap", evidence_id=evidence_id))
        shown = claim_evidence(newsroom.desk, corroborated)[1]
        assert (shown.review.stance, shown.evidence.origin.key) == (Stance.REFUTES, "wire:ap")
        assert tracked.verdict.rule is Rule.DISPUTED

    def test_it_names_its_evidence(self, newsroom, corroborated):
        with pytest.raises(InvalidInput):
            add_review(newsroom.desk, corroborated, review(origin="wire:ap"))
