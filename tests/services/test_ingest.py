"""An article comes in whole, once, and is held against the claims on the ledger."""

import pytest

from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.evidence import Stance, Strength
from claims.domain.moment import parse_moment
from claims.domain.verdict import Rule, Status
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import get_claim, ledger_stats
from claims.services.record import claim_appearances, claim_evidence, claim_history

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
REPORT = f"{CLAIM}, people close to the talks said."
CONFIRMATION = (
    "Corvo Foods has agreed to acquire the bakery chain Merrow & Daughters for 310 million pounds, "
    "it said on Monday. Its shares rose."
)


def submit(newsroom, **given):
    return ingest_article(newsroom.desk, Submission(**given))


def test_a_new_article_brings_its_claims(newsroom):
    intake = newsroom.article(REPORT, "2025-02-03")
    assert intake.created
    (tracked,) = intake.claims
    assert tracked.verdict.status is Status.PENDING
    assert [q.unit for q in tracked.claim.quantities] == ["GBP"]
    (appearance,) = claim_appearances(newsroom.desk, tracked.claim.id)
    assert appearance.appearance.first
    span = appearance.appearance.span
    assert intake.article.text[span.start : span.end] == span.text


def test_the_same_article_again_changes_nothing(newsroom):
    first = newsroom.article(REPORT, "2025-02-03")
    before = ledger_stats(newsroom.desk)
    again = newsroom.article(REPORT, "2025-02-03")
    assert not again.created
    assert again.article == first.article
    assert [c.claim for c in again.claims] == [c.claim for c in first.claims]
    assert again.changes == ()
    assert ledger_stats(newsroom.desk) == before


def test_a_later_article_decides_the_claim_and_says_why(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    intake = newsroom.article(CONFIRMATION, "2025-02-17")
    (change,) = intake.changes
    assert (change.claim_id, change.before, change.after) == (claim_id, Status.PENDING, Status.CONFIRMED)
    tracked = get_claim(newsroom.desk, claim_id)
    assert tracked.verdict.rule is Rule.OFFICIAL
    assert "Corvo Foods" in tracked.verdict.summary
    (view,) = claim_evidence(newsroom.desk, claim_id)
    judgement = view.evidence.judgement
    assert (judgement.stance, judgement.strength) == (Stance.SUPPORTS, Strength.OFFICIAL)
    assert view.counts
    passage = judgement.passage
    assert view.article.text[passage.start : passage.end] == passage.text
    assert judgement.signals
    assert [c.after for c in claim_history(newsroom.desk, claim_id)] == [Status.CONFIRMED]


def test_a_reprint_is_an_appearance_and_no_new_claim(newsroom):
    first = newsroom.article(REPORT, "2025-02-03", publisher="Market Whisper")
    claim_id = first.claims[0].claim.id
    reprint = newsroom.article(REPORT, "2025-02-04", publisher="Vale Herald")
    assert [c.claim.id for c in reprint.claims] == [claim_id]
    assert [v.article.publisher for v in claim_appearances(newsroom.desk, claim_id)] == [
        "Market Whisper",
        "Vale Herald",
    ]
    assert get_claim(newsroom.desk, claim_id).verdict.status is Status.PENDING


def test_a_claim_told_again_in_other_words_appears_again(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-03").claim.id
    intake = newsroom.article(CONFIRMATION, "2025-02-17")
    assert [(c.claim.id, c.appearances) for c in intake.claims] == [(claim_id, 1)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Corvo Foods said on Monday that it had bought the bakery chain Merrow & Daughters.", Stance.SUPPORTS),
        ("Corvo Foods denied that it would buy the bakery chain Merrow & Daughters.", Stance.REFUTES),
        ("Corvo Foods may buy Merrow & Daughters, Market Whisper reported on Monday.", Stance.DISCUSSES),
    ],
)
def test_a_sentence_that_only_answers_a_claim_makes_none_of_its_own(newsroom, text, stance):
    newsroom.claim(CLAIM, "2025-02-03")
    intake = newsroom.article(text, "2025-02-17")
    assert [e.judgement.stance for e in intake.evidence] == [stance]
    assert [c.claim.text for c in intake.claims if "Merrow" in c.claim.text] == []


def test_another_amount_for_the_same_thing_is_a_claim_of_its_own(newsroom):
    newsroom.claim(CLAIM, "2025-02-03")
    text = "Corvo Foods will buy the bakery chain Merrow & Daughters for £190 million, it said on Monday."
    intake = newsroom.article(text, "2025-02-17")
    assert [e.judgement.stance for e in intake.evidence] == [Stance.REFUTES]
    assert [str(q.value) for c in intake.claims for q in c.claim.quantities] == ["190000000"]


def test_an_article_that_comes_in_late_is_held_against_by_newer_ones_on_file(newsroom):
    newsroom.article(CONFIRMATION, "2025-02-17")
    late = newsroom.article(REPORT, "2025-02-03", publisher="Market Whisper", told_on="2025-03-01")
    assert late.claims[0].verdict.status is Status.CONFIRMED


def test_an_undated_article_is_dated_by_its_intake_and_says_so(newsroom):
    intake = submit(newsroom, text=REPORT)
    assert intake.article.published.iso() == "2025-06-30"
    assert intake.article.dated_by.value == "intake"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n\t "}, "text"),
        ({"text": "1234 5678 --"}, "text"),
        ({"text": "The mill\0will close."}, "text"),
        ({"text": "The mill \ud800 will close."}, "text"),
        ({}, "text"),
        ({"text": "The mill will close.", "html": "<p>The mill will close."}, "text"),
        ({"text": "The mill will close.", "published": parse_moment("2025-07-03", "published_at")}, "published_at"),
    ],
)
def test_what_cannot_be_used_is_refused_by_field_and_leaves_nothing(newsroom, given, field):
    before = ledger_stats(newsroom.desk)
    with pytest.raises(InvalidInput) as refused:
        submit(newsroom, **given)
    assert field in refused.value.errors
    assert ledger_stats(newsroom.desk) == before


