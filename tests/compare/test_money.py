from datetime import date
from decimal import Decimal

import pytest

from claims.compare.money import convert


def test_money_is_converted_at_the_rate_of_its_day() -> None:
    early, late = (convert(Decimal(1000), "EUR", "USD", day) for day in (date(2001, 1, 2), date(2008, 4, 22)))
    assert early is not None
    assert late is not None
    assert early < 1000 < late


def test_a_day_without_a_rate_takes_an_earlier_one() -> None:
    sunday, friday = (convert(Decimal(1), "USD", "EUR", day) for day in (date(2023, 5, 28), date(2023, 5, 26)))
    assert sunday == friday


def test_one_currency_needs_no_rate() -> None:
    assert convert(Decimal("1.5"), "XXX", "XXX", date(2023, 1, 1)) == Decimal("1.5")


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2999, 1, 1), date(2023, 5, 30)])
def test_an_unknown_currency_is_not_converted(day: date) -> None:
    assert convert(Decimal(5), "TWD", "USD", day) is None


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2999, 1, 1)])
def test_days_outside_the_table_take_its_ends(day: date) -> None:
    assert convert(Decimal(5), "GBP", "USD", day) is not None
