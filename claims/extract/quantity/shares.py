"""When "a third", "half" and "three quarters" are parts of a whole, and not ranks, periods or words of their own."""

from claims.extract.quantity.numbers import PARTS, Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues

_HALF_PERIODS = cues("half periods")
_OF_WHOLE = cues("wholes")
_BEFORE = cues("before a share")
_COMPARED = cues("compared")


def is_share(t: Tokens, i: int, number: Number) -> bool:
    """Whether the share read from token `i` is an amount: "a third of", "by half", "two-thirds"."""
    following, before = t.low[number.end], t.low[i - 1]
    part = t.low[number.end - 1]
    if part in ("a", "an"):
        return False
    if part not in PARTS:
        return True
    if following == "-" and t.glued(number.end) and t.low[number.end + 1] != "of":
        return False
    if part == "half":
        if before in _HALF_PERIODS or following == "-":
            return False
        return following in _OF_WHOLE or before in _BEFORE
    if part.startswith("quarter"):
        tied = t.words[number.end - 2] in "-‐‑"
        return tied or following == "of" or following in _COMPARED or before in _BEFORE
    return (
        part.endswith("s")
        or before in _BEFORE
        or following in _COMPARED
        or not following.isalpha()
        or _is_grammar(following)
    )


def _is_grammar(word: str) -> bool:
    return word in _OF_WHOLE or word in _FOLLOWING


_FOLLOWING = cues("behind a share")
