"""With whom outlets count, as people decided."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Collection
from datetime import datetime
from typing import Any

from claims.domain.outlet import OutletRuling
from claims.store import codec
from claims.store.claims import on_ledger
from claims.store.connection import Connection
from claims.store.evidence import hanging
from claims.store.tables import ClaimTable as Claims
from claims.store.tables import EvidenceTable as Pieces
from claims.store.tables import OutletRulingTable as Rulings

_COLUMNS = (
    "id", "publisher", "counts_with", "reviewer", "reason", "created_at", "undone_at", "undone_by", "undone_reason",
)  # fmt: skip
_SELECTED = [getattr(Rulings, name) for name in _COLUMNS]
_STANDING = Rulings.select(*_SELECTED).where(Rulings.undone_at.is_null()).order_by(Rulings.number)


class OutletStore:
    """The methods of `Store` on outlets; see base/ for what each promises."""

    _db: Connection

    def add_ruling(self, ruling: OutletRuling) -> None:
        with self._db.transaction():
            self._db.insert(Rulings, _put(ruling))

    def ruling(self, ruling_id: str) -> OutletRuling | None:
        rows = self._db.fetch(Rulings.select(*_SELECTED).where(Rulings.id == ruling_id))
        return _get(rows[0]) if rows else None

    def rulings(self) -> dict[str, OutletRuling]:
        return {ruling.key: ruling for ruling in map(_get, self._db.fetch_with(_STANDING))}

    def all_rulings(self) -> list[OutletRuling]:
        return [_get(row) for row in self._db.fetch(Rulings.select(*_SELECTED).order_by(Rulings.number))]

    def undo_ruling(self, ruling_id: str, by: str, reason: str, at: datetime) -> bool:
        undone = Rulings.update(undone_at=codec.put_instant(at), undone_by=by, undone_reason=reason)
        with self._db.transaction():
            return self._db.write(undone.where(Rulings.id == ruling_id, Rulings.undone_at.is_null())) > 0

    def claims_told_by(self, outlets: Collection[str], origin_keys: Collection[str]) -> list[str]:
        keys = [codec.put_key(key) for key in outlets]
        told = hanging(Pieces, ("claim_id",)).where(Pieces.publisher_key.in_(keys) | Pieces.origin_key.in_(origin_keys))
        first = Claims.select(Claims.id).where(on_ledger, Claims.publisher_key.in_(keys), Claims.evidence_count > 0)
        return sorted({row[0] for query in (told, first) for row in self._db.fetch(query)})


def _put(ruling: OutletRuling) -> dict[str, Any]:
    return {
        "id": ruling.id,
        "publisher": ruling.publisher,
        "publisher_key": codec.put_key(ruling.key),
        "counts_with": ruling.counts_with,
        "reviewer": ruling.reviewer,
        "reason": ruling.reason,
        "created_at": codec.put_instant(ruling.created_at),
        "undone_at": codec.put_instant_or_none(ruling.undone_at),
        "undone_by": ruling.undone_by,
        "undone_reason": ruling.undone_reason,
    }


def _get(row: codec.Row) -> OutletRuling:
    id_, publisher, counts_with, reviewer, reason, created_at, undone_at, undone_by, undone_reason = row
    return OutletRuling(
        id=id_,
        publisher=publisher,
        counts_with=counts_with,
        reviewer=reviewer,
        reason=reason,
        created_at=codec.get_instant(created_at),
        undone_at=codec.get_instant_or_none(undone_at),
        undone_by=undone_by,
        undone_reason=undone_reason,
    )
