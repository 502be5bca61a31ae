"""Variants, merges and splits as rows."""

from typing import Any

from claims.domain.grouping import GroupingKind, Regrouping, Variant
from claims.store import codec

VARIANT = ("claim_id", "other_id", "conditions", "found_at")


def put_variant(variant: Variant) -> dict[str, Any]:
    """A variant's columns."""
    return {
        "claim_id": variant.claim_id,
        "other_id": variant.other_id,
        "conditions": codec.put_conditions(variant.conditions),
        "found_at": codec.put_instant(variant.found_at),
    }


def get_variant(row: codec.Row) -> Variant:
    """A variant from its VARIANT columns."""
    claim_id, other_id, conditions, found_at = row
    return Variant(
        claim_id=claim_id,
        other_id=other_id,
        conditions=codec.get_conditions(conditions),
        found_at=codec.get_instant(found_at),
    )


REGROUPING = (
    "id", "kind", "claim_id", "other_id", "reviewer", "reason", "created_at", "moved", "undone_at", "undone_by",
    "undone_reason",
)  # fmt: skip


def put_regrouping(regrouping: Regrouping) -> dict[str, Any]:
    """The columns of a merge or split, but for `number`."""
    return {
        "id": regrouping.id,
        "kind": regrouping.kind.value,
        "claim_id": regrouping.claim_id,
        "other_id": regrouping.other_id,
        "reviewer": regrouping.reviewer,
        "reason": regrouping.reason,
        "created_at": codec.put_instant(regrouping.created_at),
        "moved": codec.put_moved(regrouping.moved),
        "undone_at": codec.put_instant_or_none(regrouping.undone_at),
        "undone_by": regrouping.undone_by,
        "undone_reason": regrouping.undone_reason,
    }


def get_regrouping(row: codec.Row) -> Regrouping:
    """A merge or split from its REGROUPING columns."""
    id_, kind, claim_id, other_id, reviewer, reason, created_at, moved, undone_at, undone_by, undone_reason = row
    return Regrouping(
        id=id_,
        kind=GroupingKind(kind),
        claim_id=claim_id,
        other_id=other_id,
        reviewer=reviewer,
        reason=reason,
        created_at=codec.get_instant(created_at),
        moved=codec.get_moved(moved),
        undone_at=codec.get_instant_or_none(undone_at),
        undone_by=undone_by,
        undone_reason=undone_reason,
    )
