"""Check-worthiness: specific statements that can be settled, and the reason for each verdict."""

import pytest

from claims.extract.bearing import bearing_of
from claims.extract.worthiness import RULES, WORTHY, worthiness
from tests.extract.statement import only_statement

WORTHY_TEXTS = [
    "Sources said that the contract is worth $412 million.",
    "Halden Optics will open a plant in Sund.",
    "Halden Optics appointed Ida Kroll as its chair.",
    "The mine will close by March.",
    "Unemployment fell to 4.1% in Sund.",
    "Halden Optics said it had not decided on quantities.",
    "The fire killed 12 people in Sund.",
    "Halden Optics pledged to pay its suppliers.",
]
UNWORTHY_TEXTS = [
    "This is because laser lamps demand more careful assembly.",
    "The lamps look gorgeous, and everybody is happy with them.",
    "Will Halden Optics open a plant in Sund?",
    "It is hard to say who is right.",
    "That is why people care about light.",
    "In any case, the mood was calm.",
    "Not so.",
    "I think this is a wonderful day for the town.",
]


def score_of(text: str) -> float:
    statement = only_statement(text)
    return worthiness(statement, bearing_of(statement))[0]


@pytest.mark.parametrize("text", WORTHY_TEXTS)
def test_a_statement_that_can_be_settled_is_a_claim(text: str) -> None:
    assert score_of(text) >= WORTHY


@pytest.mark.parametrize("text", UNWORTHY_TEXTS)
def test_a_statement_that_claims_nothing_is_none(text: str) -> None:
    assert score_of(text) < WORTHY


def test_every_signal_says_in_a_sentence_why() -> None:
    statement = only_statement("Halden Optics said it would open 40 great shops for $5 million by May.")
    score, signals = worthiness(statement, bearing_of(statement))
    assert score == 1.0
    assert {s.name for s in signals} == {
        "amount",
        "count",
        "deadline",
        "commitment",
        "deed",
        "own affairs",
        "name",
        "opinion",
    }
    for signal in signals:
        assert -1 <= signal.score <= 1
        assert signal.detail.endswith(".")
        assert signal.detail[0].isupper() or signal.detail[0] == "“"


def test_every_rule_is_explained() -> None:
    assert all(rule.__doc__ for rule in RULES)
