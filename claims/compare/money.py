"""Money across currencies, at the European Central Bank's reference rate of the day."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any


@cache
def _rates() -> Any:
    # Loading the table costs about 0.2 s, and most comparisons are within one currency.
    from currency_converter import CurrencyConverter

    return CurrencyConverter(
        decimal=True,
        fallback_on_wrong_date=True,
        fallback_on_missing_rate=True,
        fallback_on_missing_rate_method="last_known",
    )


def convert(value: Decimal, currency: str, into: str, on: date) -> Decimal | None:
    """`value` in another currency at the rate of day `on`, or of the nearest earlier day that has one.

    None where the table (1999 to its last day) lacks a currency. Source: the ECB's euro foreign
    exchange reference rates, as packed with CurrencyConverter.
    """
    if currency == into:
        return value
    rates = _rates()
    if not {currency, into} <= rates.currencies:
        return None
    try:
        return Decimal(rates.convert(value, currency, into, date=on))
    except (ValueError, ArithmeticError):  # RateNotFoundError is a ValueError
        return None
