"""An answer that is kept, to be given again when its request is sent again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered: status code, headers worth repeating, body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer under the `id` of its request; `digest` is that of what was sent with it."""

    id: str
    digest: str
    answer: Answer
    kept_at: datetime
