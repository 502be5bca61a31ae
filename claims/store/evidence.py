"""What hangs on claims: appearances and evidence. That of a claim taken off the ledger is hidden with it."""

# ruff: noqa: D102 -- base.py says what each method promises

from typing import Any

from claims.domain.claim import Appearance
from claims.domain.evidence import Evidence
from claims.store.claims import on_ledger
from claims.store.connection import Connection
from claims.store.rows.evidence import (
    APPEARANCE,
    EVIDENCE,
    get_appearance,
    get_evidence,
    put_appearance,
    put_evidence,
)
from claims.store.tables import AppearanceTable as Appearances
from claims.store.tables import ClaimTable as Claims
from claims.store.tables import EvidenceTable as Pieces


def hanging(table: Any, columns: tuple[str, ...]) -> Any:
    """A query for rows of a table that belong to claims on the ledger."""
    selected = [getattr(table, name) for name in columns]
    return table.select(*selected).join(Claims, on=(Claims.id == table.claim_id)).where(on_ledger)


def _of(table: Any, columns: tuple[str, ...], by: Any, *order: Any) -> Any:
    """A kept query for what has one value in the column `by`."""
    return hanging(table, columns).where(by == "").order_by(*order)


_APPEARANCES = _of(
    Appearances,
    APPEARANCE,
    Appearances.claim_id,
    Appearances.is_first.desc(),
    Appearances.published,
    Appearances.found_at,
    Appearances.article_id,
)
_APPEARANCES_IN = _of(Appearances, APPEARANCE, Appearances.article_id, Appearances.span_start, Appearances.claim_id)
_EVIDENCE = _of(Pieces, EVIDENCE, Pieces.claim_id, Pieces.published, Pieces.found_at, Pieces.id)
_EVIDENCE_IN = _of(Pieces, EVIDENCE, Pieces.article_id, Pieces.score.desc(), Pieces.id)


class EvidenceStore:
    """The methods of `Store` on appearances and evidence; see base.py for what each promises."""

    _db: Connection

    def add_appearance(self, appearance: Appearance) -> bool:
        with self._db.transaction():
            return self._db.insert_new(Appearances, put_appearance(appearance))

    def appearances(self, claim_id: str) -> list[Appearance]:
        return [get_appearance(row) for row in self._db.fetch_with(_APPEARANCES, claim_id)]

    def appearances_in(self, article_id: str) -> list[Appearance]:
        return [get_appearance(row) for row in self._db.fetch_with(_APPEARANCES_IN, article_id)]

    def put_evidence(self, evidence: Evidence) -> None:
        with self._db.transaction():
            self._db.upsert(Pieces, put_evidence(evidence))

    def evidence(self, claim_id: str) -> list[Evidence]:
        return [get_evidence(row) for row in self._db.fetch_with(_EVIDENCE, claim_id)]

    def evidence_in(self, article_id: str) -> list[Evidence]:
        return [get_evidence(row) for row in self._db.fetch_with(_EVIDENCE_IN, article_id)]
