"""Which sightings are of one claim."""

from datetime import datetime
from typing import Protocol

from claims.domain.grouping import Moved, Regrouping, Variant


class GroupingMethods(Protocol):
    """Variants, merges and splits."""

    def add_variant(self, variant: Variant) -> bool:
        """Link two claims; False when they are linked, in either direction."""
        ...

    def variants(self, claim_id: str) -> list[Variant]:
        """Those of a claim with others on the ledger, in both directions, oldest first."""
        ...

    def add_regrouping(self, regrouping: Regrouping) -> None: ...

    def regrouping(self, regrouping_id: str) -> Regrouping | None: ...

    def regroupings(self, claim_id: str) -> list[Regrouping]:
        """Those from or to a claim, undone ones included, oldest first."""
        ...

    def undo_regrouping(self, regrouping_id: str, by: str, reason: str, at: datetime) -> bool:
        """Mark a merge or split as undone; False when there is none or it was before."""
        ...

    def move(self, moved: Moved, from_id: str, to_id: str) -> None:
        """Let what hangs on one claim hang on another."""
        ...
