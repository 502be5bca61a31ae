"""The kind of a statement: who commits, what is expected, what is measured, what is done."""

import pytest

from claims.domain.claim import Kind
from claims.extract.bearing import bearing_of
from claims.extract.kinds import kind_of
from tests.extract.statement import only_statement

CASES = [
    ("Halden Optics said it would open a plant in Sund.", Kind.PROMISE),
    ("“We will open a plant in Sund this year,” said Halden Optics.", Kind.PROMISE),
    ("Halden Optics pledged to plant trees.", Kind.PROMISE),
    ("Halden Optics will open a plant in Sund.", Kind.EVENT),
    ("Halden Optics plans to open a plant in Sund.", Kind.EVENT),
    ("Halden Optics said Brava Motors would open a plant.", Kind.EVENT),
    ("Vantry to Close Mill", Kind.EVENT),
    ("Halden Optics opened a plant for $5 million.", Kind.EVENT),
    ("Halden Optics denied that it would close its plant.", Kind.EVENT),
    ("Ida Kroll said taxes would not rise.", Kind.EVENT),
    ("The plant is expected to open in May.", Kind.FORECAST),
    ("The van market may reach $9 billion.", Kind.FORECAST),
    ("Prices in Sund will fall by 4%.", Kind.FORECAST),
    ("Halden will buy a 5% stake in Brava Motors.", Kind.EVENT),
    ("Lamps are four times more expensive than bulbs.", Kind.STATISTIC),
    ("Halden May Close 5 Plants", Kind.FORECAST),
    ("Sales fell 4%, as expected.", Kind.STATISTIC),
    ("Rents rose by 30 euros.", Kind.STATISTIC),
    ("Output stood at 4,000 tonnes.", Kind.STATISTIC),
    ("The flood in May was due to the rain.", Kind.STATEMENT),
    ("The quantities are not yet known.", Kind.STATEMENT),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_the_kind_of_a_statement(text: str, kind: Kind) -> None:
    statement = only_statement(text)
    assert kind_of(statement, bearing_of(statement)) is kind


def test_nameless_speakers_promise_nothing() -> None:
    statement = only_statement("Officials said they would build a school.")
    assert kind_of(statement, bearing_of(statement)) is Kind.EVENT
