"""Amounts in a text: money, per cent, multiples, measures, counts and bare numbers, each with how it is stated.

A grammar over one scan of the text: a currency sign, a number, a scale, a unit and what it is a rate of
(amounts.py); then the joint of a range, and the comparator in front or behind. How things are read:

- Money is an ISO 4217 code ("USD", "USD per barrel"); coins stay coins ("ninety pence a share" is 90
  "penny per share").
- A thing counted is its head noun, singular ("120 agency nurses" is 120 "nurse"); the span keeps its modifiers.
- An age is in years "of age". A stretch of time is so many days, months or years, unless it is the limit of a
  plan ("in one month", "within ten days"), which is a date.
- "dozens of" and "several hundred" are at least so many; "a third" is 0.33... without a unit; "one in five" is 0.2.
- Of "rose from 5 to 7 per cent" both ends are amounts of their own; "from 5 to 7 per cent" alone is a range.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.domain.mention import Comparator, Quantity, Role
from claims.domain.text import Span
from claims.extract.quantity.ages import YEAR_OF_AGE
from claims.extract.quantity.amounts import Amount, is_pronoun, read_amount
from claims.extract.quantity.comparators import change_before, read_comparator, restates
from claims.extract.quantity.money import SIGN_STARTERS
from claims.extract.quantity.names import is_bare_name
from claims.extract.quantity.not_quantities import is_year, skip_code
from claims.extract.quantity.numbers import STARTERS, plain
from claims.extract.quantity.roles import lead_of, roles_of
from claims.extract.quantity.scan import Tokens, blocks, scan
from claims.extract.quantity.tables import cues
from claims.extract.quantity.units import Kind

_HYPHENS = frozenset("-–‐‑")
_MOVING = cues("moving from")
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
        amount, to, i = _amount_or_range(t, i)
        if amount and _is_meant(t, amount):
            yield amount, to


def _amount_or_range(t: Tokens, i: int) -> tuple[Amount | None, Decimal | None, int]:
    """The amount at token `i`, the upper end where it is a range, and the token to read on from."""
    first = read_amount(t, i)
    if first is None:
        return None, None, i + 1
    at, word = _joint(t, first), t.low[first.end]
    if at and first.unit is None and is_year(t.words[i]) and not _is_between(t, first) and _is_in_time(t, first):
        return first, None, first.end
    is_code = at > 0 and word not in _HYPHENS and t.is_number(at) and skip_code(t, at) > at
    second = read_amount(t, at) if at and not is_code else None
    if second is None:
        return first, None, first.end
    whole = _joined(t, first, second) if word != "and" or _is_between(t, first) else None
    if whole:
        return *whole, second.end
    if (word in _HYPHENS and first.unit is None) or (word == "to" and _is_result(t, first, second)):
        return None, None, second.end
    return _sharing_unit(first, second), None, first.end


def _sharing_unit(first: Amount, second: Amount) -> Amount:
    """The first of two amounts with the unit and scale that stand behind the second: "from 5 to 7 per cent"."""
    if first.unit is not None or second.unit is None or second.signed or first.number.share:
        return first
    number = replace(first.number, value=first.number.value * _carried(first, second))
    return replace(first, number=number, unit=second.unit, kind=second.kind, note=second.note, counted=second.counted)


def _carried(first: Amount, second: Amount) -> Decimal:
    """The scale of the second number where it holds for the first too: "7 and 9 million"."""
    scale = second.number.scale
    is_open = first.number.scale == 1 and first.number.value < second.number.value / scale
    return scale if is_open else Decimal(1)


def _is_between(t: Tokens, first: Amount) -> bool:
    return "between" in t.low[max(0, first.start - 4) : first.start]


def _is_in_time(t: Tokens, first: Amount) -> bool:
    return first.number.bare and is_bare_name(t, first.start, first.number, counted=False)


def _joint(t: Tokens, first: Amount) -> int:
    """Where the number that may belong to the first would begin: behind "to", "-", "or" or "and"; else 0."""
    end, low = first.end, t.low[first.end]
    if low in _HYPHENS and t.glued(end):
        hanging = t.low[end + 1] == "to" and (t.low[end + 2] not in _HYPHENS)
        to_tied = t.low[end + 1] == "to" and t.low[end + 2] in _HYPHENS
        return end + (2 if hanging else 3 if to_tied else 1)
    if low in ("to", "or", "and") or (low in _HYPHENS and t.is_number(end + 1)):
        return end + 1
    return 0


def _is_result(t: Tokens, first: Amount, second: Amount) -> bool:
    """Whether "A to B" are the two sides of a vote, a match or the odds: "by 2 to 1", "51 to 49"."""
    is_falling = first.number.bare and second.number.bare and first.number.value >= second.number.value
    is_bare = first.unit is None and second.unit is None
    return is_falling and is_bare and t.low[first.start - 1] != "from" and not change_before(t, first.start)


def _joined(t: Tokens, first: Amount, second: Amount) -> tuple[Amount, Decimal] | None:
    """The two amounts as one range with its upper end, or None if they are two amounts."""
    if not _same_unit(first, second) or first.number.share or second.number.share:
        return None
    joint = t.low[first.end]
    before = t.low[first.start - 1]
    if joint == "to" and _is_change(t, first, second):
        return None
    low, high = first.number.value * _carried(first, second), second.number.value
    alone = first.unit is None and second.unit is None
    if low >= high and not (before in ("from", "between") and not alone and joint not in _HYPHENS):
        return None
    if alone and before not in ("from", "between") and not first.number.words and second.number.scale == 1:
        return None
    if joint == "or" and (first.unit is not None or high > 3 * low):
        return None
    unit = second.unit if second.unit is not None else first.unit
    source = second if second.unit is not None else first
    number = replace(first.number, value=low, bare=first.number.bare and second.number.bare)
    whole = replace(first, end=second.end, number=number, unit=unit, kind=source.kind, counted=source.counted)
    return replace(whole, note=first.note or second.note), high


def _same_unit(first: Amount, second: Amount) -> bool:
    if first.unit is None:
        return not second.signed
    if second.unit is None:
        return first.signed or first.unit == YEAR_OF_AGE
    if first.signed and not second.signed:
        return first.unit == second.unit[:3] and second.kind is Kind.MONEY
    return first.unit == second.unit or second.unit.startswith(f"{first.unit} per ")


def _is_change(t: Tokens, first: Amount, second: Amount) -> bool:
    """Whether "A to B" tells of a change from A to B, or by A to B, and not of a range."""
    lead = lead_of(t, first.start)
    if t.low[lead - 1] == "from":
        return any(change_before(t, j + 1) or t.low[j] in _MOVING for j in range(max(0, lead - 7), lead - 1))
    stated_twice = first.unit is not None or second.unit is None
    return stated_twice and change_before(t, first.start) is not None


def _is_meant(t: Tokens, amount: Amount) -> bool:
    """Whether it is an amount at all, and not a pronoun, a year or a part of a name."""
    if is_pronoun(t, amount):
        return False
    if amount.unit is not None and not amount.counted:
        return True
    return amount.number.share or not is_bare_name(t, amount.start, amount.number, counted=amount.counted)


def _comparator(t: Tokens, amount: Amount) -> Comparator:
    measures = amount.unit is not None and amount.kind is not Kind.TIME
    comparator = read_comparator(t, amount.start, amount.number.end, amount.end, measures=measures)
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