def test_five_megabytes_of_text_are_refused_with_both_numbers(newsroom):
    with pytest.raises(TooLarge, match=r"5,000,000.*1,000,000"):
        submit(newsroom, text="The mill will close " * 250_000)


def test_an_intake_is_in_whole_or_not_at_all(newsroom, monkeypatch):
    before = ledger_stats(newsroom.desk)
    monkeypatch.setattr("claims.services.ingest.file_appearance", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        newsroom.article(REPORT, "2025-02-03")
    assert ledger_stats(newsroom.desk) == before


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Halden Optics confirmed that its deal with Brava was worth $746 million.", Stance.SUPPORTS),
        ("The Brava deal is worth about a trillion won, Halden Optics said in a filing.", Stance.SUPPORTS),
        ("Halden Optics's deal with Brava is worth $476 million.", Stance.REFUTES),
        ("Halden Optics denied that the deal with Brava was worth $746 million.", Stance.REFUTES),
        ("Tessmark's deal with Vireo is worth $746 million.", None),
    ],
)
def test_the_deal_of_a_claim_is_the_one_its_article_had_introduced(newsroom, text, stance):
    report = (
        "Halden Optics Co. has struck a deal with the Brava company for the supply of camera modules. "
        "Sources said that the deal is worth $746 million or KRW1 trillion."
    )
    worth = next(t.claim for t in newsroom.article(report, "2022-08-09").claims if t.claim.quantities)
    later = newsroom.article(text, "2022-09-01", publisher="Vale Herald")
    assert {e.claim_id: e.judgement.stance for e in later.evidence}.get(worth.id) is stance


TWO = "Corvo Foods opened 25 branches in Sund and Merrow closed 12 shops in Ostrow."


def test_a_sentence_with_two_claims_brings_two_and_its_reprint_none(newsroom):
    first = newsroom.article(TWO, "2025-02-03")
    assert [c.claim.text for c in first.claims] == [
        "Corvo Foods opened 25 branches in Sund",
        "Merrow closed 12 shops in Ostrow.",
    ]
    again = newsroom.article(TWO, "2025-02-04", publisher="Sund Courier")
    assert [c.claim.id for c in again.claims] == [c.claim.id for c in first.claims]
    assert [c.appearances for c in again.claims] == [2, 2]


def test_one_claim_of_a_sentence_may_be_known_and_the_other_new(newsroom):
    known = newsroom.claim("Merrow closed 12 shops in Ostrow", "2025-02-01", told_on="2025-02-03")
    intake = newsroom.article(TWO, "2025-02-03")
    new, seen = intake.claims
    assert seen.claim.id == known.claim.id
    assert new.claim.text == "Corvo Foods opened 25 branches in Sund"


def test_a_claim_keeps_the_printed_words_beside_those_that_stand_alone(newsroom):
    intake = newsroom.article("Corvo Foods opened a bakery in Sund. It will close 12 shops by May.", "2025-02-03")
    (promise,) = (c.claim for c in intake.claims if "12 shops" in c.claim.text)
    assert promise.text == "Corvo Foods will close 12 shops by May."
    assert promise.original == "It will close 12 shops by May."
    assert [promise.text[q.span.start : q.span.end] for q in promise.quantities] == ["12 shops"]
    again = newsroom.article("Corvo Foods will close 12 shops by May.", "2025-02-04", publisher="Sund Courier")
    assert [c.claim.id for c in again.claims] == [promise.id]
