"""People decide with whom an outlet counts, and every claim that this bears on is looked at again."""

from dataclasses import replace

import pytest

from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.verdict import Rule, Status
from claims.services.doctor import examine
from claims.services.grouping import By
from claims.services.ledger import get_claim
from claims.services.outlets import With, families, publisher_records, rule_outlet, undo_ruling
from claims.services.record import claim_history

BY = By(reviewer="Ann", reason="One owner since May.")


@pytest.fixture
def corroborated(newsroom):
    """A claim that two outlets report, each in its own voice."""
    claim_id = newsroom.claim(
        "The Dunmere bridge collapsed on 3 March 2025", "2025-03-04", publisher="Sund Post"
    ).claim.id
    newsroom.article("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-05", publisher="Calder Radio")
    newsroom.article("A bridge at Dunmere collapsed on 3 March 2025. Rain fell.", "2025-03-06", publisher="Vale Herald")
    assert status(newsroom, claim_id) == (Status.CONFIRMED, Rule.CORROBORATED)
    return claim_id


def status(newsroom, claim_id):
    verdict = get_claim(newsroom.desk, claim_id).verdict
    return verdict.status, verdict.rule


def counted_with(newsroom):
    page = publisher_records(newsroom.desk, 50)
    return {record.row.name: record.counts_with for record in page.items}


def test_two_of_one_family_no_longer_confirm_a_claim_and_do_again_when_that_is_undone(newsroom, corroborated):
    rule_outlet(newsroom.desk, "Calder Radio", With.FAMILY, "Vale Media", BY)
    ruled = rule_outlet(newsroom.desk, "Vale Herald", With.FAMILY, "vale  MEDIA", BY)
    assert (ruled.job.counts["looked_at"], ruled.job.counts["changed"]) == (1, 1)
    assert status(newsroom, corroborated) == (Status.PENDING, Rule.OPEN)
    assert claim_history(newsroom.desk, corroborated)[-1].made_by == "Ann"
    assert list(examine(newsroom.desk, repair=False)) == []
    assert undo_ruling(newsroom.desk, ruled.ruling.id, BY).job.counts["changed"] == 1
    assert status(newsroom, corroborated) == (Status.CONFIRMED, Rule.CORROBORATED)


def test_an_outlet_that_prints_the_copy_of_another_is_no_second_origin(newsroom, corroborated):
    rule_outlet(newsroom.desk, "Vale Herald", With.OUTLET, "Calder Radio", BY)
    assert status(newsroom, corroborated)[0] is Status.PENDING
    (piece,) = {
        piece.publisher: piece
        for piece in newsroom.desk.store.evidence(corroborated)
        if piece.publisher == "Vale Herald"
    }.values()
    assert piece.origin.detail == "Vale Herald counts with calder radio, as people decided."


def test_one_that_counts_with_the_first_report_corroborates_nothing(newsroom, corroborated):
    rule_outlet(newsroom.desk, "Vale Herald", With.OUTLET, "Sund Post", BY)
    assert status(newsroom, corroborated)[0] is Status.PENDING


def test_what_comes_in_later_counts_as_decided(newsroom):
    rule_outlet(newsroom.desk, "Vale Herald", With.OUTLET, "Calder Radio", BY)
    claim_id = newsroom.claim(
        "The Dunmere bridge collapsed on 3 March 2025", "2025-03-04", publisher="Sund Post"
    ).claim.id
    newsroom.article("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-05", publisher="Calder Radio")
    newsroom.article("A bridge at Dunmere collapsed on 3 March 2025. Rain fell.", "2025-03-06", publisher="Vale Herald")
    assert status(newsroom, claim_id)[0] is Status.PENDING


def test_a_listed_family_can_be_left(newsroom):
    newsroom.article("It rained in Sund.", "2025-03-05", publisher="Daily Mirror")
    assert counted_with(newsroom) == {"Daily Mirror": "family:reach"}
    ruled = rule_outlet(newsroom.desk, "Daily Mirror", With.ITSELF, "", BY)
    assert counted_with(newsroom) == {"Daily Mirror": "publisher:daily mirror"}
    undo_ruling(newsroom.desk, ruled.ruling.id, BY)
    assert counted_with(newsroom) == {"Daily Mirror": "family:reach"}


