"""Which of two amounts was before a change and which is after it: "from 3% to 4%", "$5m, up from $4m"."""

from collections.abc import Sequence

from claims.domain.mention import Role
from claims.extract.quantity.amounts import Amount
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues

_COMPARING = (("compared", "with"), ("compared", "to"), ("against",), ("versus",), ("vs",))
_BEFORE_FROM = cues("before an old value")
_EARLIER = cues("an earlier time")
_SPANNING = cues("a span and no change")
_SOFTENERS = cues("fillers of a comparator") | cues("amount") | {"more", "less", "just"}
_BREAKS = frozenset((".", ";", "!", "?", "\n\n"))
_REACH = 24
_BACK = 3
_BEHIND = 8


def roles_of(t: Tokens, amounts: Sequence[Amount]) -> list[Role | None]:
    """The role of each amount of a text, in their order."""
    roles: list[Role | None] = [None] * len(amounts)
    for n, amount in enumerate(amounts):
        if roles[n] is not None:
            continue
        lead = _lead(t, amount)
        if lead == "from":
            _mark_around(t, amounts, n, roles)
        elif lead == "compared" and n and _tells_of_earlier(t, amount.end):
            _mark_before(t, amounts, n, roles)
    return roles


def lead_of(t: Tokens, start: int) -> int:
    """The first token of an amount at token `start` with the words that soften it: "about", "more than"."""
    at = start
    while at > start - 4 and t.low[at - 1] in _SOFTENERS:
        at -= 1
    return at


def _lead(t: Tokens, amount: Amount) -> str | None:
    """What leads to an amount that may be an old one: "from", or a comparison."""
    at = lead_of(t, amount.start)
    if t.low[at - 1] == "from":
        return "from"
    is_compared = any(tuple(t.low[at - len(words) : at]) == words for words in _COMPARING)
    return "compared" if is_compared else None


def _mark_around(t: Tokens, amounts: Sequence[Amount], n: int, roles: list[Role | None]) -> None:
    """Marks the amount behind "from" as the old one, and its new one: behind it after "to", else before it."""
    lead = lead_of(t, amounts[n].start)
    if t.low[lead - 2] in _SPANNING:
        return
    following = amounts[n + 1] if n + 1 < len(amounts) else None
    if following and _leads_to(t, following.start) and _belong_together(t, amounts[n], following):
        roles[n], roles[n + 1] = Role.OLD, Role.NEW
    elif n and (t.low[lead - 2] in _BEFORE_FROM or _leads_to(t, amounts[n - 1].start)):
        _mark_before(t, amounts, n, roles)


def _mark_before(t: Tokens, amounts: Sequence[Amount], old: int, roles: list[Role | None]) -> None:
    """Marks an old amount, and the nearest one before it that measures the same as the new one."""
    for new in range(old - 1, max(-1, old - 1 - _BACK), -1):
        if roles[new] is None and _belong_together(t, amounts[new], amounts[old]):
            roles[new], roles[old] = Role.NEW, Role.OLD
            return


def _leads_to(t: Tokens, start: int) -> bool:
    """Whether "to" or "at" stands before the amount at token `start`."""
    return t.low[lead_of(t, start) - 1] in ("to", "at")


def _belong_together(t: Tokens, first: Amount, second: Amount) -> bool:
    """Whether two amounts of one sentence measure the same: one unit, or none on the one or the other."""
    between = t.low[first.end : second.start]
    if len(between) > _REACH or any(low in _BREAKS for low in between):
        return False
    return first.unit is None or second.unit is None or _measure(first.unit) == _measure(second.unit)


def _measure(unit: str) -> str:
    """What a unit measures without its rate and its modifiers."""
    return unit.partition(" per ")[0].rpartition(" ")[2]


def _tells_of_earlier(t: Tokens, end: int) -> bool:
    """Whether "a year earlier", "last year" or the like stands behind token `end`, or the amount is told to be old."""
    for low in t.low[end : end + _BEHIND]:
        if low in _BREAKS or low == ",":
            return False
        if low in _EARLIER:
            return True
    return False
