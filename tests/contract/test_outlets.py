"""With whom outlets count, as people decided, and on which claims that bears."""

from claims.domain.evidence import Origin
from claims.domain.outlet import OutletRuling
from tests.values import NOW, a_claim, a_piece, an_article, later


def a_ruling(id_="o1", **changes):
    given = {
        "publisher": "Dale Post",
        "counts_with": "family:vale",
        "reviewer": "Ann",
        "reason": "One owner.",
        "created_at": NOW,
    }
    return OutletRuling(id=id_, **given | changes)


def test_a_ruling_comes_back_as_it_went_in(store):
    store.add_ruling(a_ruling())
    assert store.ruling("o1") == a_ruling()
    assert store.rulings() == {"dale post": a_ruling()}
    assert store.ruling("o2") is None


def test_the_newest_of_an_outlet_holds_and_when_it_is_undone_the_one_before(store):
    store.add_ruling(a_ruling())
    store.add_ruling(a_ruling("o2", publisher="The Dale Post", counts_with="wire:ap"))
    assert [ruling.id for ruling in store.rulings().values()] == ["o2"]
    assert store.undo_ruling("o2", "Ben", "Wrong.", later(hours=1))
    assert [ruling.id for ruling in store.rulings().values()] == ["o1"]
    assert not store.undo_ruling("o2", "Ben", "Wrong.", later(hours=2))
    assert not store.undo_ruling("o9", "Ben", "Wrong.", later(hours=2))
    undone = store.ruling("o2")
    assert (undone.undone_by, undone.undone_reason, undone.undone_at) == ("Ben", "Wrong.", later(hours=1))


def test_every_ruling_is_listed_in_the_order_it_was_made_in_undone_or_not(store):
    store.add_ruling(a_ruling("o2"))
    store.add_ruling(a_ruling("o1", publisher="Echo"))
    store.undo_ruling("o2", "Ben", "Wrong.", later(hours=1))
    assert [(ruling.id, ruling.undone_by) for ruling in store.all_rulings()] == [("o2", "Ben"), ("o1", None)]


def test_claims_are_found_by_who_told_of_them_who_was_first_and_what_they_count_under(store):
    store.add_article(an_article("a1"), NOW)
    for id_, first in (("c1", "Echo"), ("c2", "Echo"), ("c3", "Echo"), ("c4", "Dale Post"), ("c5", "Dale Post")):
        store.add_claim(a_claim(id_, publisher=first))
    store.put_evidence(a_piece("e1", "c1", publisher="The Dale Post", origin=Origin("publisher:other", "")))
    store.put_evidence(a_piece("e2", "c2", publisher="Echo", origin=Origin("publisher:dale post", "")))
    store.put_evidence(a_piece("e3", "c3", publisher="Echo", origin=Origin("publisher:echo", "")))
    store.put_evidence(a_piece("e4", "c4", publisher="Echo", origin=Origin("publisher:echo", "")))
    assert store.claims_told_by(["dale post"], ["publisher:dale post"]) == ["c1", "c2", "c4"]
    store.delete_claim("c1", NOW)
    assert store.claims_told_by(["dale post"], []) == ["c4"]
    assert store.claims_told_by([], []) == []
