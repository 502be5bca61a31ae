from datetime import date

import pytest

from claims.compare import Comparison, Finding, Relation, compare
from claims.extract.reading import read
from tests.stance.judged import claim_of

CLAIM = "Halvard Pumps will buy valve maker Drossel for $240 million in May 2025"
DAY = date(2025, 3, 17)


def compared(sentence: str, claim: str = CLAIM) -> Comparison:
    reading = read(sentence, DAY, "")
    return compare(claim_of(claim, date(2025, 3, 3)), reading.sentences[0], reading, DAY)


def test_all_conditions_agree_with_a_paraphrase() -> None:
    found = compared("Halvard Pumps is to acquire the valve firm Drossel in May for 240 million dollars.")
    for condition in (found.who, found.what, found.action, found.direction, found.when, found.polarity):
        assert condition.agrees, condition
    assert found.relation is Relation.SAME


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Tessmark Industries will buy valve maker Drossel for $240 million in May 2025.", "who"),
        ("Halvard Pumps will buy seal maker Corvane for $240 million in May 2025.", "what"),
        ("Halvard Pumps will sell valve maker Drossel for $240 million in May 2025.", "action"),
        ("Drossel will buy Halvard Pumps for $240 million in May 2025.", "direction"),
        ("Halvard Pumps will buy valve maker Drossel for $420 million in May 2025.", "amount"),
        ("Halvard Pumps will buy valve maker Drossel for $240 million in October 2025.", "when"),
        ("Halvard Pumps will not buy valve maker Drossel for $240 million in May 2025.", "polarity"),
    ],
)
def test_one_changed_condition_differs(sentence: str, name: str) -> None:
    found = {c.name: c for c in compared(sentence).conditions}
    assert found[name].differs, found[name]


def test_another_place_differs() -> None:
    found = compared("Halvard Pumps opened a foundry in Bergen.", "Halvard Pumps opened a foundry in Tarvik")
    assert found.where.differs


def test_a_number_not_mentioned_contradicts_nothing() -> None:
    found = compared("Halvard Pumps will buy valve maker Drossel.")
    assert found.amount.finding is Finding.UNKNOWN
    assert found.when.finding is Finding.UNKNOWN


def test_the_converse_deed_is_the_same() -> None:
    found = compared("The founders sold Drossel, the valve maker, to Halvard Pumps.")
    assert found.relation is Relation.CONVERSE
    assert found.sign == 1


def test_conditions_become_signals() -> None:
    signals = compared("Halvard Pumps will buy valve maker Drossel for $420 million.").signals()
    assert {s.name: s.score for s in signals}["amount"] == -1.0
    assert all(s.detail.endswith(".") for s in signals)
