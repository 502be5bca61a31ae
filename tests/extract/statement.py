"""A statement as tests hand it to the rules that judge it."""

from datetime import date

from claims.extract import read
from claims.extract.statements import Statement, statements_of

TOLD = date(2025, 3, 10)


def only_statement(text: str) -> Statement:
    """The statement of a text of one sentence."""
    (statement,) = statements_of(read(text, TOLD).sentences)
    return statement
