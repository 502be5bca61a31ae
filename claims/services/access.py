"""API keys: made, listed, revoked, and checked.

A key is shown once, when it is made. Only its SHA-256 is kept: keys carry 256 random bits, so a
slow password hash would add nothing.
"""

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from claims.domain.errors import AccessDenied, InvalidInput, NotFound, StoreUnavailable
from claims.domain.run import ApiKey, Scope
from claims.services.desk import Desk

_SCHEME = "cdk"
_LONGEST_NAME = 300  # characters
_TOUCHED_EVERY = timedelta(minutes=1)  # so that reading with a key is not a write each time


def create_key(desk: Desk, name: str, scope: Scope, expires: date | None = None) -> tuple[str, ApiKey]:
    """A new key and how it is kept. Raises InvalidInput for no name or a long one, or an expiry that has passed."""
    now = desk.clock()
    if not name.strip():
        raise InvalidInput.of("name", "A key needs a name, to know later whose it is.")
    if len(name) > _LONGEST_NAME:
        raise InvalidInput.of("name", f"The name of a key may have {_LONGEST_NAME} characters.")
    expires_at = None if expires is None else datetime.combine(expires, time.max, UTC)
    if expires_at is not None and expires_at <= now:
        raise InvalidInput.of("expires", f"{expires} has passed.")
    prefix = f"{_SCHEME}_{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey(
        prefix=prefix, hash=_hash(secret), name=name.strip(), scope=scope, created_at=now, expires_at=expires_at
    )
    with desk.store.transaction():
        desk.store.add_key(key)
    return secret, key


def list_keys(desk: Desk) -> list[ApiKey]:
    """Every key, revoked ones included, oldest first."""
    return desk.store.keys()


def has_keys(desk: Desk) -> bool:
    """Whether a key is in force."""
    now = desk.clock()
    return any(_in_force(key, now) for key in list_keys(desk))


def revoke_key(desk: Desk, prefix: str) -> None:
    """End a key at once. Raises NotFound when none in force has this prefix."""
    with desk.store.transaction():
        if not desk.store.revoke_key(prefix, desk.clock()):
            raise NotFound(f"No key in force begins with {prefix[:40]!r}; `keys list` shows them.")


def identify(desk: Desk, secret: str | None) -> ApiKey | None:
    """The key that this secret is, with its scope; None where it is none, unknown, expired or revoked."""
    if not secret or not secret.isascii():
        return None
    now, digest = desk.clock(), _hash(secret)
    known = [key for key in desk.store.find_keys(_prefix(secret)) if hmac.compare_digest(key.hash, digest)]
    return next((key for key in known if _in_force(key, now)), None)


def admit(desk: Desk, key: ApiKey | None, needed: Scope) -> ApiKey:
    """Let the holder of a key do what needs the scope `needed`; its use is remembered to the minute.

    Raises AccessDenied where there is no such key, or its scope does not reach.
    """
    if key is None:
        raise AccessDenied("This API key is not known, has expired or was revoked.")
    if not key.scope.allows(needed):
        raise AccessDenied(f"This key may {key.scope}; this needs {needed}.", known=True)
    now = desk.clock()
    if key.last_used_at is None or now - key.last_used_at > _TOUCHED_EVERY:
        with suppress(StoreUnavailable):  # a ledger that is busy, or only read, is no reason to refuse a good key
            desk.store.touch_key(key.prefix, now)
    return key


def authenticate(desk: Desk, presented: str | None, needed: Scope) -> ApiKey:
    """The key presented, if it may do what needs the scope `needed`. Raises AccessDenied."""
    if not presented:
        raise AccessDenied("This needs an API key: send it as `Authorization: Bearer KEY`.")
    return admit(desk, identify(desk, presented), needed)


def _prefix(secret: str) -> str:
    """The part a key is looked up by: the scheme and the first eight digits."""
    return "_".join(secret.split("_", 2)[:2])


def _in_force(key: ApiKey, now: datetime) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > now)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
