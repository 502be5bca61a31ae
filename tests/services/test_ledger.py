"""Claims are added, asked for, changed and deleted, and nothing gets lost."""

import pytest

from claims.domain.claim import Kind
from claims.domain.errors import Conflict, InvalidInput, NotFound, TooLarge
from claims.domain.evidence import Stance
from claims.domain.moment import parse_moment
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.verdict import Outcome, Status
from claims.services.ledger import (
    NewClaim,
    add_claim,
    delete_claim,
    edit_claim,
    get_claim,
    list_claims,
)
from claims.services.record import claim_appearances, claim_evidence, claim_history

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
CONFIRMATION = "Corvo Foods confirmed on Monday that it will buy the bakery chain Merrow & Daughters for £310 million."


def test_what_is_not_given_is_read_from_the_text(newsroom):
    tracked = newsroom.claim("Lorne Bank promised to refund customers by the end of May 2025", "2025-04-02")
    claim = tracked.claim
    assert (claim.kind, claim.claimant) == (Kind.PROMISE, "Lorne Bank")
    assert claim.deadline is not None
    assert claim.deadline.date.isoformat() == "2025-05-31"


def test_a_claimant_who_is_given_commits_itself(newsroom):
    text = "Norvale will open a depot in Sund by May 2026"
    assert newsroom.claim(text, "2025-02-03").claim.kind is Kind.EVENT
    assert newsroom.claim(text, "2025-02-04", claimant="Norvale").claim.kind is Kind.PROMISE
    assert newsroom.claim(text, "2025-02-05", claimant="Sund Council").claim.kind is Kind.EVENT


def test_what_is_given_goes_before_what_is_read(newsroom):
    day = parse_moment("2025-09-01", "deadline").day
    tracked = newsroom.claim(CLAIM, "2025-02-03", kind=Kind.FORECAST, claimant="A broker", deadline=day)
    claim = tracked.claim
    assert (claim.kind, claim.claimant, claim.deadline.date) == (Kind.FORECAST, "A broker", day)


def test_the_same_claim_again_is_the_one_on_the_ledger(newsroom):
    first = newsroom.claim(CLAIM, "2025-02-03")
    new = NewClaim(text=CLAIM.upper(), claimed=first.claim.claimed, publisher="market whisper")
    assert add_claim(newsroom.desk, new) == (first, False)


def test_later_articles_on_file_are_held_against_a_new_claim_at_once(newsroom):
    newsroom.article(CONFIRMATION, "2025-02-17")
    assert newsroom.claim(CLAIM, "2025-02-03", told_on="2025-03-01").verdict.status is Status.CONFIRMED


def test_earlier_articles_on_file_decide_nothing(newsroom):
    newsroom.article(CONFIRMATION, "2025-02-01")
    assert newsroom.claim(CLAIM, "2025-02-03", told_on="2025-03-01").verdict.status is Status.PENDING


@pytest.mark.parametrize("text", ["", "   ", "1,000 %", "a\0b", "\ud800 claims"])
def test_a_text_that_is_no_claim_is_refused(newsroom, text):
    with pytest.raises(InvalidInput):
        add_claim(newsroom.desk, NewClaim(text=text))


def test_a_text_that_is_too_long_is_refused_with_both_numbers(newsroom):
    with pytest.raises(TooLarge, match=r"2,000.*3,000"):
        add_claim(newsroom.desk, NewClaim(text="word " * 600))


def test_a_claim_of_the_future_is_refused(newsroom):
    with pytest.raises(InvalidInput) as refused:
        add_claim(newsroom.desk, NewClaim(text=CLAIM, claimed=parse_moment("2025-07-04", "claimed_at")))
    assert list(refused.value.errors) == ["claimed_at"]


