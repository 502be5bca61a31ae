"""API keys."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from claims.domain.run import ApiKey


class KeyMethods(Protocol):
    """API keys, by the hash of each."""

    def add_key(self, key: ApiKey) -> None: ...

    def keys(self) -> list[ApiKey]:
        """Oldest first, revoked ones included."""
        ...

    def find_keys(self, prefix: str) -> Sequence[ApiKey]:
        """The keys with this prefix."""
        ...

    def revoke_key(self, prefix: str, at: datetime) -> bool:
        """False when no key in force has this prefix."""
        ...

    def touch_key(self, prefix: str, at: datetime) -> None:
        """Remember when a key was last used."""
        ...
