"""Answers that are kept, and what is written together with them."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claims.domain.answer import Answer, KeptAnswer
from claims.domain.run import ApiKey, Scope

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ANSWER = Answer(status=201, headers=(("Location", "/x"),), body='{"a": "\u00e9"}')
KEPT = KeptAnswer(id="q1", digest="d", answer=ANSWER, kept_at=NOW)
KEY = ApiKey(prefix="cdk_1", hash="h", name="a", scope=Scope.READ, created_at=NOW)


def test_an_answer_is_kept_once(store):
    assert store.kept_answer("q1") is None
    assert store.keep_answer(KEPT)
    assert not store.keep_answer(replace(KEPT, digest="other"))
    assert store.kept_answer("q1") == KEPT


def test_old_answers_are_forgotten(store):
    store.keep_answer(KEPT)
    assert store.forget_answers(NOW) == 0
    assert store.forget_answers(NOW + timedelta(seconds=1)) == 1
    assert store.kept_answer("q1") is None


def test_what_is_held_is_kept_together(store):
    with store.held():
        with store.transaction():
            store.add_key(KEY)
        with store.transaction():
            store.keep_answer(KEPT)
    assert (store.keys(), store.kept_answer("q1")) == ([KEY], KEPT)


def test_what_is_held_is_lost_together(store):
    with suppress(ZeroDivisionError), store.held():
        with store.transaction():
            store.add_key(KEY)
        raise ZeroDivisionError
    assert store.keys() == []
    store.add_key(KEY)  # and nothing stays locked or held
    assert store.keys() == [KEY]


def test_a_transaction_that_fails_within_takes_only_its_own_writes_back(store):
    with store.held():
        with store.transaction():
            store.add_key(KEY)
        with suppress(ZeroDivisionError), store.transaction():
            store.keep_answer(KEPT)
            raise ZeroDivisionError
    assert (store.keys(), store.kept_answer("q1")) == ([KEY], None)


def test_what_is_written_apart_is_kept_whatever_becomes_of_the_rest(store):
    with suppress(ZeroDivisionError), store.held():
        with store.apart(), store.transaction():
            store.add_key(KEY)
        with store.transaction():
            store.keep_answer(KEPT)
        raise ZeroDivisionError
    assert (store.keys(), store.kept_answer("q1")) == ([KEY], None)
