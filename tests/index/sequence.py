"""A change sequence in memory, as a store has one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    seq: int
    id: str
    text: str | None


class Sequence:
    """Texts by id; each writing draws the next number."""

    def __init__(self) -> None:
        self.last = 0
        self._rows: dict[str, Change] = {}

    def put(self, **texts: str | None) -> None:
        for doc_id, text in texts.items():
            self.last += 1
            self._rows[doc_id] = Change(self.last, doc_id, text)

    def changes(self, after: int, limit: int) -> list[Change]:
        return sorted((row for row in self._rows.values() if row.seq > after), key=lambda row: row.seq)[:limit]
