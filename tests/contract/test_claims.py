"""Claims: on the ledger once, changed only by who has read them last, hidden when deleted."""

from dataclasses import replace
from datetime import date

import pytest

from claims.domain.claim import Deadline, Kind
from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.mention import Precision
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.verdict import Rule, Status
from tests.values import (
    NOW,
    a_change,
    a_claim,
    a_piece,
    a_review,
    an_appearance,
    an_article,
    later,
)


def put(store, *tracked):
    for claim in tracked:
        assert store.add_claim(claim)


def test_a_claim_comes_back_as_it_was_put_on_the_ledger(store):
    tracked = a_claim(
        claimant="Ferry Board",
        deadline=Deadline(date(2026, 5, 31), Precision.MONTH, "in May"),
        tags=("ferries", "Transport"),
        status=Status.DENIED,
        rule=Rule.OFFICIAL,
        next_check_at=later(days=1),
    )
    put(store, tracked)
    assert store.claim("c1") == tracked
    assert store.claims(["c1", "c2", "c1"]) == {"c1": tracked}
    assert store.claim("c2") is None


def test_the_same_claim_again_changes_nothing(store):
    put(store, a_claim())
    assert not store.add_claim(a_claim(text="Other words."))
    assert store.claim("c1") == a_claim()
    assert len(store.claim_changes(0, 10)) == 1


def test_appearances_are_counted_not_written(store):
    put(store, a_claim(appearances=7))
    assert store.claim("c1").appearances == 0
    for n in (1, 2):
        store.add_article(an_article(f"a{n}"), NOW)
        store.add_appearance(an_appearance("c1", f"a{n}"))
    assert store.claim("c1").appearances == 2


def test_a_claim_names_only_an_article_on_file(store):
    with pytest.raises(NotFound):
        store.add_claim(a_claim(article_id="a1"))
    assert store.claim("c1") is None


def test_a_successor_may_be_written_before_or_after_its_predecessor(store):
    put(store, a_claim("c1", successor_id="c2"), a_claim("c2", predecessor_id="c1"))
    assert store.claim("c1").claim.successor_id == "c2"


class TestSaving:
    def test_a_saved_claim_is_one_version_on(self, store):
        put(store, a_claim())
        read = store.claim("c1")
        saved = store.save_claim(replace(read, updated_at=later(days=1)))
        assert saved == replace(read, updated_at=later(days=1), version=2) == store.claim("c1")

    def test_who_read_an_older_version_is_refused(self, store):
        put(store, a_claim())
        read = store.claim("c1")
        store.save_claim(read)
        with pytest.raises(Conflict):
            store.save_claim(replace(read, last_check_found="Nothing new."))
        assert store.claim("c1").last_check_found is None

    @pytest.mark.parametrize("deleted", [True, False])
    def test_a_claim_that_is_gone_cannot_be_saved(self, store, deleted):
        if deleted:
            put(store, a_claim())
            store.delete_claim("c1", NOW)
        with pytest.raises(NotFound):
            store.save_claim(a_claim())

    def test_new_tags_replace_the_old_ones(self, store):
        put(store, a_claim(tags=("old", "kept")))
        read = store.claim("c1")
        store.save_claim(replace(read, claim=replace(read.claim, tags=("kept", "new"))))
        found = {
            tag: store.list_claims(ClaimFilter(tag=tag), ClaimSort.NEWEST, 5).items for tag in ("old", "kept", "new")
        }
        assert {tag: len(items) for tag, items in found.items()} == {"old": 0, "kept": 1, "new": 1}


class TestDeleting:
    def test_a_deleted_claim_is_hidden_from_every_read(self, store):
        store.add_article(an_article(), NOW)
        put(store, a_claim(tags=("t",), next_check_at=NOW))
        store.add_appearance(an_appearance())
        store.put_evidence(a_piece())
        store.add_review(a_review())
        store.add_change(a_change())
        assert store.delete_claim("c1", NOW)
        assert store.claim("c1") is None
        assert store.claims(["c1"]) == {}
        assert store.list_claims(ClaimFilter(), ClaimSort.NEWEST, 5).items == ()
        assert store.list_claims(ClaimFilter(tag="t"), ClaimSort.NEWEST, 5).items == ()
        assert store.due_claims(NOW, 5) == list(store.all_claims()) == []
        assert store.appearances("c1") == store.appearances_in("a1") == []
        assert store.evidence("c1") == store.evidence_in("a1") == []
        assert store.reviews("c1") == store.history("c1") == []
        assert store.review("r1") is None

    def test_a_claim_can_be_deleted_once(self, store):
        put(store, a_claim())
        assert [store.delete_claim("c1", NOW), store.delete_claim("c1", NOW), store.delete_claim("c2", NOW)] == [
            True,
            False,
            False,
        ]

    def test_a_deleted_claim_that_is_added_again_comes_back_with_what_hung_on_it(self, store):
        store.add_article(an_article(), NOW)
        put(store, a_claim(tags=("old",)))
        store.put_evidence(a_piece())
        store.add_review(a_review())
        store.delete_claim("c1", NOW)
        again = a_claim(text="In other words.", tags=("new",), created_at=later(days=1))
        put(store, again)
        assert store.claim("c1") == again
        assert store.evidence("c1") == [a_piece()]
        assert store.reviews("c1") == [a_review()]
        assert store.list_claims(ClaimFilter(tag="old"), ClaimSort.NEWEST, 5).items == ()
        assert store.list_claims(ClaimFilter(tag="new"), ClaimSort.NEWEST, 5).items == (again,)


