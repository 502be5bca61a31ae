"""The change sequence: what an index has to follow, in the order of commits."""

import threading
from dataclasses import replace

import pytest

from claims.domain.errors import InvalidInput
from claims.store import Change
from tests.values import NOW, a_claim, an_article


def test_an_added_article_is_a_change_with_title_and_text(store):
    store.add_article(an_article("a1", title="A title", text="A text."), NOW)
    store.add_article(an_article("a2", title="", text="Only text."), NOW)
    assert store.article_changes(0, 10) == [Change(1, "a1", "A title\nA text."), Change(2, "a2", "Only text.")]


def test_numbers_run_across_articles_and_claims(store):
    store.add_article(an_article("a1"), NOW)
    store.add_claim(a_claim("c1"))
    store.add_article(an_article("a2"), NOW)
    assert [change.seq for change in store.article_changes(0, 10)] == [1, 3]
    assert [change.seq for change in store.claim_changes(0, 10)] == [2]


def test_only_new_words_make_a_saved_claim_a_change(store):
    store.add_claim(a_claim())
    read = store.save_claim(replace(store.claim("c1"), last_check_found="Nothing."))
    assert store.claim_changes(0, 10) == [Change(1, "c1", read.claim.text)]
    store.save_claim(replace(read, claim=replace(read.claim, text="In other words.")))
    assert store.claim_changes(0, 10) == [Change(2, "c1", "In other words.")]


def test_a_deletion_is_a_change_without_text_and_a_revival_one_with_it(store):
    store.add_claim(a_claim())
    store.delete_claim("c1", NOW)
    assert store.claim_changes(0, 10) == [Change(2, "c1", None)]
    store.add_claim(a_claim(text="It is back."))
    assert store.claim_changes(0, 10) == [Change(3, "c1", "It is back.")]


def test_what_changed_nothing_takes_no_number(store):
    store.add_article(an_article(), NOW)
    store.add_article(an_article(), NOW)
    store.add_claim(a_claim())
    store.add_claim(a_claim())
    store.delete_claim("c9", NOW)
    store.add_claim(a_claim("c2"))
    assert [change.seq for change in store.claim_changes(0, 10)] == [2, 3]


def test_changes_come_oldest_first_in_steps(store):
    for n in range(5):
        store.add_claim(a_claim(f"c{9 - n}"))
    first = store.claim_changes(0, 2)
    second = store.claim_changes(first[-1].seq, 2)
    assert [change.id for change in first + second] == ["c9", "c8", "c7", "c6"]
    assert store.claim_changes(5, 2) == []


def test_what_was_rolled_back_is_no_change(store):
    store.add_claim(a_claim("c1"))
    with pytest.raises(InvalidInput), store.transaction():
        store.add_claim(a_claim("c2", tags=("fine", "\0")))
    store.add_claim(a_claim("c3"))
    assert [(change.seq, change.id) for change in store.claim_changes(0, 10)] == [(1, "c1"), (2, "c3")]


def test_a_reader_that_follows_writers_misses_nothing(store):
    """Were a lower number committed after a higher one, a reader between the two would never see it."""
    writers, each, seen = 4, 15, []
    finished = threading.Event()

    def write(writer):
        for n in range(each):
            with store.transaction():
                store.add_claim(a_claim(f"c{writer}-{n}"))
                store.add_article(an_article(f"a{writer}-{n}"), NOW)

    def follow():
        after = 0
        while True:
            last_round = finished.wait(0.002)
            for change in store.claim_changes(after, 1000):
                seen.append(change.id)
                after = change.seq
            if last_round:
                return

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    follower = threading.Thread(target=follow)
    for thread in (follower, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    finished.set()
    follower.join()
    assert len(seen) == writers * each
    assert {change.seq for change in store.claim_changes(0, 1000) + store.article_changes(0, 1000)} == set(
        range(1, 2 * writers * each + 1)
    )
