"""API keys: made, listed, revoked, and checked.

A key is shown once, when it is made. Only its SHA-256 is kept: keys carry 256 random bits, so a
slow password hash would add nothing.
"""

import hashlib
import hmac
import secrets
from datetime import UTC, date, datetime, time, timedelta

from claims.domain.errors import AccessDenied, InvalidInput, NotFound
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


def authenticate(desk: Desk, presented: str | None, needed: Scope) -> ApiKey:
    """The key presented, if it may do what needs the scope `needed`; its use is remembered to the minute.

    Raises AccessDenied when there is none, it is unknown, ended, or its scope does not reach.
    """
    if not presented:
        raise AccessDenied("This needs an API key: send it as `Authorization: Bearer KEY`.")
    now = desk.clock()
    digest = _hash(presented)
    known = desk.store.find_keys(_prefix(presented)) if presented.isascii() else ()
    for key in known:
        if hmac.compare_digest(key.hash, digest) and _in_force(key, now):
            break
    else:
        raise AccessDenied("This API key is not known, has expired or was revoked.")
    if not key.scope.allows(needed):
        raise AccessDenied(f"This key may {key.scope}; this needs {needed}.", known=True)
    if key.last_used_at is None or now - key.last_used_at > _TOUCHED_EVERY:
        with desk.store.transaction():
            desk.store.touch_key(key.prefix, now)
    return key


def _prefix(secret: str) -> str:
    """The part a key is looked up by: the scheme and the first eight digits."""
    return "_".join(secret.split("_", 2)[:2])


def _in_force(key: ApiKey, now: datetime) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > now)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