class TestDue:
    def test_claims_are_due_at_their_instant_and_after(self, store):
        put(
            store,
            a_claim("c1", next_check_at=later(seconds=-1)),
            a_claim("c2", next_check_at=NOW),
            a_claim("c3", next_check_at=later(microseconds=1)),
            a_claim("c4", last_checked_at=NOW, next_check_at=None),
        )
        assert store.due_claims(NOW, 10) == ["c1", "c2"]

    def test_they_come_by_id_in_steps(self, store):
        put(store, *(a_claim(f"c{n}", next_check_at=later(hours=-n)) for n in range(5)))
        first = store.due_claims(NOW, 2)
        second = store.due_claims(NOW, 9, after_id=first[-1])
        assert (first, second) == (["c0", "c1"], ["c2", "c3", "c4"])


def test_every_claim_comes_by_id(store):
    with store.transaction():
        put(store, *(a_claim(f"c{n:03}") for n in range(450)))
        store.delete_claim("c007", NOW)
    assert [t.claim.id for t in store.all_claims()] == [f"c{n:03}" for n in range(450) if n != 7]


def test_ids_sort_by_code_point_on_either_database(store):
    odd = ["a", "B", "b", "Z", "é", "_", "1", "ab", "aB", "😀", "~", "\uffff"]
    put(store, *(a_claim(id_) for id_ in odd))
    assert [t.claim.id for t in store.all_claims()] == sorted(odd)


def test_a_claim_of_any_length_can_be_kept_and_found(store):
    long = "word " * 20_000
    put(store, a_claim(text=long, claimant=long, publisher=long, tags=(long,), kind=Kind.EVENT))
    for asked in (ClaimFilter(claimant=long.upper()), ClaimFilter(publisher=long), ClaimFilter(tag=long)):
        assert len(store.list_claims(asked, ClaimSort.NEWEST, 5).items) == 1
    almost = long + "other"
    for asked in (ClaimFilter(claimant=almost), ClaimFilter(publisher=almost), ClaimFilter(tag=almost)):
        assert store.list_claims(asked, ClaimSort.NEWEST, 5).items == ()


def test_a_backslash_is_no_dirt(store):
    tracked = a_claim(entities=("\\u0000", "\\\\u0000", "\\", '"\\"'))
    put(store, tracked)
    assert store.claim("c1") == tracked


@pytest.mark.parametrize("dirt", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["text", "claimant", "entities", "tags", "summary", "last_check_found"])
def test_text_that_a_database_cannot_keep_is_refused_whole(store, field, dirt):
    given = f"x{dirt}y"
    with pytest.raises(InvalidInput):
        store.add_claim(a_claim(**{field: (given,) if field in ("entities", "tags") else given}))
    assert store.claim("c1") is None
    assert store.claim_changes(0, 5) == []


def test_many_ids_are_looked_up_together(store):
    put(store, *(a_claim(f"c{n}") for n in range(300)))
    asked = [f"c{n}" for n in range(40_000)]
    assert len(store.claims(asked)) == 300
    assert store.claims(asked)["c299"] == a_claim("c299")


class TestChecksOfManyClaims:
    def test_are_written_where_nobody_has_changed_the_claim(self, store):
        put(store, a_claim("c1"), a_claim("c2"), a_claim("c3"))
        read = store.claims(["c1", "c2", "c3"])
        store.save_claim(read["c2"])
        store.delete_claim("c3", NOW)
        checked = [
            replace(each, last_checked_at=NOW, last_check_found="Nothing.", next_check_at=planned)
            for each, planned in zip(read.values(), (later(days=1), None, None), strict=True)
        ]
        assert store.note_checks(checked) == {"c1"}
        assert store.claim("c1") == replace(checked[0], version=2)
        assert store.claim("c2").last_checked_at == read["c2"].last_checked_at
        assert store.note_checks([]) == set()

    def test_are_for_those_of_which_nothing_is_on_file(self, store):
        put(store, a_claim("c1"), a_claim("c2"), a_claim("c3"))
        store.add_article(an_article("a1"), NOW)
        store.put_evidence(a_piece(claim_id="c1"))
        store.add_review(a_review(claim_id="c2"))
        assert store.unmentioned_claims(["c1", "c2", "c3"]) == {"c3"}

    def test_the_last_change_of_an_article_is_known(self, store):
        assert store.last_article_change() == 0
        store.add_article(an_article("a1"), NOW)
        assert store.last_article_change() == store.last_change() > 0
        put(store, a_claim("c1"))
        assert store.last_article_change() < store.last_change()