def test_an_agency_is_known_by_its_names(newsroom):
    newsroom.article("It rained in Sund.", "2025-03-05", publisher="Dale Post")
    rule_outlet(newsroom.desk, "Dale Post", With.OUTLET, "Associated Press", BY)
    assert counted_with(newsroom) == {"Dale Post": "wire:ap"}


def test_whom_an_outlet_counts_with_may_count_with_another_in_turn(newsroom):
    for name in ("Dale Post", "Vale Herald"):
        newsroom.article(f"It rained in {name}.", "2025-03-05", publisher=name)
    rule_outlet(newsroom.desk, "Dale Post", With.OUTLET, "Vale Herald", BY)
    rule_outlet(newsroom.desk, "Vale Herald", With.FAMILY, "Vale Media", BY)
    assert set(counted_with(newsroom).values()) == {"family:vale media"}
    assert "vale media" in families(newsroom.desk)


def test_outlets_in_a_ring_are_refused(newsroom):
    rule_outlet(newsroom.desk, "Dale Post", With.OUTLET, "Vale Herald", BY)
    for one, other in (("Vale Herald", "The Dale Post"), ("Vale Herald", "Vale Herald")):
        with pytest.raises(InvalidInput) as refused:
            rule_outlet(newsroom.desk, one, With.OUTLET, other, BY)
        assert list(refused.value.errors) == ["name"]


@pytest.mark.parametrize(
    ("publisher", "with_whom", "name", "by", "field"),
    [
        (" ", With.ITSELF, "", BY, "publisher"),
        ("Dale Post", With.FAMILY, " ", BY, "name"),
        ("Dale Post", With.OUTLET, "", BY, "name"),
        ("Dale Post", With.FAMILY, "x" * 301, BY, "name"),
        ("Dale Post", With.ITSELF, "", replace(BY, reason=" "), "reason"),
        ("Dale Post", With.ITSELF, "", replace(BY, reviewer=""), "reviewer"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(newsroom, publisher, with_whom, name, by, field):
    with pytest.raises(InvalidInput) as refused:
        rule_outlet(newsroom.desk, publisher, with_whom, name, by)
    assert list(refused.value.errors) == [field]
    assert newsroom.desk.store.rulings() == {}


def test_what_was_undone_or_never_made_cannot_be_undone(newsroom):
    ruled = rule_outlet(newsroom.desk, "Dale Post", With.FAMILY, "Vale Media", BY)
    undo_ruling(newsroom.desk, ruled.ruling.id, BY)
    with pytest.raises(Conflict):
        undo_ruling(newsroom.desk, ruled.ruling.id, BY)
    with pytest.raises(NotFound):
        undo_ruling(newsroom.desk, "o0", BY)


class TestRecords:
    @pytest.fixture(autouse=True)
    def printed(self, newsroom):
        for number, name in enumerate(["Dale Post", "Dale Radio", "Vale Herald", "Echo"]):
            for again in range(4 - number):
                newsroom.article(f"It rained in Sund on day {again} of {name}.", "2025-03-05", publisher=name)

    def test_pages_hold_each_once_the_largest_first(self, newsroom):
        first = publisher_records(newsroom.desk, 3)
        rest = publisher_records(newsroom.desk, 3, first.next)
        names = [record.row.name for page in (first, rest) for record in page.items]
        assert names == ["Dale Post", "Dale Radio", "Vale Herald", "Echo"]
        assert rest.next is None

    def test_they_are_found_by_a_part_of_the_name_and_by_what_they_count_under(self, newsroom):
        assert [r.row.name for r in publisher_records(newsroom.desk, 9, words="dale").items] == [
            "Dale Post",
            "Dale Radio",
        ]
        rule_outlet(newsroom.desk, "Echo", With.FAMILY, "Vale Media", BY)
        found = publisher_records(newsroom.desk, 9, counts_with="family:vale media").items
        assert [(r.row.name, r.ruling.reviewer) for r in found] == [("Echo", "Ann")]

    def test_a_cursor_that_names_nobody_is_refused(self, newsroom):
        with pytest.raises(InvalidInput):
            publisher_records(newsroom.desk, 9, "nobody")
