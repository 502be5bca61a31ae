"""A request that is sent again is answered as it was the first time, and done once.

Whoever lost the answer to a request cannot tell whether it was done. With a key of its own it may be sent again. Its
answer is written in the transaction of what it did, so that after a crash at any point both are there or neither.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from claims.domain.answer import Answer, KeptAnswer
from claims.domain.errors import InvalidInput
from claims.services.desk import Desk

KEPT_FOR = timedelta(days=1)
_LONGEST_KEY = 255  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request: who sent it and under which key, what is asked for (method and address), and the bytes sent."""

    caller: str
    key: str
    what: str
    sent: bytes


class _Overtaken(Exception):
    """The same request was answered by somebody else meanwhile."""


def answer_once(desk: Desk, asked: Asked, answer: Callable[[], Answer]) -> tuple[Answer, bool]:
    """The answer to a request, and whether it was given before; `answer` is only asked where it was not.

    What `answer` writes is committed together with what it returns. An answer that is no success is given and not
    kept, as is an error that it raises; then nothing was done, and the request may be sent again.

    Raises InvalidInput for a key that cannot be used, or was used with something else.
    """
    if not 0 < len(asked.key) <= _LONGEST_KEY or not asked.key.isascii() or not asked.key.isprintable():
        raise InvalidInput.of("Idempotency-Key", f"A key has 1 to {_LONGEST_KEY} printable ASCII characters.")
    if (before := _given_before(desk, asked)) is not None:
        return before, True
    try:
        with desk.store.held():
            given = answer()
            if given.status < 300:  # all errors and redirects are above
                _keep(desk, asked, given)
    except _Overtaken:
        before = _given_before(desk, asked)
        if before is None:  # it was kept and forgotten within a moment: the clock was set
            raise InvalidInput.of("Idempotency-Key", "This key was just used; take another one.") from None
        return before, True
    return given, False


def _given_before(desk: Desk, asked: Asked) -> Answer | None:
    kept = desk.store.kept_answer(_id(asked))
    if kept is None or kept.kept_at < desk.clock() - KEPT_FOR:
        return None
    if kept.digest != _digest(asked):
        raise InvalidInput.of(
            "Idempotency-Key", "This key came with another body before; a new request needs a new key."
        )
    return kept.answer


def _keep(desk: Desk, asked: Asked, answer: Answer) -> None:
    now = desk.clock()
    with desk.store.transaction():
        desk.store.forget_answers(now - KEPT_FOR)
        kept = KeptAnswer(id=_id(asked), digest=_digest(asked), answer=answer, kept_at=now)
        if not desk.store.keep_answer(kept):
            raise _Overtaken


def _id(asked: Asked) -> str:
    return _hash("\0".join((asked.caller, asked.key, asked.what)).encode("utf-8", "surrogatepass"))


def _digest(asked: Asked) -> str:
    return _hash(asked.sent)


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
