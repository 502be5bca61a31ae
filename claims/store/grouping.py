"""Which sightings are of one claim: variants, merges and splits."""

# ruff: noqa: D102 -- base/ says what each method promises

from datetime import datetime

from claims.domain.grouping import Moved, Regrouping, Variant
from claims.store import codec
from claims.store.connection import Connection
from claims.store.evidence import COUNT_APPEARANCES, COUNT_EVIDENCE
from claims.store.rows.grouping import (
    REGROUPING,
    VARIANT,
    get_regrouping,
    get_variant,
    put_regrouping,
    put_variant,
)
from claims.store.tables import AppearanceTable as Appearances
from claims.store.tables import ClaimTable as Claims
from claims.store.tables import EvidenceTable as Pieces
from claims.store.tables import RegroupingTable as Regroupings
from claims.store.tables import ReviewTable as Reviews
from claims.store.tables import VariantTable as Variants

_ONE, _OTHER = Claims.alias(), Claims.alias()
_VARIANTS_OF = (
    Variants.select(*(getattr(Variants, name) for name in VARIANT))
    .join(_ONE, on=(_ONE.id == Variants.claim_id))
    .switch(Variants)
    .join(_OTHER, on=(_OTHER.id == Variants.other_id))
    .where((Variants.claim_id == "") | (Variants.other_id == ""))
    .where(_ONE.deleted_at.is_null(), _OTHER.deleted_at.is_null())
    .order_by(Variants.found_at, Variants.claim_id, Variants.other_id)
)
_REGROUPINGS = [getattr(Regroupings, name) for name in REGROUPING]
_REGROUPINGS_OF = (
    Regroupings.select(*_REGROUPINGS)
    .where((Regroupings.claim_id == "") | (Regroupings.other_id == ""))
    .order_by(Regroupings.number)
)
_BATCH = 500  # ids in one statement


class GroupingStore:
    """The methods of `Store` on variants, merges and splits; see base/ for what each promises."""

    _db: Connection

    def add_variant(self, variant: Variant) -> bool:
        either = (Variants.claim_id == variant.other_id) & (Variants.other_id == variant.claim_id)
        with self._db.transaction():
            if self._db.fetch(Variants.select(Variants.claim_id).where(either)):
                return False
            return self._db.insert_new(Variants, put_variant(variant))

    def variants(self, claim_id: str) -> list[Variant]:
        return [get_variant(row) for row in self._db.fetch_with(_VARIANTS_OF, claim_id, claim_id)]

    def add_regrouping(self, regrouping: Regrouping) -> None:
        with self._db.transaction():
            self._db.insert(Regroupings, put_regrouping(regrouping))

    def regrouping(self, regrouping_id: str) -> Regrouping | None:
        rows = self._db.fetch(Regroupings.select(*_REGROUPINGS).where(Regroupings.id == regrouping_id))
        return get_regrouping(rows[0]) if rows else None

    def regroupings(self, claim_id: str) -> list[Regrouping]:
        return [get_regrouping(row) for row in self._db.fetch_with(_REGROUPINGS_OF, claim_id, claim_id)]

    def undo_regrouping(self, regrouping_id: str, by: str, reason: str, at: datetime) -> bool:
        undone = Regroupings.update(undone_at=codec.put_instant(at), undone_by=by, undone_reason=reason)
        with self._db.transaction():
            return self._db.write(undone.where(Regroupings.id == regrouping_id, Regroupings.undone_at.is_null())) > 0

    def move(self, moved: Moved, from_id: str, to_id: str) -> None:
        lists = (
            (Appearances, Appearances.article_id, moved.appearances, COUNT_APPEARANCES),
            (Pieces, Pieces.id, moved.evidence, COUNT_EVIDENCE),
            (Reviews, Reviews.id, moved.reviews, None),
        )
        with self._db.transaction():
            for table, key, ids, count in lists:
                gone = 0
                for start in range(0, len(ids), _BATCH):
                    some = key.in_(ids[start : start + _BATCH])
                    gone += self._db.write(table.update(claim_id=to_id).where(table.claim_id == from_id, some))
                if count is not None:
                    self._db.write_sql(count, {"claim": from_id, "more": -gone})
                    self._db.write_sql(count, {"claim": to_id, "more": gone})
