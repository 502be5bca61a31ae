"""Texts that others keep here, in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from claims.domain.similar import KeptText
from claims.store import codec
from claims.store.base import Change
from claims.store.connection import Connection
from claims.store.paging import batches, in_batches
from claims.store.tables import TextTable as Texts

_COLUMNS = (Texts.id, Texts.text, Texts.contexts, Texts.created_at, Texts.language)


@cache
def _with_ids(count: int) -> Any:
    return Texts.select(*_COLUMNS).where(Texts.id.in_([""] * count), Texts.text.is_null(False))


class TextStore:
    """The methods of `Store` on kept texts; see base/ for what each promises."""

    _db: Connection

    def put_text(self, kept: KeptText) -> None:
        values = {
            "id": kept.id,
            "text": kept.text,
            "contexts": codec.put_strings(kept.contexts),
            "created_at": codec.put_instant(kept.created_at),
            "language": kept.language,
        }
        with self._db.transaction():
            self._db.upsert(Texts, values | {"seq": self._db.next_change()})

    def texts(self, ids: Collection[str]) -> dict[str, KeptText]:
        return {row[0]: _get(row) for row in in_batches(self._db, ids, _with_ids)}

    def all_texts(self) -> Iterator[KeptText]:
        yield from map(_get, batches(self._db, Texts.select(*_COLUMNS).where(Texts.text.is_null(False)), Texts.id))

    def delete_text(self, text_id: str) -> bool:
        with self._db.transaction():
            if not self.texts([text_id]):
                return False
            gone = Texts.update(text=None, contexts=codec.put_strings(()), seq=self._db.next_change())
            self._db.write(gone.where(Texts.id == text_id))
            return True

    def text_changes(self, after: int, limit: int) -> list[Change]:
        query = Texts.select(Texts.seq, Texts.id, Texts.text).where(Texts.seq > after)
        return [Change(*row) for row in self._db.fetch(query.order_by(Texts.seq).limit(limit))]


def _get(row: codec.Row) -> KeptText:
    id_, text, contexts, created_at, language = row
    return KeptText(
        id=id_,
        text=text,
        contexts=codec.get_strings(contexts),
        created_at=codec.get_instant(created_at),
        language=language,
    )
