"""What the search index follows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A text the index has to take up (`text` set) or drop (`text` None).

    Sequence numbers grow in the order of commits, across claims, articles and texts of others together.
    """

    seq: int
    id: str
    text: str | None
