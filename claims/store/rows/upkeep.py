"""Runs and API keys as rows."""

from typing import Any

from claims.domain.run import ApiKey, Run, Scope
from claims.store import codec

RUN = ("id", "started_at", "ended_at", "as_of", "looked_at", "changed", "overdue")


def put_run(run: Run) -> dict[str, Any]:
    """A run's columns."""
    return {
        "id": run.id,
        "started_at": codec.put_instant(run.started_at),
        "ended_at": codec.put_instant(run.ended_at),
        "as_of": codec.put_instant(run.as_of),
        "looked_at": run.looked_at,
        "changed": run.changed,
        "overdue": run.overdue,
    }


def get_run(row: codec.Row) -> Run:
    """A run from its RUN columns."""
    id_, started_at, ended_at, as_of, looked_at, changed, overdue = row
    return Run(
        id=id_,
        started_at=codec.get_instant(started_at),
        ended_at=codec.get_instant(ended_at),
        as_of=codec.get_instant(as_of),
        looked_at=looked_at,
        changed=changed,
        overdue=overdue,
    )


KEY = ("prefix", "hash", "name", "scope", "created_at", "expires_at", "revoked_at", "last_used_at")


def put_key(key: ApiKey) -> dict[str, Any]:
    """The columns of an API key."""
    return {
        "prefix": key.prefix,
        "hash": key.hash,
        "name": key.name,
        "scope": key.scope.value,
        "created_at": codec.put_instant(key.created_at),
        "expires_at": codec.put_instant_or_none(key.expires_at),
        "revoked_at": codec.put_instant_or_none(key.revoked_at),
        "last_used_at": codec.put_instant_or_none(key.last_used_at),
    }


def get_key(row: codec.Row) -> ApiKey:
    """An API key from its KEY columns."""
    prefix, hash_, name, scope, created_at, expires_at, revoked_at, last_used_at = row
    return ApiKey(
        prefix=prefix,
        hash=hash_,
        name=name,
        scope=Scope(scope),
        created_at=codec.get_instant(created_at),
        expires_at=codec.get_instant_or_none(expires_at),
        revoked_at=codec.get_instant_or_none(revoked_at),
        last_used_at=codec.get_instant_or_none(last_used_at),
    )
