"""Keys are shown once, kept as hashes, and reach as far as their scope."""

import pytest

from claims.domain.errors import AccessDenied, InvalidInput, NotFound
from claims.domain.moment import parse_moment
from claims.domain.run import Scope
from claims.services.access import authenticate, create_key, has_keys, list_keys, revoke_key


def test_only_a_hash_of_a_key_is_kept(newsroom):
    secret, key = create_key(newsroom.desk, "desk", Scope.WRITE)
    (kept,) = list_keys(newsroom.desk)
    assert kept == key
    assert secret.startswith(kept.prefix)
    assert secret not in repr(kept)


@pytest.mark.parametrize(("needed", "reaches"), [(Scope.READ, True), (Scope.WRITE, True), (Scope.REVIEW, False)])
def test_a_key_reaches_as_far_as_its_scope(newsroom, needed, reaches):
    secret, key = create_key(newsroom.desk, "desk", Scope.WRITE)
    if reaches:
        assert authenticate(newsroom.desk, secret, needed).prefix == key.prefix
        assert list_keys(newsroom.desk)[0].last_used_at is not None
    else:
        with pytest.raises(AccessDenied) as refused:
            authenticate(newsroom.desk, secret, needed)
        assert refused.value.known


def test_no_key_an_unknown_and_a_mangled_one_are_refused(newsroom):
    secret, _ = create_key(newsroom.desk, "desk", Scope.ADMIN)
    for presented in (None, "", "cdk_00000000_x", secret[:-1], secret + "x", "no key at all", "\ud800", "_" * 999):
        with pytest.raises(AccessDenied) as refused:
            authenticate(newsroom.desk, presented, Scope.READ)
        assert not refused.value.known


def test_a_revoked_key_ends_at_once(newsroom):
    secret, key = create_key(newsroom.desk, "desk", Scope.READ)
    assert has_keys(newsroom.desk)
    revoke_key(newsroom.desk, key.prefix)
    assert not has_keys(newsroom.desk)
    with pytest.raises(AccessDenied):
        authenticate(newsroom.desk, secret, Scope.READ)
    with pytest.raises(NotFound):
        revoke_key(newsroom.desk, key.prefix)


def test_a_key_ends_with_the_day_of_its_expiry(newsroom):
    secret, _ = create_key(newsroom.desk, "desk", Scope.READ, parse_moment("2025-07-02", "expires").day)
    authenticate(newsroom.on("2025-07-02").desk, secret, Scope.READ)
    with pytest.raises(AccessDenied):
        authenticate(newsroom.on("2025-07-03").desk, secret, Scope.READ)


def test_a_key_needs_a_name_and_an_expiry_to_come(newsroom):
    with pytest.raises(InvalidInput):
        create_key(newsroom.desk, " ", Scope.READ)
    with pytest.raises(InvalidInput):
        create_key(newsroom.desk, "desk", Scope.READ, parse_moment("2025-06-01", "expires").day)
