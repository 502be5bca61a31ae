"""What hangs on claims: appearances, evidence, reviews and history."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims.domain.errors import Conflict, NotFound
from claims.domain.evidence import Origin, Stance
from claims.domain.moment import Moment
from claims.domain.review import Doubt, Outline, ReviewKind
from claims.domain.verdict import Rule
from claims.domain.withdrawal import Withdrawal
from tests.values import DAY, NOW, a_change, a_claim, a_piece, a_review, an_appearance, an_article, later


@pytest.fixture
def ledger(store):
    """Claims c1 and c2, articles a1 to a3."""
    for n in (1, 2, 3):
        store.add_article(an_article(f"a{n}"), NOW)
    for n in (1, 2):
        store.add_claim(a_claim(f"c{n}"))
    return store


class TestAppearances:
    def test_one_for_each_claim_and_article(self, ledger):
        assert ledger.add_appearance(an_appearance("c1", "a1"))
        assert not ledger.add_appearance(an_appearance("c1", "a1", first=True))
        assert ledger.appearances("c1") == [an_appearance("c1", "a1")]

    def test_the_first_leads_and_the_rest_follow_by_publication(self, ledger):
        early = an_appearance("c1", "a1", published=Moment(date(2026, 1, 1)))
        first = an_appearance("c1", "a2", published=Moment(date(2026, 1, 2)), first=True)
        late = an_appearance("c1", "a3", published=Moment(date(2026, 1, 3)))
        for appearance in (late, first, early):
            ledger.add_appearance(appearance)
        assert ledger.appearances("c1") == [first, early, late]

    def test_those_in_an_article(self, ledger):
        for claim in ("c1", "c2"):
            ledger.add_appearance(an_appearance(claim, "a1"))
        ledger.add_appearance(an_appearance("c1", "a2"))
        assert [a.claim_id for a in ledger.appearances_in("a1")] == ["c1", "c2"]


class TestEvidence:
    def test_oldest_publication_first(self, ledger):
        noon = datetime(2026, 2, 1, 12, tzinfo=UTC)
        pieces = [
            a_piece("e3", article_id="a1", published=Moment(date(2026, 1, 31))),
            a_piece("e2", article_id="a2", published=Moment(DAY)),
            a_piece("e1", article_id="a3", published=Moment(DAY, noon)),
        ]
        for piece in reversed(pieces):
            ledger.put_evidence(piece)
        assert ledger.evidence("c1") == pieces
        assert ledger.evidence("c2") == []

    def test_evidence_with_the_same_id_is_replaced(self, ledger):
        ledger.put_evidence(a_piece("e1"))
        ledger.put_evidence(a_piece("e1", stance=Stance.REFUTES, score=0.2, speaker="The board"))
        assert ledger.evidence("c1") == [a_piece("e1", stance=Stance.REFUTES, score=0.2, speaker="The board")]

    def test_replaced_evidence_keeps_the_reviews_that_name_it(self, ledger):
        ledger.put_evidence(a_piece("e1"))
        review = a_review(kind=ReviewKind.STANCE, status=None, stance=Stance.REFUTES, evidence_id="e1")
        ledger.add_review(review)
        ledger.put_evidence(a_piece("e1", score=0.1))
        assert ledger.reviews("c1") == [review]

    def test_that_of_an_article_comes_best_score_first(self, ledger):
        ledger.put_evidence(a_piece("e1", "c1", score=0.2))
        ledger.put_evidence(a_piece("e2", "c2", score=0.9))
        ledger.put_evidence(a_piece("e3", "c1", "a2", score=1.0))
        assert [piece.id for piece in ledger.evidence_in("a1")] == ["e2", "e1"]


class TestNewestEvidence:
    def test_it_is_what_was_published_last_by_a_day_with_how_much_there_is(self, ledger):
        for n, day in ((1, 3), (2, 1), (3, 2)):
            ledger.put_evidence(a_piece(f"e{n}", "c1", f"a{n}", published=Moment(date(2026, 1, day))))
        ledger.put_evidence(a_piece("e4", "c2", "a1"))

        def found(until, limit):
            pieces, total = ledger.newest_evidence("c1", until, limit)
            return [piece.id for piece in pieces], total

        assert found(date.max, 9) == (["e2", "e3", "e1"], 3)
        assert found(date.max, 2) == (["e3", "e1"], 3)
        assert found(date(2026, 1, 2), 9) == (["e2", "e3"], 2)
        assert found(date(2026, 1, 2), 1) == (["e3"], 2)
        assert found(date(2025, 1, 2), 1) == ([], 0)


class TestDoubts:
    def test_what_was_found_last_comes_first_with_its_claim_in_short(self, ledger):
        ledger.put_evidence(a_piece("e1", "c1", doubt="A near thing."))
        ledger.put_evidence(a_piece("e2", "c2", "a2", doubt="A near thing.", found_at=later(hours=1)))
        ledger.put_evidence(a_piece("e3", "c2", "a3"))
        ledger.add_appearance(an_appearance("c2", "a2"))
        assert ledger.doubts(9) == [
            Doubt("e2", Outline("c2", 1, NOW), may_decide=False),
            Doubt("e1", Outline("c1", 0, NOW), may_decide=False),
        ]
        assert [doubt.evidence_id for doubt in ledger.doubts(1)] == ["e2"]

    def test_it_says_whether_the_status_names_the_piece(self, ledger):
        ledger.add_claim(a_claim("c3", evidence_ids=("e0", "e1")))
        ledger.put_evidence(a_piece("e1", "c3", doubt="A near thing."))
        ledger.put_evidence(a_piece("e10", "c3", "a2", doubt="A near thing."))
        assert {doubt.evidence_id: doubt.may_decide for doubt in ledger.doubts(9)} == {"e1": True, "e10": False}

    def test_nobody_is_asked_of_a_copy(self, ledger):
        ledger.put_evidence(a_piece("e1", "c1", doubt="A near thing.", origin=Origin("wire:ap", "", copy=True)))
        assert ledger.doubts(9) == []

    def test_no_longer_once_a_person_has_read_it_or_decided_or_it_is_withdrawn_or_the_claim_gone(self, ledger):
        ledger.add_claim(a_claim("c3", rule=Rule.REVIEW))
        for n, claim in enumerate(["c1", "c2", "c3"], start=1):
            ledger.put_evidence(a_piece(f"e{n}", claim, f"a{n}", doubt="A near thing."))
        assert [doubt.evidence_id for doubt in ledger.doubts(9)] == ["e1", "e2"]
        ledger.add_review(a_review("r0", "c2", kind=ReviewKind.ORIGIN, status=None, origin="wire:ap", evidence_id="e2"))
        ledger.add_review(a_review("r1", "c1", evidence_id="e1"))
        assert [doubt.evidence_id for doubt in ledger.doubts(9)] == ["e2"]
        ledger.withdraw_review("r1", later(hours=1))
        ledger.delete_claim("c2", NOW)
        assert [doubt.evidence_id for doubt in ledger.doubts(9)] == ["e1"]
        ledger.put_evidence(
            a_piece("e1", "c1", doubt="A near thing.", withdrawals=(Withdrawal(at=NOW, reason="Untrue."),))
        )
        assert ledger.doubts(9) == []


class TestOfOneClaim:
    def test_pieces_are_found_by_their_ids_the_oldest_first(self, ledger):
        for n, day in enumerate((3, 1, 2), start=1):
            published = Moment(DAY + timedelta(days=day))
            ledger.put_evidence(a_piece(f"e{n}", "c1", f"a{n}", published=published))
        ledger.put_evidence(a_piece("e9", "c2", "a1"))
        assert [piece.id for piece in ledger.evidence_by_id("c1", ["e1", "e3", "e9", "e404"])] == ["e3", "e1"]
        assert ledger.evidence_by_id("c1", []) == []

    def test_it_is_known_whether_an_article_on_it_is_or_was_withdrawn(self, ledger):
        ledger.put_evidence(a_piece("e1", "c1", "a1"))
        assert not ledger.has_withdrawn_evidence("c1")
        ledger.put_evidence(a_piece("e2", "c1", "a2", withdrawals=(Withdrawal(at=NOW, reason="Untrue."),)))
        assert ledger.has_withdrawn_evidence("c1")
        undone = Withdrawal(at=NOW, reason="Untrue.", undone_at=later(hours=1), undone_reason="True.")
        ledger.put_evidence(a_piece("e2", "c1", "a2", withdrawals=(undone,)))
        assert ledger.has_withdrawn_evidence("c1")
        assert not ledger.has_withdrawn_evidence("c2")


class TestReviews:
    def test_oldest_first_and_in_the_order_of_writing_where_alike(self, ledger):
        for id_, at in (("r9", NOW), ("r1", NOW), ("r5", later(hours=-1))):
            ledger.add_review(a_review(id_, created_at=at))
        assert [review.id for review in ledger.reviews("c1")] == ["r5", "r9", "r1"]

    def test_a_withdrawn_review_stays_on_file(self, ledger):
        ledger.add_review(a_review())
        assert ledger.withdraw_review("r1", later(days=1), "Ben", "Read it wrongly.")
        kept = a_review(withdrawn_at=later(days=1), withdrawn_by="Ben", withdrawn_reason="Read it wrongly.")
        assert ledger.reviews("c1") == [kept]
        assert ledger.review("r1") == kept

    def test_it_is_withdrawn_once(self, ledger):
        ledger.add_review(a_review())
        ledger.withdraw_review("r1", NOW)
        assert not ledger.withdraw_review("r1", later(days=1))
        assert ledger.review("r1").withdrawn_at == NOW
        assert not ledger.withdraw_review("r2", NOW)

    def test_one_that_is_not_there_is_none(self, ledger):
        assert ledger.review("r1") is None

    def test_an_id_is_taken_once(self, ledger):
        ledger.add_review(a_review())
        with pytest.raises(Conflict):
            ledger.add_review(a_review())


class TestHistory:
    def test_oldest_first_and_in_the_order_of_writing_where_alike(self, ledger):
        for id_, at in (("h9", NOW), ("h1", NOW), ("h5", later(hours=-1))):
            ledger.add_change(a_change(id_, at=at))
        assert [change.id for change in ledger.history("c1")] == ["h5", "h9", "h1"]
        assert ledger.history("c2") == []


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.add_appearance(an_appearance("c9", "a1")),
        lambda store: store.add_appearance(an_appearance("c1", "a9")),
        lambda store: store.put_evidence(a_piece(claim_id="c9")),
        lambda store: store.put_evidence(a_piece(article_id="a9")),
        lambda store: store.add_review(a_review(claim_id="c9")),
        lambda store: store.add_review(a_review(evidence_id="e9")),
        lambda store: store.add_change(a_change(claim_id="c9")),
    ],
)
def test_nothing_hangs_on_what_is_not_on_file(ledger, write):
    with pytest.raises(NotFound):
        write(ledger)
