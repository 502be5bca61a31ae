"""Transactions keep all or nothing; sessions give each thread a connection; a closed store is of no use."""

import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest

from claims.domain.errors import Conflict, InvalidInput, NotFound, StoreUnavailable
from claims.store import open_store
from tests.values import NOW, a_change, a_claim, a_key, a_piece, a_review, a_run, an_appearance, an_article


class Interrupted(Exception):
    pass


@contextmanager
def interrupted(store):
    """A transaction that something goes wrong in, at the end of its block."""
    try:
        with store.transaction():
            yield
            raise Interrupted
    except Interrupted:
        pass


def test_an_intake_is_in_whole(store):
    with store.transaction():
        store.add_article(an_article(), NOW)
        store.add_claim(a_claim(article_id="a1"))
        store.add_appearance(an_appearance())
        store.put_evidence(a_piece())
        store.add_change(a_change())
    assert store.claim("c1").appearances == len(store.evidence("c1")) == len(store.history("c1")) == 1


def test_or_not_at_all(store):
    with interrupted(store):
        store.add_article(an_article(), NOW)
        store.add_claim(a_claim(article_id="a1"))
        store.add_appearance(an_appearance())
        store.put_evidence(a_piece())
        store.add_review(a_review())
        store.add_change(a_change())
        store.add_key(a_key())
        store.save_run(a_run())
    assert store.article("a1") is None
    assert store.claim("c1") is None
    assert store.keys() == []
    assert store.last_run() is None
    assert store.claim_changes(0, 5) == store.article_changes(0, 5) == []


def test_a_transaction_sees_its_own_writes(store):
    with store.transaction():
        store.add_claim(a_claim())
        assert store.claim("c1") == a_claim()
        assert len(store.claim_changes(0, 5)) == 1


def test_others_see_them_after_the_commit(store, database_url):
    other = open_store(database_url)
    with store.transaction():
        store.add_claim(a_claim())
        assert other.claim("c1") is None
    assert other.claim("c1") == a_claim()
    other.close()


def test_an_inner_transaction_is_part_of_the_outer(store):
    with interrupted(store), store.transaction():
        store.add_claim(a_claim())
    assert store.claim("c1") is None


def test_an_inner_one_that_fails_takes_back_its_own_writes(store):
    with store.transaction():
        store.add_claim(a_claim("c1"))
        with interrupted(store):
            store.add_claim(a_claim("c2"))
        store.add_claim(a_claim("c3"))
    assert [t.claim.id for t in store.all_claims()] == ["c1", "c3"]


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (lambda store: store.add_claim(a_claim("c2", tags=("fine", "\0"))), InvalidInput),
        (lambda store: store.add_claim(a_claim("c2", article_id="a9")), NotFound),
        (lambda store: store.put_evidence(a_piece(claim_id="c9")), NotFound),
        (lambda store: store.save_claim(a_claim("c1", version=9)), Conflict),
        (lambda store: store.add_review(a_review("r1")), Conflict),
    ],
)
def test_a_refused_write_leaves_the_rest_of_a_transaction_as_it_was(store, refused, error):
    store.add_article(an_article(), NOW)
    with store.transaction():
        store.add_claim(a_claim("c1"))
        store.add_review(a_review("r1"))
        with pytest.raises(error):
            refused(store)
        store.put_evidence(a_piece())
    assert [t.claim.id for t in store.all_claims()] == ["c1"]
    assert store.evidence("c1") == [a_piece()]


def test_a_transaction_can_follow_one_that_failed(store):
    with interrupted(store):
        store.add_claim(a_claim())
    with store.transaction():
        store.add_claim(a_claim())
    assert store.claim("c1") == a_claim()


def test_of_two_writers_of_one_claim_the_second_is_told(store):
    """Each adds one to what it read; no addition is lost without its writer knowing."""
    store.add_claim(a_claim(supports=0))
    refusals = []

    def add_some():
        for _ in range(10):
            read = store.claim("c1")
            try:
                store.save_claim(replace(read, verdict=replace(read.verdict, supports=read.verdict.supports + 1)))
            except Conflict as conflict:
                refusals.append(conflict)

    threads = [threading.Thread(target=add_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.claim("c1").verdict.supports == 40 - len(refusals)
    assert store.claim("c1").version == 41 - len(refusals)


def test_what_a_transaction_has_read_stays_true_until_it_commits(store):
    """Read, add one, save: inside a transaction nobody comes between, so none is refused."""
    store.add_claim(a_claim(supports=0))

    def add_some():
        for _ in range(10):
            with store.transaction():
                read = store.claim("c1")
                store.save_claim(replace(read, verdict=replace(read.verdict, supports=read.verdict.supports + 1)))

    threads = [threading.Thread(target=add_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.claim("c1").verdict.supports == 40


def test_threads_that_write_at_once_all_get_their_turn(database_url):
    """The busy timeout holds for each wait, not for a thread's luck among many."""
    store = open_store(database_url, busy_timeout_ms=3000)
    failures = []

    def write(thread):
        try:
            for n in range(12):
                store.add_claim(a_claim(f"c{thread}-{n}"))
        except StoreUnavailable as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(list(store.all_claims())) == 96
    store.close()


def test_a_thread_that_waits_too_long_for_its_turn_is_told(database_url):
    store = open_store(database_url, busy_timeout_ms=50)
    told = []

    def write():
        try:
            store.add_claim(a_claim("c2"))
        except StoreUnavailable as failure:
            told.append(str(failure))

    with store.transaction():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(told) == 1
    assert "busy" in told[0]
    store.close()


def test_sessions_nest_and_are_not_needed(store):
    with store.session():
        store.add_claim(a_claim("c1"))
        with store.session(), store.transaction():
            store.add_claim(a_claim("c2"))
        assert store.claim("c1") is not None
    assert store.claim("c2") is not None


def test_a_thread_may_come_and_go_without_a_session(store):
    """More threads than a database allows connections: none is left behind."""
    answers = []

    def ask():
        answers.append(store.claim("c1"))

    for _ in range(150):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert answers == [None] * 150


def test_a_store_that_answers_pings(store):
    store.ping()


def test_a_closed_store_says_so(store):
    store.close()
    for ask in (store.ping, store.keys, lambda: store.add_claim(a_claim())):
        with pytest.raises(StoreUnavailable, match="closed"):
            ask()


def test_what_is_committed_is_there_when_the_database_is_opened_again(store, database_url):
    store.add_claim(a_claim(tags=("t",)))
    store.close()
    again = open_store(database_url)
    assert again.claim("c1") == a_claim(tags=("t",))
    again.close()