def test_as_of_a_day_the_claim_stands_as_it_could_be_known_then(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    newsroom.article(CONFIRMATION, "2025-02-17")

    def status_on(day):
        return get_claim(newsroom.desk, claim_id, parse_moment(day, "as_of")).verdict.status

    assert status_on("2025-02-16") is Status.PENDING
    assert status_on("2025-02-17") is Status.CONFIRMED
    with pytest.raises(NotFound, match="2025-02-03"):
        status_on("2025-02-02")


def test_a_reworded_claim_is_judged_again_and_its_old_evidence_kept(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    newsroom.article(CONFIRMATION, "2025-02-17")
    edited = edit_claim(newsroom.desk, claim_id, {"text": "Orsk Steel will close its Gosforth mill"})
    assert edited.verdict.status is Status.PENDING
    (view,) = claim_evidence(newsroom.desk, claim_id)
    assert view.evidence.judgement.stance is Stance.UNRELATED
    assert [c.after for c in claim_history(newsroom.desk, claim_id)] == [Status.CONFIRMED, Status.PENDING]


def test_a_change_from_an_old_copy_is_refused(newsroom):
    tracked = newsroom.claim(CLAIM, "2025-02-03")
    edited = edit_claim(newsroom.desk, tracked.claim.id, {"tags": ("food",)}, tracked.version)
    assert edited.claim.tags == ("food",)
    with pytest.raises(Conflict):
        edit_claim(newsroom.desk, tracked.claim.id, {"tags": ()}, tracked.version)
    with pytest.raises(Conflict):
        delete_claim(newsroom.desk, tracked.claim.id, tracked.version)


def test_a_change_that_changes_nothing_makes_no_new_version(newsroom):
    tracked = newsroom.claim(CLAIM, "2025-02-03")
    assert edit_claim(newsroom.desk, tracked.claim.id, {"text": CLAIM}) == tracked


def test_a_deleted_claim_is_gone_until_it_is_added_again(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    delete_claim(newsroom.desk, claim_id)
    with pytest.raises(NotFound):
        get_claim(newsroom.desk, claim_id)
    assert newsroom.article(CONFIRMATION, "2025-02-17").evidence == ()
    assert newsroom.claim(CLAIM, "2025-02-03").claim.id == claim_id


def test_a_query_finds_claims_by_their_words_best_first(newsroom):
    bakery = newsroom.claim(CLAIM, "2025-02-03").claim.id
    newsroom.claim("Orsk Steel will close its Gosforth mill", "2025-02-03")
    page = list_claims(newsroom.desk, ClaimFilter(), ClaimSort.NEWEST, 10, q="bakery chain bought by Corvo")
    assert page.items[0].claim.id == bakery
    assert len(page.items) == 1


def test_pages_of_a_query_do_not_overlap_and_end(newsroom):
    for place in ("Tarn", "Belmore", "Isla", "Reeve", "Aurel"):
        newsroom.claim(f"Lorne Bank will close its branch in {place}", "2025-02-03")
    seen, cursor = [], None
    for _ in range(3):
        page = list_claims(newsroom.desk, ClaimFilter(), ClaimSort.NEWEST, 2, cursor, q="Lorne Bank branch")
        seen += [t.claim.id for t in page.items]
        cursor = page.next
    assert cursor is None
    assert len(set(seen)) == len(seen) == 5
    with pytest.raises(InvalidInput):
        list_claims(newsroom.desk, ClaimFilter(), ClaimSort.NEWEST, 2, "xyz", q="Lorne")


def test_a_postponed_promise_is_denied_and_has_a_successor_with_the_new_day(newsroom):
    claim = newsroom.claim("Kestrel Airways will open its Porthia terminal in May 2025", "2025-02-03").claim
    newsroom.article(
        "Kestrel Airways has postponed the opening of its Porthia terminal to October 2025, the airline said.",
        "2025-04-11",
    )
    old = get_claim(newsroom.desk, claim.id)
    assert (old.verdict.status, old.verdict.outcome) == (Status.DENIED, Outcome.POSTPONED)
    new = get_claim(newsroom.desk, old.claim.successor_id)
    (seen,) = claim_appearances(newsroom.desk, new.claim.id)
    assert seen.appearance.first
    assert seen.article.id == new.claim.article_id
    assert new.claim.predecessor_id == claim.id
    assert new.claim.deadline.date.isoformat() == "2025-10-31"
    assert (new.verdict.status, new.verdict.overdue) == (Status.PENDING, False)
    assert "October 2025" in new.claim.text
    assert "May" not in new.claim.text
