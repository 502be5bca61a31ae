"""How long something lasts: lengths of time, which are neither amounts nor dates."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from claims.compare.conditions import Condition, agrees, differs
from claims.compare.frames import Parsed
from claims.domain.mention import Quantity

HOURS = {
    "second": Decimal(1) / 3600,
    "minute": Decimal(1) / 60,
    "hour": Decimal(1),
    "day": Decimal(24),
    "week": Decimal(168),
    "month": Decimal(730),
    "quarter": Decimal(2190),
    "year": Decimal(8760),
    "decade": Decimal(87600),
}
_SLACK = Decimal("0.04")  # a month is no exact number of days
_LASTING = frozenset({"for", "to", "of", "last", "lasts", "lasted", "lasting", "a", "an", "the", "by"})
_NOT_LASTING = frozenset({"old", "ago", "earlier", "later", "before", "after", "since", "late"})


def is_other_duration(claimed: Iterable[Quantity], told: Iterable[Quantity]) -> bool:
    """Whether both give a length of time in one unit, and none of the sentence's is the claim's."""
    mine = {(q.unit, q.value) for q in claimed if q.unit in HOURS}
    others = {(q.unit, q.value) for q in told if q.unit in HOURS}
    return not {unit for unit, _ in mine}.isdisjoint(unit for unit, _ in others) and mine.isdisjoint(others)


def compare_durations(
    claimed: Iterable[Quantity], mine: Parsed, told: Iterable[Quantity], theirs: Parsed, offset: int
) -> Condition | None:
    """Whether the deed lasts as long; None where one side does not say so.

    Only what is said to last counts: "for 48 hours", "to four years in prison", "a two-day strike".
    """
    own = list(_lasting(claimed, mine, 0))
    others = list(_lasting(told, theirs, offset)) if own else []
    for one in own if others else ():
        same = next((other for other in others if _is_same(one, other)), None)
        if same is not None:
            return agrees("amount", f"{one.span.text} and {same.span.text} are as long.")
        return differs("amount", f"The claim has {one.span.text}, the passage {others[0].span.text}.")
    return None


def _lasting(quantities: Iterable[Quantity], parsed: Parsed, offset: int) -> Iterator[Quantity]:
    for quantity in quantities:
        if quantity.unit not in HOURS:
            continue
        start, end = quantity.span.start - offset, quantity.span.end - offset
        before = next((w.low for w in reversed(parsed.words) if w.end <= start), "")
        after = next((w.low for w in parsed.words if w.start >= end), "")
        if (before in _LASTING or "-" in quantity.span.text) and after not in _NOT_LASTING:
            yield quantity


def _is_same(one: Quantity, other: Quantity) -> bool:
    mine, its = (q.value * HOURS[q.unit] for q in (one, other))
    return abs(mine - its) <= _SLACK * max(mine, its)
