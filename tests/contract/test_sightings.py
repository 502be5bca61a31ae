"""What the store keeps of reprints, first appearances, variants, merges and splits; and the evidence that tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain import status, verdict
from claims.domain.claim import Deadline
from claims.domain.condition import Condition, Finding
from claims.domain.evidence import Fate, Origin, Stance, Strength
from claims.domain.grouping import GroupingKind, Moved, Regrouping, Variant
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.review import ReviewKind
from claims.domain.status import derive_status, origins_told
from claims.domain.verdict import Policy
from claims.domain.withdrawal import Withdrawal
from claims.store import telling
from tests.contract.test_round_trips import taken_back
from tests.values import DAY, NOW, a_claim, a_piece, a_review, an_appearance, an_article, later


@pytest.fixture
def ledger(store):
    """Claims c1 and c2, articles a1 to a3."""
    for n in (1, 2, 3):
        store.add_article(an_article(f"a{n}"), NOW)
    for n in (1, 2):
        store.add_claim(a_claim(f"c{n}"))
    return store


class TestMarks:
    def test_the_articles_that_share_most_come_first(self, ledger):
        ledger.add_marks("a1", {1, 2, 3})
        ledger.add_marks("a2", {2, 3, 4})
        ledger.add_marks("a2", {2, 3, 4})
        assert ledger.marked({3, 4, 5}, 9) == ["a2", "a1"]
        assert ledger.marked({3, 4, 5}, 1) == ["a2"]
        assert ledger.marked({9}, 9) == ledger.marked(set(), 9) == []
        assert (ledger.has_marks("a1"), ledger.has_marks("a3")) == (True, False)

    def test_marks_have_64_bits_and_a_sign(self, ledger):
        ledger.add_marks("a1", {-(2**63), 2**63 - 1})
        assert ledger.marked({-(2**63)}, 9) == ["a1"]

    def test_a_mark_that_many_share_says_nothing(self, ledger):
        for n in range(60):
            ledger.add_article(an_article(f"b{n}"), NOW)
            ledger.add_marks(f"b{n}", {7, n + 100})
        assert ledger.marked({7, 105}, 9) == ["b5"]

    def test_a_reprint_that_is_found_late_is_noted_of_its_evidence_too(self, ledger):
        ledger.put_evidence(a_piece("e1", article_id="a2"))
        ledger.set_reprint_of("a2", "a1")
        assert ledger.article("a2").reprint_of == "a1"
        assert [piece.printing for piece in ledger.evidence("c1")] == ["a1"]


class TestFirstAppearances:
    def test_one_is_marked(self, ledger):
        for article in ("a1", "a2"):
            ledger.add_appearance(an_appearance("c1", article))
        assert ledger.first_appearance("c1") is None
        for article in ("a1", "a2"):
            ledger.set_first_appearance("c1", article)
            assert ledger.first_appearance("c1").article_id == article
        assert [a.first for a in ledger.appearances("c1")] == [True, False]


class TestEvidenceBehind:
    def test_the_oldest_of_each_printing_and_publisher(self, ledger):
        for n, (article, publisher, printing) in enumerate(
            [("a1", "The Harbour Post", None), ("a2", "Dale Post", "a1"), ("a3", "dale post", None)], 1
        ):
            day = Moment(DAY + timedelta(days=n))
            piece = a_piece(f"e{n}", article_id=article, publisher=publisher, printing=printing, published=day)
            ledger.put_evidence(piece)

        def behind(printings, publishers):
            return [piece.id for piece in ledger.evidence_behind("c1", printings, publishers)]

        assert behind({"a1"}, ()) == ["e1"]
        assert behind((), {"dale post", "nobody"}) == ["e2"]
        assert behind({"a3"}, {"harbour post"}) == ["e1", "e3"]
        assert behind((), ()) == []
        assert [p.id for p in ledger.evidence_from("c1", {"a3", "a9"})] == ["e3"]
        assert (ledger.count_evidence("c1"), ledger.count_evidence("c2")) == (3, 0)

    def test_what_was_withdrawn_is_passed_over(self, ledger):
        own, gone = Origin("publisher:harbour post", ""), Withdrawal(at=NOW, reason="A hoax.")
        ledger.put_evidence(a_piece("e1", publisher="Harbour Post", origin=own, withdrawals=(gone,)))
        assert not ledger.has_own_under("c1", own.key, "harbour post")
        ledger.put_evidence(a_piece("e2", article_id="a2", publisher="Harbour Post", printing="a1", origin=own))
        assert [piece.id for piece in ledger.evidence_behind("c1", {"a1"}, {"harbour post"})] == ["e2"]

    def test_whether_an_outlet_speaks_under_an_origin_itself(self, ledger):
        own = Origin("publisher:harbour post", "")
        ledger.put_evidence(a_piece("e1", publisher="The Harbour Post", origin=own))
        ledger.put_evidence(a_piece("e2", article_id="a2", publisher="Dale Post", origin=own))
        assert ledger.has_own_under("c1", own.key, "harbour post")
        assert not ledger.has_own_under("c1", "publisher:dale post", "Dale Post")
        assert not ledger.has_own_under("c2", own.key, "harbour post")


pieces = st.lists(
    st.tuples(
        st.sampled_from([Stance.SUPPORTS, Stance.REFUTES, Stance.DISCUSSES]),
        st.sampled_from(Strength),
        st.sampled_from(["publisher:a", "publisher:b", "wire:c", "publisher:d", "publisher:e"]),
        st.booleans(),
        st.integers(0, 4),
        st.integers(0, 6),
        st.none() | st.integers(-14, 14),  # hours from UTC, at noon
        st.sampled_from([None, *Fate]),
    ),
    max_size=24,
)


def _at(day, east):
    """A day; or its noon, so many hours east of UTC."""
    noon = datetime.combine(day, time(12), UTC)
    return Moment(day) if east is None else Moment(day, noon - timedelta(hours=east))


@pytest.fixture(params=[2, verdict.MOST_NAMED])
def named(request, monkeypatch):
    """So many origins are named, the rest counted: two, that a few pieces of evidence are very many; or the usual."""
    for module in (status, telling):
        monkeypatch.setattr(module, "MOST_NAMED", request.param)


@settings(max_examples=60)
@given(
    pieces=pieces,
    reviewed=st.none() | st.integers(0, 23),
    corrected=st.booleans(),
    on=st.integers(0, 6),
    hours=st.none() | st.integers(-14, 14),
)
def test_the_evidence_that_tells_gives_the_status_that_all_of_it_gives(
    store, named, pieces, reviewed, corrected, on, hours
):
    with taken_back(store):
        second, due = DAY + timedelta(days=1), Deadline(DAY + timedelta(days=3), Precision.DAY, "in three days")
        tracked = a_claim("c2", claimed=_at(second, hours), publisher="A", article_id="a1", deadline=due)
        store.add_claim(tracked)
        for n, (stance, strength, key, copy, retracts, day, east, fate) in enumerate(pieces):
            if n:
                store.add_article(an_article(f"a{n + 1}"), NOW)
            piece = a_piece(f"e{n}", "c2", f"a{n + 1}", published=_at(DAY + timedelta(days=day), east))
            told = replace(piece.judgement, stance=stance, strength=strength, retraction=retracts == 0, fate=fate)
            store.put_evidence(replace(piece, judgement=told, origin=Origin(key, "", copy=copy)))
        if reviewed is not None and reviewed < len(pieces):
            kind, stance = (ReviewKind.STANCE, Stance.REFUTES) if corrected else (ReviewKind.MATCH, None)
            store.add_review(a_review("r1", "c2", kind=kind, status=None, stance=stance, evidence_id=f"e{reviewed}"))
        until = DAY + timedelta(days=on)
        now = NOW.replace(year=until.year, month=until.month, day=until.day)
        claim, reviews = tracked.claim, store.reviews("c2")
        every, some = store.evidence("c2"), store.telling_evidence(claim, now)
        assert len(some) <= len(every)
        further = store.further_origins(claim, now, origins_told(claim, some, reviews, now))
        by_some = derive_status(claim, some, reviews, Policy(), now, further=further)
        assert by_some == derive_status(claim, every, reviews, Policy(), now)


class TestCounts:
    def test_what_hangs_on_a_claim_is_counted_once(self, ledger):
        for article in ("a1", "a2", "a1"):
            ledger.add_appearance(an_appearance("c1", article))
            ledger.put_evidence(a_piece(f"e{article}", "c1", article))
        assert (ledger.claim("c1").appearances, ledger.count_evidence("c1")) == (2, 2)

    def test_evidence_that_is_filed_for_another_claim_is_counted_there(self, ledger):
        ledger.put_evidence(a_piece("e1", "c1"))
        ledger.put_evidence(a_piece("e1", "c2"))
        assert (ledger.count_evidence("c1"), ledger.count_evidence("c2")) == (0, 1)

    def test_that_of_a_claim_off_the_ledger_is_none_until_it_is_back(self, ledger):
        ledger.put_evidence(a_piece("e1", "c1"))
        ledger.delete_claim("c1", NOW)
        assert ledger.count_evidence("c1") == ledger.count_evidence("c9") == 0
        ledger.add_claim(a_claim("c1"))
        assert ledger.count_evidence("c1") == 1

    def test_a_wrong_count_is_put_right(self, ledger):
        ledger.add_appearance(an_appearance("c1", "a1"))
        ledger._db.script("UPDATE claims SET appearance_count = 7, evidence_count = 7")
        ledger.recount("c1")
        assert (ledger.claim("c1").appearances, ledger.count_evidence("c1")) == (1, 0)
        assert ledger.claim("c2").appearances == 7


class TestMerged:
    def test_it_is_off_the_ledger_and_can_come_back(self, ledger):
        ledger.merge_claim("c2", "c1", later(days=1))
        assert ledger.claim("c2") is None
        assert ledger.merged_claims(["c1", "c2"]) == {"c2": a_claim("c2", merged_into="c1")}
        assert list(ledger.all_merged_claims()) == [a_claim("c2", merged_into="c1")]
        ledger.merge_claim("c2", None, later(days=2))
        assert ledger.claim("c2") == a_claim("c2")
        assert ledger.merged_claims(["c2"]) == {}

    def test_adding_it_again_does_not_bring_it_back(self, ledger):
        ledger.merge_claim("c2", "c1", NOW)
        assert not ledger.add_claim(a_claim("c2"))
        assert ledger.claim("c2") is None

    def test_the_index_keeps_its_words(self, ledger):
        before = ledger.last_change()
        ledger.merge_claim("c2", "c1", NOW)
        assert [(c.id, c.text) for c in ledger.claim_changes(before, 9)] == [("c2", a_claim("c2").claim.text)]

    def test_one_that_was_exported_comes_in_as_merged(self, ledger):
        assert ledger.add_claim(a_claim("c3", merged_into="c1"))
        assert ledger.claim("c3") is None
        assert list(ledger.merged_claims(["c3"])) == ["c3"]


class TestVariants:
    def test_they_are_linked_once_and_listed_from_both_sides(self, ledger):
        differs = Condition("amount", Finding.DIFFERS, "$746 million is not $764 million.")
        variant = Variant(claim_id="c1", other_id="c2", conditions=(differs,), found_at=NOW)
        assert ledger.add_variant(variant)
        assert not ledger.add_variant(variant)
        assert not ledger.add_variant(replace(variant, claim_id="c2", other_id="c1"))
        assert ledger.variants("c1") == ledger.variants("c2") == [variant]

    def test_one_with_a_claim_that_is_gone_is_hidden(self, ledger):
        ledger.add_variant(Variant(claim_id="c1", other_id="c2", conditions=(), found_at=NOW))
        ledger.delete_claim("c2", NOW)
        assert ledger.variants("c1") == []


class TestRegroupings:
    def test_they_are_kept_with_what_was_moved_and_undone_once(self, ledger):
        made = Regrouping(
            id="g1",
            kind=GroupingKind.MERGE,
            claim_id="c2",
            other_id="c1",
            reviewer="A. Lund",
            reason="One line.",
            created_at=NOW,
            moved=Moved(("a1",), ("e1",), ("r1",)),
        )
        ledger.add_regrouping(made)
        assert ledger.regrouping("g1") == made
        assert ledger.regroupings("c1") == ledger.regroupings("c2") == [made]
        assert ledger.undo_regrouping("g1", "J. Marsh", "Two lines.", later(days=1))
        assert not ledger.undo_regrouping("g1", "J. Marsh", "Two lines.", later(days=2))
        assert ledger.regrouping("g1") == replace(
            made, undone_at=later(days=1), undone_by="J. Marsh", undone_reason="Two lines."
        )
        assert ledger.regrouping("g2") is None

    def test_what_is_moved_hangs_on_the_other_claim(self, ledger):
        for article in ("a1", "a2"):
            ledger.add_appearance(an_appearance("c1", article))
            ledger.put_evidence(a_piece(f"e{article}", "c1", article))
        review = a_review(kind=ReviewKind.MATCH, status=None, evidence_id="ea1")
        ledger.add_review(review)
        ledger.move(Moved(("a1",), ("ea1",), ("r1",)), "c1", "c2")
        for claim, article in (("c1", "a2"), ("c2", "a1")):
            assert [a.article_id for a in ledger.appearances(claim)] == [article]
            assert [e.id for e in ledger.evidence(claim)] == [f"e{article}"]
            assert (ledger.claim(claim).appearances, ledger.count_evidence(claim)) == (1, 1)
        assert ledger.reviews("c2") == [replace(review, claim_id="c2")]


def test_a_day_of_the_calendar_is_known_to_be_before_another():
    day = Moment(date(2026, 3, 1))
    noon, night = Moment(day.day, NOW), Moment(day.day, later(hours=9))
    assert day.is_before(Moment(date(2026, 3, 2)))
    assert noon.is_before(night)
    assert not any(one.is_before(other) for one, other in ((day, noon), (noon, day), (night, noon), (day, day)))
