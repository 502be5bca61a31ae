"""The same text printed again is one voice, however often and in whatever order it comes in."""

import pytest

from claims.domain.moment import parse_moment
from claims.domain.verdict import Status
from claims.services.ledger import get_claim
from claims.services.record import claim_evidence

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
REPORT = (
    "Corvo Foods has bought the bakery chain Merrow & Daughters for £310 million. The chain has forty shops, most of "
    "them in the north, and employs nine hundred people. Its founder opened the first of them in Sund sixty years ago."
)
KINDS = (
    lambda number: f"{REPORT} Read more in edition {number} of this paper.",
    lambda number: f"By our correspondent number {number}. {REPORT}",
    lambda _: REPORT.rpartition(" Its founder")[0],
    lambda number: REPORT.replace("sixty", f"{number + 60}"),
)


@pytest.mark.parametrize("reverse", [False, True])
def test_forty_reprints_are_one_origin(newsroom, reverse):
    claim_id = newsroom.claim(CLAIM, "2025-02-01").claim.id
    numbers = range(40)
    for number in reversed(numbers) if reverse else numbers:
        day = f"2025-02-{number % 20 + 3:02}"
        newsroom.article(KINDS[number % 4](number), day, f"Paper {number}", told_on="2025-03-01")
    assert {v.evidence.origin.key for v in claim_evidence(newsroom.desk, claim_id)} == {
        claim_evidence(newsroom.desk, claim_id)[0].evidence.origin.key
    }
    assert get_claim(newsroom.desk, claim_id).verdict.supports <= 1


def test_a_reprint_names_the_print_before_it_and_so_does_its_evidence(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-01").claim.id
    first = newsroom.article(REPORT, "2025-02-03", "Vale Herald").article
    again = newsroom.article(KINDS[0](1), "2025-02-04", "Dale Post").article
    third = newsroom.article(KINDS[1](2), "2025-02-05", "Sund Courier").article
    assert [a.reprint_of for a in (first, again, third)] == [None, first.id, first.id]
    told = {v.article.id: v.evidence.printing for v in claim_evidence(newsroom.desk, claim_id)}
    assert told == {first.id: None, again.id: first.id, third.id: first.id}


def test_the_print_that_was_published_first_speaks_though_it_comes_in_last(newsroom):
    claim_id = newsroom.claim(CLAIM, "2025-02-01").claim.id
    text = f"Corvo Foods confirmed that it has bought the chain Merrow & Daughters for £310 million. {REPORT}"
    for day, outlet in (("2025-02-20", "Dale Post"), ("2025-02-21", "Sund Courier"), ("2025-02-14", "Vale Herald")):
        newsroom.article(text, day, outlet, told_on="2025-03-01")
    told = [(v.article.publisher, v.counts, v.evidence.origin.key) for v in claim_evidence(newsroom.desk, claim_id)]
    first = "publisher:vale herald"
    assert told == [("Vale Herald", True, first), ("Dale Post", False, first), ("Sund Courier", False, first)]
    a_day_later = parse_moment("2025-02-15", "as_of")
    assert get_claim(newsroom.desk, claim_id, a_day_later).verdict.status is Status.CONFIRMED


def test_a_report_written_apart_is_no_reprint(newsroom):
    newsroom.article(REPORT, "2025-02-03", "Vale Herald")
    text = (
        "Merrow & Daughters, the bakers of Sund, belong to Corvo Foods since Monday. Neither side would say what was "
        "paid; bankers who know the books speak of £310 million for forty shops and nine hundred people on the payroll."
    )
    assert newsroom.article(text, "2025-02-04", "Dale Post").article.reprint_of is None


def test_reprints_take_no_room_among_the_marks(newsroom):
    newsroom.article(REPORT, "2025-02-03", "Vale Herald")
    count = "SELECT COUNT(*) FROM article_marks"
    before = newsroom.desk.store._db.script(count)
    for number in range(5):
        newsroom.article(KINDS[0](number), "2025-02-04", f"Paper {number}")
    assert newsroom.desk.store._db.script(count) == before


def test_an_intake_reads_no_more_of_a_claim_for_sixty_reprints_than_for_ten(newsroom, monkeypatch):
    newsroom.claim(CLAIM, "2025-02-01")
    store, read = newsroom.desk.store, []
    for name in ("telling_evidence", "evidence_behind", "evidence_from", "appearances", "evidence"):
        method = getattr(store, name)
        monkeypatch.setattr(
            store, name, lambda *a, method=method, **k: read.append(0) or [read.append(1) or x for x in method(*a, **k)]
        )
    rows = []
    for number in range(60):
        read.clear()
        newsroom.article(KINDS[3](number), "2025-02-04", f"Paper {number}")
        rows.append(sum(read))
    assert max(rows[50:]) <= max(rows[5:15])
