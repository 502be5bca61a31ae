"""Two numbers that belong together: a range with its upper end, or one unit behind both."""

from dataclasses import replace
from decimal import Decimal

from claims.extract.quantity.ages import YEAR_OF_AGE
from claims.extract.quantity.amounts import Amount, read_amount
from claims.extract.quantity.comparators import change_before
from claims.extract.quantity.names import is_bare_name
from claims.extract.quantity.not_quantities import is_year, skip_code
from claims.extract.quantity.roles import lead_of
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues
from claims.extract.quantity.units import LENGTHS, Kind

_HYPHENS = frozenset("-–‐‑")
_TIMES_SIGNS = frozenset("x×")
_MOVING = cues("moving from")


def read_range(t: Tokens, i: int) -> tuple[Amount | None, Decimal | None, int]:
    """The amount at token `i`, the upper end where it is a range, and the token to read on from."""
    first = read_amount(t, i)
    if first is None:
        return None, None, i + 1
    at, word = _joint(t, first)
    if at and first.unit is None and is_year(t.words[i]) and not _is_between(t, first) and _is_in_time(t, first):
        return first, None, first.end
    is_code = at > 0 and word not in _HYPHENS and t.is_number(at) and skip_code(t, at) > at
    second = read_amount(t, at, of_money=first.signed) if at and not is_code else None
    if second is None:
        return first, None, first.end
    if word == "by" or word in _TIMES_SIGNS:
        return _sharing_unit(first, second) if second.unit in LENGTHS else first, None, first.end
    whole = _joined(t, first, second, word) if word != "and" or _is_between(t, first) else None
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


def _joint(t: Tokens, first: Amount) -> tuple[int, str]:
    """Where the number that may belong to the first would begin, and what joins them; (0, "") if nothing does.

    They are joined by "to", "-", "or" or "and", with a hyphen that hangs ("18- or 20-inch") or ties ("8-to-10");
    by "by" or "x" they share a unit ("12 by 8 feet").
    """
    end, low = first.end, t.low[first.end]
    if low in _HYPHENS and t.glued(end):
        word = t.low[end + 1]
        if word not in ("to", "or", "and"):
            return end + 1, low
        return end + (3 if t.low[end + 2] in _HYPHENS else 2), word
    is_tied = low in _HYPHENS or low in _TIMES_SIGNS
    if low in ("to", "or", "and", "by") or (is_tied and t.is_number(end + 1)):
        return end + 1, low
    return 0, ""


def _is_result(t: Tokens, first: Amount, second: Amount) -> bool:
    """Whether "A to B" are the two sides of a vote, a match or the odds: "by 2 to 1", "51 to 49"."""
    is_falling = first.number.bare and second.number.bare and first.number.value >= second.number.value
    is_bare = first.unit is None and second.unit is None
    return is_falling and is_bare and t.low[first.start - 1] != "from" and not change_before(t, first.start)


def _joined(t: Tokens, first: Amount, second: Amount, joint: str) -> tuple[Amount, Decimal] | None:
    """The two amounts as one range with its upper end, or None if they are two amounts."""
    if not _same_unit(first, second) or first.number.share or second.number.share:
        return None
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
