"""Answers to questions about the whole ledger, kept until it changes."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from claims.store.connection import Connection

T = TypeVar("T")

# What grows with every change of a verdict, with every article, claim, review and doubt that comes or goes, and where
# anything else of a claim changes that it is counted by: whoever writes such things draws a number.
_MARK = "SELECT (SELECT last_one FROM changes), (SELECT COALESCE(MAX(number), 0) FROM history)"
_MOST = 500  # questions


class Kept:
    """What was counted, with the mark at which it was."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._known: tuple[tuple[int, ...], dict[Hashable, object]] = ((), {})  # one value: threads read it at once

    def get(self, question: Hashable, count: Callable[[], T]) -> T:
        """What `count` gave to this question last, or now, where the ledger has changed since."""
        mark = tuple(self._db.script(_MARK)[0])  # before counting: what comes in meanwhile is counted again
        known, answers = self._known
        if known != mark or (question not in answers and len(answers) >= _MOST):
            answers = {}
            self._known = (mark, answers)
        if question in answers:
            return cast(T, answers[question])
        found = answers[question] = count()
        return found
