"""Claims by their ids, those that were merged into others included."""

from dataclasses import replace

from claims.domain.claim import TrackedClaim
from claims.domain.errors import Conflict, NotFound
from claims.services.desk import Desk

_LONGEST_TRAIL = 50  # merges that led from a claim to the one that stands for it now


def standing(desk: Desk, claim_id: str) -> TrackedClaim:
    """The claim on the ledger that stands for an id now. Raises NotFound."""
    wanted = claim_id
    for _ in range(_LONGEST_TRAIL):
        if (tracked := desk.store.claim(wanted)) is not None:
            return tracked
        merged = desk.store.merged_claims([wanted]).get(wanted)
        if merged is None or merged.merged_into is None:
            break
        wanted = merged.merged_into
    raise NotFound(f"There is no claim {claim_id[:60]!r} on the ledger.")


def as_known(desk: Desk, claim_id: str) -> TrackedClaim:
    """The claim by any id it ever had: one that was merged has its own words and stands as that one does.

    Raises NotFound.
    """
    now = standing(desk, claim_id)
    if now.claim.id == claim_id:
        return now
    return replace(now, claim=desk.store.merged_claims([claim_id])[claim_id].claim, merged_into=now.claim.id)


def to_change(desk: Desk, claim_id: str) -> TrackedClaim:
    """A claim that can be changed. Raises NotFound, and Conflict for one that was merged into another."""
    now = standing(desk, claim_id)
    if now.claim.id != claim_id:
        raise Conflict(f"This claim was merged into {now.claim.id}: change that one, or undo the merge.")
    return now
