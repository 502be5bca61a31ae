"""What a database says when it fails, in one plain sentence with what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import peewee
import psycopg
from playhouse.pool import MaxConnectionsExceeded

from claims.domain.errors import ClaimdeskError, Conflict, NotFound, StoreUnavailable

_DRIVER_ERRORS = (peewee.PeeweeException, sqlite3.Error, psycopg.Error, MaxConnectionsExceeded)

# What the driver's message contains, and what it means. The first that fits is told.
_SENTENCES = (
    ("file is not a database", "The file {name} is not a SQLite database; move it away or name another file."),
    ("malformed", "The database file {name} is damaged; restore it from a backup."),
    ("unable to open database", "The file {name} cannot be opened; check that its folder exists and can be written."),
    ("readonly", "The database file {name} cannot be written; check the permissions of the file and its folder."),
    ("full", "There is no room left on the disk of {name}; free some and try again."),
    ("no space left", "There is no room left on the disk of {name}; free some and try again."),
    ("disk i/o error", "The disk under {name} fails to read or write; check it, then restore from a backup."),
    ("locked", "Another process keeps {name} busy; try again in a moment."),
    ("lock timeout", "Another process keeps {name} busy; try again in a moment."),
    ("deadlock", "Two writers of {name} stood in each other's way; try again."),
    ("connections exceeded", "All connections to {name} are in use; try again in a moment."),
    ("too many clients", "{name} takes no more connections; try again in a moment or raise its limit."),
    ("password authentication", "{name} refuses the user or password; check the database URL."),
    ("permission denied", "The user of {name} lacks a right; grant it (create and write tables) and try again."),
    ("does not exist", "{name} has no such database, table or user; check the database URL, create what is missing."),
    ("no such table", "{name} lacks a table; restore it from a backup."),
)  # fmt: skip
_OTHERWISE = "{name} cannot be reached or does not answer; check that it is running and that the database URL is right."


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turn a driver's error into one of ours. `name` is the database as it may be shown."""
    try:
        yield
    except _DRIVER_ERRORS as error:
        raise _translated(error, name) from error


def _translated(error: BaseException, name: str) -> ClaimdeskError:
    """Our error for a driver's.

    A failed ROLLBACK hides the error that led to it, so the whole chain is read, the first cause first.
    """
    chain = [error]
    while (cause := chain[0].__cause__ or chain[0].__context__) is not None and cause not in chain:
        chain.insert(0, cause)
    for link in chain:
        if isinstance(link, StoreUnavailable):
            return link
        said = str(link).lower()
        if "foreign key" in said:
            return NotFound("The claim, article or evidence that this refers to is not on file.")
        if "unique constraint" in said:
            return Conflict("This is on file already.")
        for sign, sentence in _SENTENCES:
            if isinstance(link, _DRIVER_ERRORS) and sign in said:
                return StoreUnavailable(sentence.format(name=name))
    return StoreUnavailable(_OTHERWISE.format(name=name))
