"""Whether two printed figures are one figure: rounding, "about" and "more than", another currency."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from claims.compare.money import convert
from claims.domain.mention import Comparator, Quantity
from claims.domain.verdict import Policy

_MOST_ROUNDING = Decimal("0.1")  # a figure further off than this is another figure, however round it is
_NUMBER = re.compile(r"\d[\d,.]{0,30}")


def is_same(mine: Quantity, other: Quantity, on: date, policy: Policy) -> bool:
    """Whether two quantities of one kind are equal within rounding, or within `money_tolerance` across currencies."""
    try:
        return _is_same(mine, other, on, policy)
    except (InvalidOperation, OverflowError):
        return False


def _is_same(mine: Quantity, other: Quantity, on: date, policy: Policy) -> bool:
    converted = mine.currency and other.currency and mine.currency != other.currency
    if converted:
        return _same_money(mine, other, on, policy)
    low, high = other.value, other.to if other.to is not None else other.value
    mine_low, mine_high = mine.value, mine.to if mine.to is not None else mine.value
    slack = _slack(mine, other, policy)
    if other.comparator is Comparator.MORE and mine.comparator in {Comparator.EQUAL, Comparator.ABOUT}:
        high = max(high, low * (1 + _MOST_ROUNDING))
    if other.comparator is Comparator.LESS and mine.comparator in {Comparator.EQUAL, Comparator.ABOUT}:
        low = min(low, high * (1 - _MOST_ROUNDING))
    if mine.comparator is Comparator.MORE:
        return high >= mine_low - slack
    if mine.comparator is Comparator.LESS:
        return low <= mine_high + slack
    return low - slack <= mine_high and mine_low <= high + slack


def _same_money(mine: Quantity, other: Quantity, on: date, policy: Policy) -> bool:
    converted = convert(other.value, other.unit[:3], mine.unit[:3], on)
    if converted is None:
        return True  # no rate on file: two sums that cannot be compared do not contradict
    return abs(converted - mine.value) <= Decimal(str(policy.money_tolerance)) * max(abs(mine.value), abs(converted))


def _slack(mine: Quantity, other: Quantity, policy: Policy) -> Decimal:
    """How far apart two printed figures may be and still be one figure.

    The rounder of the two is right to half of its last printed digit, and within the tolerance of
    the policy; two figures printed equally sharply have to be equal, unless one is "about".
    """
    size = max(abs(mine.value), abs(other.value))
    tolerance = Decimal(str(policy.rounding_tolerance)) * size
    steps = [_printed_step(q) for q in (mine, other)]
    about = Comparator.ABOUT in (mine.comparator, other.comparator)
    if about:
        return min(max(tolerance * 2, max(steps) / 2), _MOST_ROUNDING * size)
    if _digits(mine.value) == _digits(other.value):
        return Decimal(0)
    half = max(steps) / 2 if steps[0] != steps[1] else Decimal(0)
    return max(tolerance, min(half, _MOST_ROUNDING * size))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _printed_step(quantity: Quantity) -> Decimal:
    """The worth of the last digit printed: 0.1 billion for "1.5bn", a million for "40 million"; 0 in words."""
    match = _NUMBER.search(quantity.span.text)
    if match is None:
        return Decimal(0)
    printed = match.group().rstrip(",.").replace(",", "")
    try:
        number = Decimal(printed)
    except InvalidOperation:
        return Decimal(0)
    if not number or not quantity.value:
        return Decimal(0)
    scale = abs(quantity.value / number)
    return Decimal(1).scaleb(int(number.as_tuple().exponent)) * scale
