"""Answers that may be asked for again."""

from datetime import datetime
from typing import Protocol

from claims.domain.answer import KeptAnswer


class AnswerMethods(Protocol):
    """Answers that may be asked for again."""

    def kept_answer(self, answer_id: str) -> KeptAnswer | None: ...

    def keep_answer(self, kept: KeptAnswer) -> bool:
        """Keep an answer; False (and nothing changed) when there is one under its id."""
        ...

    def forget_answers(self, before: datetime) -> int:
        """Delete the answers kept before an instant; how many."""
        ...
