"""One amount in two currencies is one figure."""

from collections.abc import Sequence

import pytest

from claims.domain.mention import Quantity
from claims.extract import find_quantities
from claims.extract.figures import joined_figures, renumbered


def joined(text: str) -> tuple[Quantity, ...]:
    return joined_figures(text, find_quantities(text))


def figures(quantities: Sequence[Quantity]) -> list[int | None]:
    return [q.figure for q in quantities]


@pytest.mark.parametrize(
    "text",
    [
        "The contract is worth $412 million or KRW560 billion.",
        "Halden paid £3m ($3.8m) for it.",
        "It cost 3 million pounds, or about 3.8 million dollars.",
        "The fine was 40 million euros, equivalent to roughly $44 million.",
        "Crude fetched $90 (£70) per barrel.",
        "The mast cost €2m/$2.2m.",
    ],
)
def test_a_sum_in_a_second_currency_is_the_same_figure(text: str) -> None:
    assert figures(joined(text)) == [1, 1]


def test_three_currencies_are_one_figure() -> None:
    assert figures(joined("Sales came to 5bn kronor ($470m; £370m).")) == [1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Sales grew from $5m in Sund to £4m in Ostrow.",
        "Halden paid £3m for the mill and $4m for the quay.",
        "It will pay $5m or $6m.",
        "It closed 12 shops (5%).",
        "Profit was $5m, the bank said, and £4m came from Sund.",
        "It lent between $3m and £4m.",
    ],
)
def test_two_sums_for_two_things_are_two_figures(text: str) -> None:
    assert figures(joined(text)) == [None, None]


def test_figures_are_counted_in_their_text() -> None:
    told = joined("The quay cost £3m ($3.8m) and the mill €2m ($2.2m).")
    assert figures(told) == [1, 1, 2, 2]
    assert figures(renumbered(told[2:])) == [1, 1]
    assert figures(renumbered(told[1:])) == [None, 1, 1]
