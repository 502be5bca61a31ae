"""The doctor finds what no longer agrees with what it was derived from, and mends it."""

import pytest

from claims.domain.query import ClaimFilter, ClaimSort
from claims.services.doctor import Ailment, examine
from claims.services.ledger import delete_claim, edit_claim, get_claim, list_claims
from claims.services.record import claim_history

CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
DENIAL = "Corvo Foods denied that it would buy the bakery chain Merrow & Daughters."
REPORT = f"{CLAIM}, people close to the talks said. The chain has forty shops, most of them in the north."


@pytest.fixture
def ledger(newsroom):
    """A ledger in which a claim was reprinted, denied, edited, and another deleted."""
    newsroom = newsroom.on("2025-03-10")
    newsroom.article(REPORT, "2025-02-03", "Market Whisper", told_on="2025-03-10")
    newsroom.article(f"By our desk. {REPORT}", "2025-02-04", "Vale Herald", told_on="2025-03-10")
    newsroom.article(DENIAL, "2025-02-17", "Dale Post", told_on="2025-03-10")
    gone = newsroom.claim("Carra Lines sold its yard in Sund for $20 million", "2025-03-01").claim.id
    edit_claim(newsroom.desk, gone, {"text": "Carra Lines sold its yard in Sund for $22 million"})
    delete_claim(newsroom.desk, gone)
    return newsroom


def found(newsroom, **options):
    return [(each.ailment, each.id) for each in examine(newsroom.desk, **{"repair": False, **options})]


def the_claim(newsroom):
    return list_claims(newsroom.desk, ClaimFilter(), ClaimSort.NEWEST, 9, None, "bakery").items[0].claim.id


def spoil(newsroom, statement):
    newsroom.desk.store._db.script(statement)


def test_a_ledger_that_was_worked_on_is_well(ledger):
    assert found(ledger) == []


def test_an_edited_or_deleted_claim_leaves_no_trace_in_the_index(ledger):
    ledger.desk.index.catch_up()
    assert "Carra" not in str(list(ledger.desk.index.nominate_claims(["Carra Lines sold its yard in Sund"], 9)))


@pytest.mark.parametrize(
    ("statement", "ailment"),
    [
        ("UPDATE claims SET status = 'confirmed', rule = 'official' WHERE deleted_at IS NULL", Ailment.STATUS),
        ("UPDATE claims SET refutes = 7 WHERE deleted_at IS NULL", Ailment.STATUS),
        ("DELETE FROM evidence", Ailment.STATUS),
        ("UPDATE appearances SET is_first = 1 - is_first", Ailment.APPEARANCE),
        ("UPDATE appearances SET is_first = 0", Ailment.APPEARANCE),
        ("UPDATE claims SET appearance_count = 9", Ailment.COUNTS),
        ("UPDATE claims SET evidence_count = 9", Ailment.COUNTS),
    ],
)
def test_what_was_spoilt_is_found_and_mended(ledger, statement, ailment):
    ledger.desk.index.catch_up()
    spoil(ledger, statement)
    claim_id = the_claim(ledger)
    assert (ailment, claim_id) in found(ledger)
    assert (ailment, claim_id) in found(ledger)  # looking changes nothing
    found(ledger, repair=True)
    assert found(ledger) == []


def test_a_mended_status_says_so_in_history(ledger):
    claim_id = the_claim(ledger)
    told = get_claim(ledger.desk, claim_id).verdict
    spoil(ledger, "UPDATE claims SET status = 'confirmed', rule = 'official' WHERE deleted_at IS NULL")
    found(ledger, repair=True)
    assert get_claim(ledger.desk, claim_id).verdict == told
    assert "derived anew" in claim_history(ledger.desk, claim_id)[-1].note


def test_an_article_of_an_older_ledger_is_made_recognisable_when_it_is_printed_again(ledger):
    spoil(ledger, "DELETE FROM article_marks")
    spoil(ledger, "UPDATE articles SET reprint_of = NULL")
    ailments = [ailment for ailment, _ in found(ledger)]
    assert ailments == [Ailment.REPRINTS] * 2
    found(ledger, repair=True)
    reprint = ledger.article(f"{REPORT} More on page 4.", "2025-02-05", "Sund Courier", told_on="2025-03-10")
    assert reprint.article.reprint_of is not None
    assert found(ledger) == []


def test_an_index_that_differs_from_the_tables_is_built_anew(ledger):
    ledger.desk.index.catch_up()
    ledger.desk.index.catch_up()
    spoil(ledger, "UPDATE claims SET text = 'Something else altogether' WHERE deleted_at IS NULL")
    assert Ailment.INDEX in {ailment for ailment, _ in found(ledger)}
    found(ledger, repair=True)
    assert Ailment.INDEX not in {ailment for ailment, _ in found(ledger)}
