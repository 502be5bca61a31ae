"""The errors a caller can act on. They know no HTTP; `claims/api/errors.py` maps them.

ClaimdeskError
├── InvalidInput            what was sent cannot be used; `errors` names each field
│   └── TooLarge            ... because it is over a stated limit
├── NotFound                no such article, claim, evidence or review
├── Conflict                the claim has changed since the caller last read it
├── AccessDenied            a key is needed, or its scope does not reach
├── FetchFailed             a page or feed could not be fetched
├── UnderWay                another re-check is at work, which lets no second one in
└── StoreUnavailable        the database cannot be opened, read or written
    └── StoreAway           ... at present; it may be there again in a moment
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta


class ClaimdeskError(Exception):
    """Base of all errors meant for the caller; `str(error)` is one plain sentence."""


class InvalidInput(ClaimdeskError):
    """Input that cannot be used. `errors` maps a field to its messages, as on the wire."""

    def __init__(self, detail: str, errors: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(detail)
        self.errors: dict[str, list[str]] = {k: list(v) for k, v in (errors or {}).items()}

    @classmethod
    def of(cls, field: str, message: str) -> "InvalidInput":
        """One message for one field, which is also the sentence shown."""
        return cls(message, {field: [message]})


class TooLarge(InvalidInput):
    """Input over a limit that the message states."""


class NotFound(ClaimdeskError):
    """Nothing is on file under this id."""


class Conflict(ClaimdeskError):
    """The caller's copy is out of date, or two requests exclude each other."""


class AccessDenied(ClaimdeskError):
    """No key, an unknown key, or a key without the scope. `known` says whether a key was recognised."""

    def __init__(self, detail: str, *, known: bool = False) -> None:
        super().__init__(detail)
        self.known = known


class FetchFailed(ClaimdeskError):
    """A page or feed could not be fetched; the message says why and what to do.

    `status` is that of the answer, where there was one; `wait` how long the server asks to be left alone; `lasting`
    says that asking again soon would change nothing.
    """

    def __init__(
        self, detail: str, *, status: int | None = None, wait: timedelta | None = None, lasting: bool = False
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.wait = wait
        self.lasting = lasting


class UnderWay(ClaimdeskError):
    """Another re-check is at work, and the database lets one work at a time; nothing was done."""


class StoreUnavailable(ClaimdeskError):
    """The database cannot be opened, read or written; the message says what to do."""


class StoreAway(StoreUnavailable):
    """The database cannot be reached, or others keep it busy: waiting may help."""
