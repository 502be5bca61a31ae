"""Texts that others keep here."""

from collections.abc import Collection, Iterator
from typing import Protocol

from claims.domain.similar import KeptText
from claims.store.base.changes import Change


class TextMethods(Protocol):
    """Texts that others keep here."""

    def put_text(self, kept: KeptText) -> None:
        """Keep a text, or replace the one with its id."""
        ...

    def texts(self, ids: Collection[str]) -> dict[str, KeptText]:
        """Those of `ids` that are kept."""
        ...

    def all_texts(self) -> Iterator[KeptText]:
        """Every text that is kept, by id, in constant memory."""
        ...

    def delete_text(self, text_id: str) -> bool:
        """Forget a text; False when there is none."""
        ...

    def text_changes(self, after: int, limit: int) -> list[Change]:
        """Texts kept or forgotten after sequence number `after`, oldest change first."""
        ...
