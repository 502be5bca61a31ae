from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.amounts import amounts_of, compare_amounts
from claims.compare.conditions import Finding
from claims.compare.figures import is_same
from claims.compare.frames import parse
from claims.domain.verdict import Policy
from claims.extract.figures import joined_figures
from claims.extract.quantities import find_quantities

DAY = date(2023, 5, 30)
POLICY = Policy()


def finding(claimed: str, told: str) -> Finding:
    mine, other = (amounts_of(joined_figures(text, find_quantities(text)), parse(text)) for text in (claimed, told))
    return compare_amounts(mine, other, DAY, POLICY).condition.finding


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("It costs $1.5bn.", "It costs 1,500 million dollars."),
        ("It costs $746 million.", "It costs $746m."),
        ("Sales rose 3.2%.", "Sales rose by 3.2 per cent."),
        ("Sales rose 3.2%.", "Sales rose by 3%."),
        ("It will hire 500 engineers.", "It will hire about 520 engineers."),
        ("It will hire more than 500 engineers.", "It will hire 650 engineers."),
        ("It will invest 3 trillion won.", "It will invest about $2.3 billion."),
        ("It pays 100 million euros.", "It pays $107 million."),
        ("It pays $746 million or KRW1 trillion.", "It pays $746 million."),
        ("It pays $746 million or KRW1 trillion.", "It pays 1 trillion won."),
        ("It pays £3m ($3.8m).", "It pays $3.8 million."),
        ("It pays $3.8 million.", "It pays £3m ($3.8m)."),
    ],
)
def test_the_same_amount_in_other_words_agrees(claimed: str, told: str) -> None:
    assert finding(claimed, told) is Finding.AGREES


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("It costs $746 million.", "It costs $476 million."),
        ("Sales rose 3.2%.", "Sales rose 2.3%."),
        ("Sales rose 3.2%.", "Sales rose 3.4%."),
        ("It costs 40 million euros.", "It costs 43 million euros."),
        ("It will invest 3 trillion won.", "It will invest $3 billion."),
        ("It will hire more than 500 engineers.", "It will hire 300 engineers."),
        ("The rate rose to 4.25%.", "The rate rose to 4.5%."),
        ("It pays $746 million or KRW1 trillion.", "It pays $476 million."),
        ("It pays $746 million or KRW1 trillion.", "It pays 1.4 trillion won."),
        ("It pays £3m ($3.8m).", "It pays £4m ($5.1m)."),
    ],
)
def test_another_amount_of_the_same_thing_differs(claimed: str, told: str) -> None:
    assert finding(claimed, told) is Finding.DIFFERS


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("It costs $746 million.", "It will open in three weeks."),
        ("It will pay $746 million.", "It has revenue of $9 billion."),
        ("It will hire 500 engineers.", "It will pay $20 million."),
        ("Sales rose 3.2%.", "Sales rose to 9%."),
        ("It costs $746 million.", "It costs 3 billion Zedland pounds sterling per metre."),
    ],
)
def test_amounts_of_other_things_say_nothing(claimed: str, told: str) -> None:
    assert finding(claimed, told) is Finding.UNKNOWN


def test_a_rejected_amount_is_not_the_passages_own() -> None:
    claimed, told = "It costs 40 million euros.", "It costs 18 million euros, not the 40 million that was rumoured."
    mine, other = (amounts_of(joined_figures(text, find_quantities(text)), parse(text)) for text in (claimed, told))
    found = compare_amounts(mine, other, DAY, POLICY)
    assert found.rejected
    assert found.condition.differs


@given(st.integers(1, 10**9))
def test_an_amount_is_itself(value: int) -> None:
    (quantity,) = find_quantities(f"It costs ${value}.")
    assert is_same(quantity, quantity, DAY, POLICY)
