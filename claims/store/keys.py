"""API keys in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Sequence
from datetime import datetime

from claims.domain.run import ApiKey
from claims.store import codec
from claims.store.connection import Connection
from claims.store.rows.upkeep import KEY, get_key, put_key
from claims.store.tables import KeyTable as Keys

_COLUMNS = [getattr(Keys, name) for name in KEY]


class KeyStore:
    """The methods of `Store` on API keys; see base/ for what each promises.

    What a request does with its key takes no transaction, so that it does not wait for another's intake
    (SQLite, with one writer for everything, lets it wait all the same).
    """

    _db: Connection

    def add_key(self, key: ApiKey) -> None:
        with self._db.transaction():
            self._db.insert(Keys, put_key(key))

    def keys(self) -> list[ApiKey]:
        rows = self._db.fetch(Keys.select(*_COLUMNS).order_by(Keys.created_at, Keys.prefix, Keys.hash))
        return [get_key(row) for row in rows]

    def find_keys(self, prefix: str) -> Sequence[ApiKey]:
        rows = self._db.fetch(Keys.select(*_COLUMNS).where(Keys.prefix == prefix).order_by(Keys.created_at, Keys.hash))
        return [get_key(row) for row in rows]

    def revoke_key(self, prefix: str, at: datetime) -> bool:
        revoked = Keys.update(revoked_at=codec.put_instant(at))
        return self._db.write(revoked.where(Keys.prefix == prefix, Keys.revoked_at.is_null())) > 0

    def touch_key(self, prefix: str, at: datetime) -> None:
        self._db.write(Keys.update(last_used_at=codec.put_instant(at)).where(Keys.prefix == prefix))
