"""With whom outlets count."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from claims.domain.outlet import OutletRuling


class OutletMethods(Protocol):
    """What people decided of outlets."""

    def add_ruling(self, ruling: OutletRuling) -> None: ...

    def ruling(self, ruling_id: str) -> OutletRuling | None: ...

    def rulings(self) -> dict[str, OutletRuling]:
        """By the key of each outlet that people decided of, the newest decision that was not undone."""
        ...

    def all_rulings(self) -> list[OutletRuling]:
        """Every decision on an outlet, undone ones included, in the order in which they were made."""
        ...

    def undo_ruling(self, ruling_id: str, by: str, reason: str, at: datetime) -> bool:
        """Mark a decision as undone; False when there is none or it was before."""
        ...

    def claims_told_by(self, outlets: Collection[str], origin_keys: Collection[str]) -> list[str]:
        """The ids of claims that one of these outlets (by its key) was first with or gave evidence on.

        Those with evidence that counts under one of these origins too.
        """
        ...
