"""One claim, many sightings: what is merged by its truth conditions, by people, and what stays apart."""

from itertools import permutations

import pytest

from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.verdict import Status
from claims.services.desk import close_desk, open_desk
from claims.services.doctor import examine
from claims.services.exchange import export_ledger, import_ledger
from claims.services.grouping import (
    By,
    claim_variants,
    list_regroupings,
    merge_claims,
    split_claim,
    undo_regrouping,
)
from claims.services.ledger import delete_claim, edit_claim, get_claim, ledger_stats, list_claims
from claims.services.record import claim_appearances, claim_evidence, claim_history
from claims.services.reviewing import NewReview, add_review
from claims.settings import Settings

BY = By(reviewer="J. Marsh", reason="The same announcement.")
TOLD = "Ostrava Ferries will open a new terminal in Lindholm in May 2025."
RETOLD = "Ostrava Ferries plans to open its new Lindholm terminal in May 2025, the company said."
LATER = "Ostrava Ferries will open a new terminal in Lindholm in June 2025."
OTHER = "Carra Works will build a ferry terminal in Lindholm for $40 million."


@pytest.fixture
def newsroom(newsroom):
    """The newsroom on a day when nothing has run out."""
    return newsroom.on("2025-03-01")


def on_ledger(newsroom):
    return {t.claim.id for t in list_claims(newsroom.desk, ClaimFilter(), ClaimSort.NEWEST, 50).items}


def one_claim(newsroom, text, day, publisher="Harbour Log"):
    (tracked,) = newsroom.article(text, day, publisher).claims
    return tracked.claim.id


def where(newsroom, claim_id):
    return [(v.article.publisher, v.appearance.first) for v in claim_appearances(newsroom.desk, claim_id)]


class TestSightings:
    def test_the_same_claim_in_other_words_is_an_appearance(self, newsroom):
        claim_id = one_claim(newsroom, TOLD, "2025-02-03")
        assert one_claim(newsroom, RETOLD, "2025-02-05", "Dale Post") == claim_id
        assert where(newsroom, claim_id) == [("Harbour Log", True), ("Dale Post", False)]

    def test_another_day_for_the_same_thing_is_a_variant(self, newsroom):
        may, june = one_claim(newsroom, TOLD, "2025-02-03"), one_claim(newsroom, LATER, "2025-02-05", "Dale Post")
        assert may != june
        for one, other in ((may, june), (june, may)):
            (variant,) = claim_variants(newsroom.desk, one)
            assert variant.claim.claim.id == other
            assert [(c.name, c.differs) for c in variant.conditions] == [("when", True)]

    def test_another_amount_for_the_same_thing_is_a_variant(self, newsroom):
        one = one_claim(newsroom, "The Halden deal is worth $746 million.", "2025-02-03")
        other = one_claim(newsroom, "The Halden deal is worth $764 million.", "2025-02-05", "Dale Post")
        assert [v.claim.claim.id for v in claim_variants(newsroom.desk, one)] == [other]

    @pytest.mark.parametrize(
        "text",
        [
            "Ostrava Ferries will open a new terminal in Sund in May 2025.",
            "Carra Lines will open a new terminal in Lindholm in May 2025.",
            "Ostrava Ferries will close a terminal in Lindholm in May 2025.",
        ],
    )
    def test_another_party_place_or_deed_is_another_claim(self, newsroom, text):
        one = one_claim(newsroom, TOLD, "2025-02-03")
        newsroom.article(text, "2025-02-05", "Dale Post")
        assert where(newsroom, one) == [("Harbour Log", True)]
        assert claim_variants(newsroom.desk, one) == []

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_the_first_appearance_is_the_earliest_published_whatever_came_in_first(self, newsroom, order):
        reports = [
            (TOLD, "2025-02-03", "Harbour Log"),
            (RETOLD, "2025-02-05", "Dale Post"),
            (TOLD, "2025-02-07", "Sund Courier"),
        ]
        for number in order:
            text, day, publisher = reports[number]
            newsroom.article(text, day, publisher, told_on="2025-03-01")
        (claim_id,) = on_ledger(newsroom)
        assert where(newsroom, claim_id) == [("Harbour Log", True), ("Dale Post", False), ("Sund Courier", False)]
        tracked = get_claim(newsroom.desk, claim_id)
        assert (tracked.claim.publisher, str(tracked.claim.claimed.day)) == ("Harbour Log", "2025-02-03")
        told_by = {v.article.publisher for v in claim_evidence(newsroom.desk, claim_id) if v.counts}
        assert told_by <= {"Dale Post", "Sund Courier"}


