"""How digits, words and scales become values."""

from decimal import Decimal

import pytest

from claims.extract.quantity.digits import digits_value
from claims.extract.quantity.numbers import plain, read_number
from claims.extract.quantity.scan import scan


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("7", "7"),
        ("1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("1,00,000", "100000"),
        ("1.234.567", "1234567"),
        ("1.111,11", "1111.11"),
        ("5,00", "5.00"),
        ("0.25", "0.25"),
        (".25", "0.25"),
    ],
)
def test_digits_with_their_commas_and_points(printed: str, value: str) -> None:
    assert digits_value(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["007", "1.2.3", "1,2,3", "192.168.0.1", "1" * 31, "1,0000"])
def test_codes_versions_and_overlong_digits_have_no_value(printed: str) -> None:
    assert digits_value(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("twenty-one", "21"),
        ("two hundred and fifty", "250"),
        ("two hundred and two thousand", "202000"),
        ("thirty-two million five hundred thousand", "32500000"),
        ("a hundred", "100"),
        ("three dozen", "36"),
        ("half a dozen", "6"),
        ("two and a half million", "2500000"),
        ("five and a quarter", "5.25"),
        ("three point five", "3.5"),
        ("1.5 million", "1500000"),
        ("5 hundred thousand", "500000"),
        ("10 000", "10000"),
        ("10 1/2", "10.5"),
        ("2½", "2.5"),
        ("3/4", "0.75"),
        ("4-1/2", "4.5"),
        ("1.5 x 10^6", "1500000"),
        ("2.5×10-3", "0.0025"),
        ("4e14", "400000000000000"),
        ("a million and a half", "1500000"),
        ("five eighths", "0.625"),
        ("-12.5", "-12.5"),
        ("minus five", "-5"),
    ],
)
def test_words_scales_and_fractions_make_one_number(printed: str, value: str) -> None:
    tokens = scan(printed)
    number = read_number(tokens, 0)
    assert number is not None
    assert (number.value, number.end) == (Decimal(value), tokens.count)


@pytest.mark.parametrize("printed", ["the", "a van", "twenty-first", "hundred", "-", "an"])
def test_words_that_begin_no_number(printed: str) -> None:
    assert read_number(scan(printed), 0) is None


def test_plain_drops_exponent_and_zeros() -> None:
    assert str(plain(Decimal("1.20E+3"))) == "1200"
    assert str(plain(Decimal("0.500"))) == "0.5"
