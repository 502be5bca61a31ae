import pytest

from claims.extract.when.spelled import year_at
from claims.extract.when.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("nineteen eighty-four", 1984),
        ("nineteen ninety six", 1996),
        ("nineteen oh five", 1905),
        ("seventeen hundred and thirty three", 1733),
        ("two thousand", 2000),
        ("two thousand and five", 2005),
        ("twenty twenty-one", 2021),
        ("2019", 2019),
    ],
)
def test_years_in_words_and_figures(text: str, year: int) -> None:
    found = year_at(Tokens(text), 0)
    assert found is not None
    assert found[0] == year


@pytest.mark.parametrize("text", ["twenty five", "nineteen people", "two thousand people", "eighteen", "1066", "2500"])
def test_numbers_that_are_no_years(text: str) -> None:
    assert year_at(Tokens(text), 0) is None