@pytest.fixture
def two(newsroom):
    """Two claims that a person knows to be one, each in two articles."""
    one, other = one_claim(newsroom, TOLD, "2025-02-03"), one_claim(newsroom, OTHER, "2025-02-05", "Dale Post")
    newsroom.article(f"{TOLD} Tickets are dear.", "2025-02-07", "Sund Courier")
    newsroom.article(
        "Carra Works denied that it would build a ferry terminal in Lindholm.", "2025-02-09", "Vale Herald"
    )
    return one, other


class TestMerging:
    def test_what_hangs_on_one_hangs_on_the_other(self, newsroom, two):
        one, other = two
        pieces = len(claim_evidence(newsroom.desk, other)) + len(claim_evidence(newsroom.desk, one))
        made = merge_claims(newsroom.desk, other, one, BY)
        assert made.other.claim.id == one
        assert [publisher for publisher, _ in where(newsroom, one)] == ["Harbour Log", "Dale Post", "Sund Courier"]
        assert len(claim_evidence(newsroom.desk, one)) >= pieces
        assert on_ledger(newsroom) == {one}

    def test_the_merged_id_goes_on_answering(self, newsroom, two):
        one, other = two
        merge_claims(newsroom.desk, other, one, BY)
        tracked = get_claim(newsroom.desk, other)
        assert (tracked.claim.id, tracked.merged_into) == (other, one)
        assert tracked.verdict == get_claim(newsroom.desk, one).verdict
        assert where(newsroom, other) == where(newsroom, one)
        decision = NewReview(reviewer="J. Marsh", reason="Seen it.", status=Status.CONFIRMED)
        for change in (
            lambda: edit_claim(newsroom.desk, other, {"tags": ["x"]}),
            lambda: delete_claim(newsroom.desk, other),
            lambda: add_review(newsroom.desk, other, decision),
        ):
            with pytest.raises(Conflict, match=one):
                change()

    def test_the_earliest_of_all_sightings_is_the_first(self, newsroom, two):
        one, other = two
        merge_claims(newsroom.desk, one, other, BY)
        tracked = get_claim(newsroom.desk, other)
        assert (tracked.claim.publisher, tracked.claim.claimed.iso()) == ("Harbour Log", "2025-02-03")
        assert where(newsroom, other)[0] == ("Harbour Log", True)

    def test_history_tells_who_merged_and_why(self, newsroom, two):
        one, other = two
        merge_claims(newsroom.desk, other, one, BY)
        line = claim_history(newsroom.desk, one)[-1]
        assert line.note == f"Merged with {other} by J. Marsh: The same announcement."
        assert line.made_by == "J. Marsh"

    @pytest.mark.parametrize("turned", [False, True])
    def test_undone_everything_is_as_it_was(self, newsroom, two, turned):
        one, other = reversed(two) if turned else two
        before = {i: _as_shown(newsroom, i) for i in two}
        made = merge_claims(newsroom.desk, other, one, BY)
        undo_regrouping(newsroom.desk, one, made.regrouping.id, By(reviewer="A. Lund", reason="Two quays."))
        assert {i: _as_shown(newsroom, i) for i in two} == before
        (kept,) = list_regroupings(newsroom.desk, one)
        assert (kept.undone_by, kept.undone_reason) == ("A. Lund", "Two quays.")
        assert "undone by A. Lund: Two quays." in claim_history(newsroom.desk, other)[-1].note

    def test_it_is_undone_once_and_the_last_one_first(self, newsroom, two):
        one, other = two
        third = one_claim(newsroom, "Carra Lines sold its yard in Sund for $20 million.", "2025-02-05", "Dale Post")
        first = merge_claims(newsroom.desk, other, one, BY).regrouping
        second = merge_claims(newsroom.desk, one, third, BY).regrouping
        with pytest.raises(Conflict, match=second.id):
            undo_regrouping(newsroom.desk, one, first.id, BY)
        assert get_claim(newsroom.desk, other).merged_into == third
        undo_regrouping(newsroom.desk, third, second.id, BY)
        undo_regrouping(newsroom.desk, one, first.id, BY)
        with pytest.raises(Conflict):
            undo_regrouping(newsroom.desk, one, first.id, BY)
        assert on_ledger(newsroom) == {one, other, third}

    def test_words_of_a_merged_claim_are_known_as_the_claim_that_stands_for_it(self, newsroom, two):
        one, other = two
        merge_claims(newsroom.desk, other, one, BY)
        again = newsroom.article(OTHER, "2025-02-20", "Ridge Courier")
        assert [c.claim.id for c in again.claims] == [one]

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"into": "c0"}, NotFound),
            ({"into": "one"}, InvalidInput),
            ({"by": By(reviewer=" ", reason="x")}, InvalidInput),
            ({"by": By(reviewer="x", reason="\t")}, InvalidInput),
        ],
    )
    def test_what_makes_no_merge_is_refused(self, newsroom, two, change, error):
        one, other = two
        before = ledger_stats(newsroom.desk)
        into = {"one": one}.get(change.get("into", other), change.get("into", other))
        with pytest.raises(error):
            merge_claims(newsroom.desk, one, into, change.get("by", BY))
        assert ledger_stats(newsroom.desk) == before


