"""What hangs on claims: appearances and evidence. That of a claim taken off the ledger is hidden with it."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from peewee import SQL, fn

from claims.domain.claim import Appearance, Claim
from claims.domain.evidence import Evidence, Stance
from claims.domain.review import Doubt, Outline
from claims.domain.verdict import Rule
from claims.store import codec
from claims.store.claims import not_deleted, on_ledger
from claims.store.connection import Connection
from claims.store.paging import in_batches
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
from claims.store.telling import further_origins, telling_ids


def hanging(table: Any, columns: tuple[str, ...], of: Any = on_ledger) -> Any:
    """A query for rows of a table that belong to claims on the ledger, or to others."""
    selected = [getattr(table, name) for name in columns]
    return table.select(*selected).join(Claims, on=(Claims.id == table.claim_id)).where(of)


def hanging_on_one(table: Any, columns: tuple[str, ...], *order: Any) -> Any:
    """A kept query for what belongs to one claim, which may be merged: what did not go along is still its own."""
    return hanging(table, columns, not_deleted).where(table.claim_id == "").order_by(*order)


def _found_in(table: Any, columns: tuple[str, ...], *order: Any) -> Any:
    """A kept query for what was found in one article."""
    return hanging(table, columns).where(table.article_id == "").order_by(*order)


_APPEARANCES = hanging_on_one(
    Appearances,
    APPEARANCE,
    Appearances.is_first.desc(),
    Appearances.published,
    Appearances.found_at,
    Appearances.article_id,
)
_APPEARANCES_IN = _found_in(Appearances, APPEARANCE, Appearances.span_start, Appearances.claim_id)
_EVIDENCE = hanging_on_one(Pieces, EVIDENCE, Pieces.published, Pieces.found_at, Pieces.id)
_EVIDENCE_IN = _found_in(Pieces, EVIDENCE, Pieces.score.desc(), Pieces.id)


_of_one_until = (Pieces.claim_id == "", Pieces.published <= "")
_NEWEST = (
    hanging(Pieces, EVIDENCE, not_deleted)
    .where(*_of_one_until)
    .order_by(Pieces.published.desc(), Pieces.found_at.desc(), Pieces.id.desc())
    .limit(1)
)
_UNTIL = hanging(Pieces, (), not_deleted).where(*_of_one_until).select(fn.COUNT(SQL("*")))

# How many there are is kept beside the claim (migration 0005).
COUNT_APPEARANCES = "UPDATE claims SET appearance_count = appearance_count + :more WHERE id = :claim"
COUNT_EVIDENCE = "UPDATE claims SET evidence_count = evidence_count + :more WHERE id = :claim"
_RECOUNT = """
    UPDATE claims SET
        appearance_count = (SELECT COUNT(*) FROM appearances WHERE claim_id = :claim),
        evidence_count = (SELECT COUNT(*) FROM evidence WHERE claim_id = :claim)
    WHERE id = :claim"""
_COUNT = Claims.select(Claims.evidence_count).where(Claims.id == "", on_ledger)
_FORMER = Pieces.select(Pieces.claim_id, Pieces.doubt).where(Pieces.id == "")
_FIRST = hanging(Appearances, APPEARANCE).where(Appearances.claim_id == "", Appearances.is_first == SQL("1"))

_UNDER = (
    hanging(Pieces, EVIDENCE)
    .where(Pieces.claim_id == "", Pieces.origin_key == "")
    .order_by(Pieces.published, Pieces.found_at, Pieces.id)
)
_OWN_UNDER = (
    hanging(Pieces, ("id",))
    .where(Pieces.claim_id == "", Pieces.publisher_key == "", Pieces.origin_key == "", Pieces.is_withdrawn == SQL("0"))
    .limit(SQL("1"))
)
_EVER_WITHDRAWN = (  # written as the index `evidence_withdrawals` is
    Pieces.select(Pieces.id).where(Pieces.claim_id == "", Pieces.withdrawals != SQL("'[]'")).limit(SQL("1"))
)
# Written as the index `evidence_doubt` is.
_DOUBTS = f"""
    SELECT piece.id, piece.claim_id, claims.appearance_count, claims.updated_at,
        CASE WHEN claims.evidence_ids LIKE :before || piece.id || :behind THEN 1 ELSE 0 END
    FROM evidence AS piece JOIN claims ON claims.id = piece.claim_id
    WHERE piece.doubt IS NOT NULL AND piece.is_withdrawn = 0 AND piece.origin_copy = 0
        AND claims.deleted_at IS NULL AND claims.rule <> '{Rule.REVIEW}'
        AND NOT EXISTS (
            SELECT 1 FROM reviews WHERE evidence_id = piece.id AND withdrawn_at IS NULL AND kind <> 'origin')
    ORDER BY piece.found_at DESC, piece.id
    LIMIT :limit"""  # noqa: S608 -- what is put together here are words of this module


def _oldest(by: Any) -> Any:
    query = hanging(Pieces, EVIDENCE).where(Pieces.claim_id == "", by == "", Pieces.is_withdrawn == SQL("0"))
    return query.order_by(Pieces.published, Pieces.found_at, Pieces.id).limit(SQL("1"))


_OF_PRINTING = _oldest(Pieces.printing)
_BY_PUBLISHER = _oldest(Pieces.publisher_key)


@cache
def _with_ids(count: int) -> Any:
    return hanging(Pieces, EVIDENCE).where(Pieces.id.in_([""] * count))


@cache
def _from_articles(count: int) -> Any:
    return hanging(Pieces, EVIDENCE, not_deleted).where(Pieces.article_id.in_([""] * count), Pieces.claim_id == "")


def _place(piece: Evidence) -> tuple[str, str, str]:
    return codec.put_moment(piece.published), codec.put_instant(piece.found_at), piece.id


class EvidenceStore:
    """The methods of `Store` on appearances and evidence; see base/ for what each promises."""

    _db: Connection

    def add_appearance(self, appearance: Appearance) -> bool:
        with self._db.transaction():
            if not self._db.insert_new(Appearances, put_appearance(appearance)):
                return False
            self._db.write_sql(COUNT_APPEARANCES, {"claim": appearance.claim_id, "more": 1})
            return True

    def appearances(self, claim_id: str) -> list[Appearance]:
        return [get_appearance(row) for row in self._db.fetch_with(_APPEARANCES, claim_id)]

    def first_appearance(self, claim_id: str) -> Appearance | None:
        rows = self._db.fetch_with(_FIRST, claim_id)
        return get_appearance(rows[0]) if rows else None

    def set_first_appearance(self, claim_id: str, article_id: str) -> None:
        of_claim = Appearances.claim_id == claim_id
        with self._db.transaction():
            self._db.write(Appearances.update(is_first=0).where(of_claim, Appearances.is_first == SQL("1")))
            self._db.write(Appearances.update(is_first=1).where(of_claim, Appearances.article_id == article_id))

    def appearances_in(self, article_id: str) -> list[Appearance]:
        return [get_appearance(row) for row in self._db.fetch_with(_APPEARANCES_IN, article_id)]

    def put_evidence(self, evidence: Evidence) -> None:
        values = put_evidence(evidence)
        with self._db.transaction():
            former, doubt = None, None
            if not self._db.insert_new(Pieces, values):
                former, doubt = self._db.fetch_with(_FORMER, evidence.id)[0]
                self._db.upsert(Pieces, values)
            if doubt != evidence.doubt:
                self._db.next_change()
            if former == evidence.claim_id:
                return
            self._db.write_sql(COUNT_EVIDENCE, {"claim": evidence.claim_id, "more": 1})
            if former is not None:
                self._db.write_sql(COUNT_EVIDENCE, {"claim": former, "more": -1})

    def evidence(self, claim_id: str) -> list[Evidence]:
        return [get_evidence(row) for row in self._db.fetch_with(_EVIDENCE, claim_id)]

    def newest_evidence(self, claim_id: str, until: date, limit: int) -> tuple[list[Evidence], int]:
        last = codec.end_of_day(until)
        newest = [get_evidence(row) for row in self._db.fetch_with(_NEWEST, claim_id, last, limit)]
        total = len(newest) if len(newest) < limit else int(self._db.fetch_with(_UNTIL, claim_id, last)[0][0])
        return newest[::-1], total

    def count_evidence(self, claim_id: str) -> int:
        rows = self._db.fetch_with(_COUNT, claim_id)
        return int(rows[0][0]) if rows else 0

    def evidence_by_id(self, claim_id: str, ids: Collection[str]) -> list[Evidence]:
        found = (get_evidence(row) for row in in_batches(self._db, ids, _with_ids))
        return sorted((piece for piece in found if piece.claim_id == claim_id), key=_place)

    def has_withdrawn_evidence(self, claim_id: str) -> bool:
        return bool(self._db.fetch_with(_EVER_WITHDRAWN, claim_id))

    def recount(self, claim_id: str) -> None:
        with self._db.transaction():
            self._db.write_sql(_RECOUNT, {"claim": claim_id})

    def telling_evidence(self, claim: Claim, now: datetime) -> list[Evidence]:
        ids = telling_ids(self._db, claim, now)
        return sorted((get_evidence(row) for row in in_batches(self._db, ids, _with_ids)), key=_place)

    def further_origins(
        self, claim: Claim, now: datetime, told: Mapping[Stance, Collection[str]]
    ) -> Mapping[Stance, int]:
        return further_origins(self._db, claim, now, told)

    def evidence_under(self, claim_id: str, origin_key: str) -> list[Evidence]:
        return [get_evidence(row) for row in self._db.fetch_with(_UNDER, claim_id, origin_key)]

    def has_own_under(self, claim_id: str, origin_key: str, publisher: str) -> bool:
        key = codec.put_publisher_key(publisher)
        return bool(self._db.fetch_with(_OWN_UNDER, claim_id, key, origin_key))

    def doubts(self, limit: int) -> list[Doubt]:
        rows = self._db.fetch_sql(_DOUBTS, {"limit": limit, "before": '%"', "behind": '"%'})
        return [
            Doubt(id_, Outline(claim_id, told, codec.get_instant(at)), may_decide=bool(named))
            for id_, claim_id, told, at, named in rows
        ]

    def evidence_from(self, claim_id: str, article_ids: Collection[str]) -> list[Evidence]:
        return [get_evidence(row) for row in in_batches(self._db, article_ids, _from_articles, claim_id)]

    def evidence_behind(self, claim_id: str, printings: Collection[str], publishers: Collection[str]) -> list[Evidence]:
        rows = [row for each in printings for row in self._db.fetch_with(_OF_PRINTING, claim_id, each)]
        for key in publishers:
            rows += self._db.fetch_with(_BY_PUBLISHER, claim_id, codec.put_key(key))
        return sorted({row[0]: get_evidence(row) for row in rows}.values(), key=_place)

    def evidence_in(self, article_id: str) -> list[Evidence]:
        return [get_evidence(row) for row in self._db.fetch_with(_EVIDENCE_IN, article_id)]
