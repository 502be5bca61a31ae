"""Amounts in a text: money, per cent, multiples, measures, counts and bare numbers, each with how it is stated.

A grammar over one scan of the text: a currency sign, a number, a scale, a unit and what it is a rate of
(quantity/amounts.py); then the joint of a range, the comparator in front or behind, and which end of a change
it is. How things are read:

- Money is an ISO 4217 code ("USD", "USD per barrel"); coins stay coins ("ninety pence a share" is 90
  "penny per share").
- A thing counted is named with what stands between it and its number, its noun in the singular and its
  adjective as in a dictionary: "120 agency nurses" is 120 "agency nurse", "six of its largest cities" 6 "large city".
- An age is in years "of age"; a stretch of time is so many days, months or years, in a deadline too.
- "dozens of" and "several hundred" are at least so many; "a third" is 0.33... without a unit; "one in five" is 0.2;
  "doubled" is 2 "time", and up.
- Of "rose from 5 to 7 per cent" both ends are amounts of their own, the old and the new one; "from 5 to 7 per
  cent" alone is a range.
"""

from collections.abc import Iterator
from decimal import Decimal

from claims.domain.mention import Comparator, Quantity, Role
from claims.domain.text import Span
from claims.extract.quantity.amounts import Amount, is_pronoun
from claims.extract.quantity.comparators import read_comparator, restates
from claims.extract.quantity.money import SIGN_STARTERS
from claims.extract.quantity.names import is_bare_name
from claims.extract.quantity.not_quantities import skip_code
from claims.extract.quantity.numbers import STARTERS, plain
from claims.extract.quantity.ranges import read_range
from claims.extract.quantity.roles import roles_of
from claims.extract.quantity.scan import Tokens, blocks, scan

_DIRECTIONS = (Comparator.UP, Comparator.DOWN)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The amounts stated in `text`, in their order, never overlapping.

    Dates, years, times of day, scores, telephone numbers, ranks and numbers in names are left out. Any
    string whatever is read in time linear in its length; digits beyond 30 are no amount.
    """
    return tuple(quantity for offset, block in blocks(text) for quantity in _quantities(scan(block, offset)))


def _quantities(t: Tokens) -> Iterator[Quantity]:
    stated = list(_read(t))
    roles = roles_of(t, [amount for amount, _ in stated])
    before: tuple[int, Comparator] = (0, Comparator.EQUAL)
    for (amount, to), role in zip(stated, roles, strict=True):
        comparator = _comparator(t, amount)
        if comparator is Comparator.EQUAL and before[1] in _DIRECTIONS and restates(t, before[0], amount.start):
            comparator = before[1]
        before = (amount.end, comparator)
        yield _quantity(t, amount, to, comparator, role)


def _read(t: Tokens) -> Iterator[tuple[Amount, Decimal | None]]:
    """The amounts meant, in their order, each with the upper end where it is a range."""
    i = 0
    while i < t.count:
        if t.low[i] not in STARTERS and not t.is_number(i) and t.words[i] not in SIGN_STARTERS:
            i += 1
            continue
        end = skip_code(t, i) if t.is_number(i) else i
        if end > i:
            i = end
            continue
        amount, to, i = read_range(t, i)
        if amount and _is_meant(t, amount):
            yield amount, to


def _is_meant(t: Tokens, amount: Amount) -> bool:
    """Whether it is an amount at all, and not a pronoun, a year or a part of a name."""
    if is_pronoun(t, amount):
        return False
    if amount.unit is not None and not amount.counted:
        return True
    return amount.number.share or not is_bare_name(t, amount.start, amount.number, counted=amount.counted)


def _comparator(t: Tokens, amount: Amount) -> Comparator:
    comparator = read_comparator(t, amount)
    return Comparator.MORE if comparator is Comparator.EQUAL and amount.number.vague else comparator


def _quantity(t: Tokens, amount: Amount, to: Decimal | None, comparator: Comparator, role: Role | None) -> Quantity:
    start, end = t.starts[amount.start], t.ends[amount.end - 1]
    return Quantity(
        span=Span(start + t.offset, end + t.offset, t.text[start:end]),
        value=plain(amount.number.value),
        unit=amount.unit or "",
        comparator=comparator,
        to=None if to is None else plain(to),
        note=amount.note,
        role=role,
    )
