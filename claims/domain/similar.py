"""Texts that others keep here to find those that say the same; no claims, and not on the ledger."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text under its owner's id.

    `contexts` are what it was kept with, each time it was: JSON objects, by which a search is narrowed. `language` is
    a code such as "en", None where nobody said.
    """

    id: str
    text: str
    contexts: tuple[str, ...]
    created_at: datetime
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SimilarText:
    """A text that was found: `score` is how likely the two speak of the same thing, from 0 to 1."""

    kept: KeptText
    score: float
