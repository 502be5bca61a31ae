"""With whom an outlet counts: what people decided of it, beside the tables of agencies and families."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.domain.publisher import publisher_key

Groups = Mapping[str, str]  # by the key of an outlet, the key of the origin that people had it count with


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRuling:
    """A person's decision with whom an outlet counts.

    `counts_with` is the key of an origin: "family:..." for a group, "wire:..." for an agency, "publisher:..." for an
    outlet, by itself or another one whose copy this one prints. One that was undone stays on file with who did and why.
    """

    id: str
    publisher: str
    counts_with: str
    reviewer: str
    reason: str
    created_at: datetime
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_reason: str | None = None

    @property
    def key(self) -> str:
        """The form under which the outlet is compared."""
        return publisher_key(self.publisher)