class TestSplitting:
    def test_some_sightings_become_a_claim_of_their_own(self, newsroom, two):
        one, _ = two
        article = claim_appearances(newsroom.desk, one)[1].article
        made = split_claim(
            newsroom.desk, one, [article.id], BY, "Ostrava Ferries will open a terminal for tickets in May 2025."
        )
        assert where(newsroom, one) == [("Harbour Log", True)]
        assert where(newsroom, made.other.claim.id) == [("Sund Courier", True)]
        assert made.other.claim.publisher == "Sund Courier"
        assert [v.claim.claim.id for v in claim_variants(newsroom.desk, one)] == [made.other.claim.id]
        assert claim_history(newsroom.desk, made.other.claim.id)[-1].note.startswith(
            f"Split off from {one} by J. Marsh"
        )

    def test_undone_the_new_id_leads_back(self, newsroom, two):
        one, _ = two
        before = _as_shown(newsroom, one)
        article = claim_appearances(newsroom.desk, one)[1].article
        made = split_claim(newsroom.desk, one, [article.id], BY)
        undo_regrouping(newsroom.desk, one, made.regrouping.id, BY)
        assert _as_shown(newsroom, one) == before
        assert get_claim(newsroom.desk, made.other.claim.id).merged_into == one
        again = split_claim(newsroom.desk, one, [article.id], BY)
        assert again.other.claim.id == made.other.claim.id

    @pytest.mark.parametrize("which", ["none", "all", "unknown"])
    def test_what_makes_no_split_is_refused(self, newsroom, two, which):
        one, _ = two
        ids = {"none": [], "unknown": ["a0"], "all": [v.article.id for v in claim_appearances(newsroom.desk, one)]}[
            which
        ]
        with pytest.raises(InvalidInput) as refused:
            split_claim(newsroom.desk, one, ids, BY)
        assert "article_ids" in refused.value.errors


def _as_shown(newsroom, claim_id):
    tracked = get_claim(newsroom.desk, claim_id)
    evidence = {
        (v.evidence.id, v.evidence.judgement.stance, v.evidence.origin.key)
        for v in claim_evidence(newsroom.desk, claim_id)
        if v.counts
    }
    return tracked.claim, tracked.verdict, where(newsroom, claim_id), evidence, tracked.merged_into


def test_all_of_it_is_exported_and_taken_in_again(newsroom, two, tmp_path):
    one, other = two
    newsroom.article(LATER, "2025-02-11", "Dale Post")
    merge_claims(newsroom.desk, other, one, BY)
    lines = list(export_ledger(newsroom.desk))
    copy = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/copy.db"), newsroom.desk.clock)
    assert import_ledger(copy, lines).refused == 0
    assert list(export_ledger(copy)) == lines
    assert get_claim(copy, other).merged_into == one
    undo_regrouping(copy, one, list_regroupings(copy, one)[0].id, BY)
    assert get_claim(copy, other).merged_into is None
    assert list(examine(copy, repair=False)) == []
    close_desk(copy)
