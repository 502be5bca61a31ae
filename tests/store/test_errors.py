"""What a database says when it fails is told in our words, and only what failed just now."""

import sqlite3

import peewee
import psycopg
import pytest

from claims.domain.errors import ClaimdeskError, Conflict, InvalidInput, NotFound, StoreAway, StoreUnavailable
from claims.store.errors import told_plainly


def told(error: BaseException) -> ClaimdeskError:
    with pytest.raises(ClaimdeskError) as ours, told_plainly("the ledger"):
        raise error
    return ours.value


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (psycopg.errors.ForeignKeyViolation("verletzt Fremdschlüssel"), NotFound, "not on file"),
        (psycopg.errors.UniqueViolation("doppelter Schlüsselwert"), Conflict, "on file already"),
        (psycopg.errors.LockNotAvailable("abgebrochen"), StoreAway, "busy"),
        (psycopg.errors.DeadlockDetected("Verklemmung"), StoreAway, "try again"),
        (psycopg.errors.DiskFull("voll"), StoreUnavailable, "No room"),
        (psycopg.errors.InsufficientPrivilege("keine Berechtigung"), StoreUnavailable, "grant"),
        (psycopg.OperationalError("FATAL: password authentication failed"), StoreUnavailable, "user or password"),
        (psycopg.OperationalError("FATAL: sorry, too many clients already"), StoreAway, "limit"),
        (psycopg.OperationalError("server closed the connection"), StoreAway, "cannot be reached"),
        (peewee.InterfaceError("whatever"), StoreAway, "cannot be reached"),
        (sqlite3.ProgrammingError("whatever"), StoreUnavailable, "cannot be reached"),
    ],
)
def test_a_failure_is_named_by_its_code_whatever_the_language_of_the_server(error, kind, words):
    ours = told(error)
    assert type(ours) is kind
    assert words in str(ours)


def test_other_errors_pass_as_they_are():
    with pytest.raises(InvalidInput), told_plainly("the ledger"):
        raise InvalidInput("Not this.")
    with pytest.raises(KeyError), told_plainly("the ledger"):
        raise KeyError


def test_the_first_cause_is_told_and_not_the_failure_to_clean_up():
    def fail():
        try:
            raise psycopg.errors.DiskFull("full")
        except psycopg.Error:
            raise peewee.OperationalError("cannot rollback") from None

    with pytest.raises(StoreUnavailable, match="No room"), told_plainly("the ledger"):
        fail()


def test_an_error_that_the_caller_was_handling_is_not_told_again():
    try:
        raise psycopg.errors.UniqueViolation("first")
    except psycopg.Error:
        assert "busy" in str(told(psycopg.errors.LockNotAvailable("second")))
