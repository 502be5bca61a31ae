"""Kept answers in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

import json
from datetime import datetime

from claims.domain.answer import Answer, KeptAnswer
from claims.store import codec
from claims.store.connection import Connection
from claims.store.tables import AnswerTable as Answers


class AnswerStore:
    """The methods of `Store` on kept answers; see base/ for what each promises."""

    _db: Connection

    def kept_answer(self, answer_id: str) -> KeptAnswer | None:
        columns = (Answers.digest, Answers.status, Answers.headers, Answers.body, Answers.kept_at)
        rows = self._db.fetch(Answers.select(*columns).where(Answers.id == answer_id))
        if not rows:
            return None
        digest, status, headers, body, kept_at = rows[0]
        answer = Answer(status=status, headers=tuple((name, value) for name, value in json.loads(headers)), body=body)
        return KeptAnswer(id=answer_id, digest=digest, answer=answer, kept_at=codec.get_instant(kept_at))

    def keep_answer(self, kept: KeptAnswer) -> bool:
        row = {
            "id": kept.id,
            "digest": kept.digest,
            "status": kept.answer.status,
            "headers": json.dumps(kept.answer.headers),
            "body": kept.answer.body,
            "kept_at": codec.put_instant(kept.kept_at),
        }
        with self._db.transaction():
            return self._db.insert_new(Answers, row)

    def forget_answers(self, before: datetime) -> int:
        with self._db.transaction():
            return self._db.write(Answers.delete().where(Answers.kept_at < codec.put_instant(before)))
