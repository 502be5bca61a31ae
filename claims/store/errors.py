"""What a database says when it fails, in one plain sentence with what to do about it."""

import sqlite3
import sys
from contextlib import AbstractContextManager
from types import TracebackType

import peewee
import psycopg
from playhouse.pool import MaxConnectionsExceeded

from claims.domain.errors import ClaimdeskError, Conflict, NotFound, StoreAway, StoreUnavailable

_DRIVER_ERRORS = (peewee.PeeweeException, sqlite3.Error, psycopg.Error, MaxConnectionsExceeded)

# A driver's code (SQLite's name of a result, PostgreSQL's SQLSTATE), or where it gives none, as when a connection
# fails, words of its message; and what that means. The first that fits is told.
_REFUSALS: tuple[tuple[tuple[str, ...], type[ClaimdeskError], str], ...] = (
    (("SQLITE_CONSTRAINT_FOREIGNKEY", "23503"), NotFound, "What this refers to is not on file."),
    (("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "23505"), Conflict, "This is on file already."),
)
_LASTING = (
    (("SQLITE_NOTADB",), "{name} is not a SQLite database; move it away or name another file."),
    (("SQLITE_CORRUPT",), "{name} is damaged; restore it from a backup."),
    (("SQLITE_CANTOPEN",), "{name} cannot be opened; check that its folder exists and can be written."),
    (("SQLITE_READONLY",), "{name} cannot be written; check the rights to the file and its folder."),
    (("SQLITE_FULL", "53100"), "No room is left on the disk of {name}; free some and try again."),
    (("SQLITE_IOERR",), "The disk of {name} fails to read or write; check it, then restore a backup."),
    (("28P01", "password authentication"), "{name} refuses the user or password; check the database URL."),
    (("42501", "permission denied"), "The user of {name} may not write there; grant it that right."),
    (("3D000", "does not exist"), "{name} is not there; create the database and its user, or check the URL."),
)  # fmt: skip
_PASSING = (
    (("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"), "Another process keeps {name} busy; try again in a moment."),
    (("40P01", "40001"), "Two writers of {name} stood in each other's way; try again."),
    (("connections exceeded",), "All connections to {name} are in use; try again in a moment."),
    (("53300", "too many clients", "connection slots"), "{name} takes no more connections; raise its limit."),
)  # fmt: skip
_FAILURES: tuple[tuple[type[StoreUnavailable], tuple[str, ...], str], ...] = (
    *((StoreUnavailable, *each) for each in _LASTING),
    *((StoreAway, *each) for each in _PASSING),
)
_OF_CONNECTIONS = (peewee.OperationalError, peewee.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
_OTHERWISE = "{name} cannot be reached or does not answer; check that it is running and that the database URL is right."


class _Telling:
    """What `told_plainly` gives: no generator, since every statement is run inside one."""

    __slots__ = ("_handled_outside", "_name")

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        self._handled_outside = sys.exc_info()[1]

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> None:
        if isinstance(error, _DRIVER_ERRORS):
            raise _translated(_causes(error, self._handled_outside), self._name) from error


def told_plainly(name: str) -> AbstractContextManager[None]:
    """Turn a driver's error into one of ours. `name` is the database as it may be shown."""
    return _Telling(name)


def _causes(error: BaseException, handled_outside: BaseException | None) -> list[BaseException]:
    """The errors that led to this one, the first cause first; not what the caller was handling already."""
    causes = [error]
    while (cause := causes[0].__cause__ or causes[0].__context__) is not None:
        if cause is handled_outside or cause in causes:
            break
        causes.insert(0, cause)
    return causes


def _translated(causes: list[BaseException], name: str) -> ClaimdeskError:
    """Our error for a driver's. All causes are read, since a failed ROLLBACK hides the error that led to it."""
    for cause in causes:
        if isinstance(cause, StoreUnavailable):
            return cause
        code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
        said = f"{code} {cause}" if isinstance(cause, _DRIVER_ERRORS) else ""
        for signs, kind, sentence in _REFUSALS:
            if any(sign in said for sign in signs):
                return kind(sentence)
        for failure, signs, sentence in _FAILURES:
            if any(sign in said for sign in signs):
                return failure(sentence.format(name=name))
    is_away = any(isinstance(cause, _OF_CONNECTIONS) for cause in causes)
    return (StoreAway if is_away else StoreUnavailable)(_OTHERWISE.format(name=name))
