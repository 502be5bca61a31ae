"""API keys: kept as hashes, found by prefix, revoked but never forgotten."""

import pytest

from claims.domain.errors import Conflict
from tests.values import NOW, a_key, later


def test_keys_come_oldest_first_revoked_ones_included(store):
    store.add_key(a_key("ck_two", created_at=later(days=1)))
    store.add_key(a_key("ck_one"))
    assert store.revoke_key("ck_one", later(days=2))
    assert store.keys() == [a_key("ck_one", revoked_at=later(days=2)), a_key("ck_two", created_at=later(days=1))]


def test_keys_are_found_by_their_prefix(store):
    store.add_key(a_key("ck_one", hash="x"))
    store.add_key(a_key("ck_one", hash="y"))
    store.add_key(a_key("ck_two"))
    assert [key.hash for key in store.find_keys("ck_one")] == ["x", "y"]
    assert list(store.find_keys("ck")) == []


def test_a_key_is_revoked_once(store):
    store.add_key(a_key())
    assert store.revoke_key("ck_one", NOW)
    assert not store.revoke_key("ck_one", later(days=1))
    assert not store.revoke_key("ck_two", NOW)
    assert store.keys()[0].revoked_at == NOW


def test_its_last_use_is_remembered(store):
    store.add_key(a_key())
    store.touch_key("ck_one", later(days=1))
    store.touch_key("ck_none", NOW)
    assert store.keys() == [a_key(last_used_at=later(days=1))]


def test_a_hash_is_taken_once(store):
    store.add_key(a_key("ck_one", hash="same"))
    with pytest.raises(Conflict):
        store.add_key(a_key("ck_two", hash="same"))
