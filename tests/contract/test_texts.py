"""Texts that others keep here: kept, replaced, forgotten, and told to the index."""

from dataclasses import replace

from claims.domain.similar import KeptText
from tests.values import NOW, later

KEPT = KeptText(id="item-1", text="The ferry is late", contexts=('{"team": 1}', "{}"), created_at=NOW, language="en")


def test_a_text_comes_back_as_it_was_kept(store):
    store.put_text(KEPT)
    store.put_text(replace(KEPT, id="item-2", language=None, contexts=()))
    assert store.texts({"item-1", "item-2", "item-3"}) == {
        "item-1": KEPT,
        "item-2": replace(KEPT, id="item-2", language=None, contexts=()),
    }


def test_all_of_them_are_listed_by_id_but_for_those_forgotten(store):
    for id_ in ("item-3", "item-1", "item-2"):
        store.put_text(replace(KEPT, id=id_))
    store.delete_text("item-2")
    assert list(store.all_texts()) == [KEPT, replace(KEPT, id="item-3")]


def test_one_with_the_same_id_takes_its_place(store):
    store.put_text(KEPT)
    newer = replace(KEPT, text="The ferry is early", created_at=later(days=1))
    store.put_text(newer)
    assert store.texts({"item-1"}) == {"item-1": newer}


def test_a_forgotten_text_is_gone_until_it_is_kept_again(store):
    store.put_text(KEPT)
    assert store.delete_text("item-1")
    assert not store.delete_text("item-1")
    assert store.texts({"item-1"}) == {}
    store.put_text(KEPT)
    assert store.texts({"item-1"}) == {"item-1": KEPT}


def test_changes_are_told_in_their_order(store):
    store.put_text(KEPT)
    store.put_text(replace(KEPT, id="item-2"))
    store.put_text(replace(KEPT, text="The ferry is early"))
    store.delete_text("item-2")
    changes = store.text_changes(0, 10)
    assert [(change.id, change.text) for change in changes] == [("item-1", "The ferry is early"), ("item-2", None)]
    assert store.text_changes(changes[0].seq, 10) == changes[1:]
    assert store.last_change() == changes[1].seq
