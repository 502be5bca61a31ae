"""Runs and keys: what the ledger remembers of its own upkeep."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished re-check. `as_of` is the instant it judged by."""

    id: str
    started_at: datetime
    ended_at: datetime
    as_of: datetime
    looked_at: int
    changed: int
    overdue: int


class Scope(StrEnum):
    """What a key may do; each scope includes those before it."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"

    def allows(self, needed: "Scope") -> bool:
        """Whether a key of this scope may do what needs `needed`."""
        order = list(Scope)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept: its hash, and the prefix people recognise it by. The key itself is shown once."""

    prefix: str
    hash: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None
