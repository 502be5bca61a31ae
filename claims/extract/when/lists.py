"""Weekdays told in a list of which one names the week: "next week on Tuesday or Thursday"."""

from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import WEEKDAYS, WHICH

_JOINTS = frozenset(("or", "and", ",", "&", "/"))
_LONGEST = 16  # tokens of a list of days


def listed_week(tokens: Tokens, i: int) -> int | None:
    """Which week (last -1, this 0, next 1) the list means in which weekday `i` stands alone; None where none is named.

    The week may stand before the list ("next week on Tuesday or Thursday") or behind ("Monday, Thursday, Friday
    next week").
    """
    if tokens.word(i - 1) in _JOINTS or tokens.word(i - 1) in WEEKDAYS:
        at = i - 1
        while at > i - _LONGEST and (tokens.word(at) in _JOINTS or tokens.word(at) in WEEKDAYS):
            at -= 1
        at = at - 1 if tokens.word(at) == "on" else at
        if at < i - 1 and tokens.word(at) == "week" and tokens.word(at - 1) in WHICH:
            return WHICH[tokens.word(at - 1)]
    if tokens.word(i + 1) in _JOINTS:
        at = i + 1
        while at < i + _LONGEST and (tokens.word(at) in _JOINTS or tokens.word(at) in WEEKDAYS):
            at += 1
        is_list = tokens.word(at - 1) in WEEKDAYS and tokens.word(at + 1) == "week"
        return WHICH.get(tokens.word(at)) if is_list else None
    return None
