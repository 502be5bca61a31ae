"""Whole numbers written in words: "two hundred and fifty", "thirty-two million", "three dozen"."""

from decimal import Decimal

from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import values

SMALL = values("number_words")
SCALES = values("scales")
HYPHENS = frozenset("-‐‑")
_MOST_WORDS = 24


def read_cardinal(t: Tokens, i: int) -> tuple[Decimal, int, Decimal]:
    """Adds up number words from token `i`.

    Returns the value, the token after the last word, and the scale that this last word is (1 if it is none).
    """
    total = current = Decimal(0)
    last_scale, room, end, j = Decimal(10) ** 30, Decimal(1000), i, i
    while j < i + _MOST_WORDS:
        low = t.low[j]
        if low in SMALL and (end == i or (SMALL[low] > 0 and SMALL[low] < room)):
            current += SMALL[low]
            room = Decimal(10) if low.endswith("ty") and SMALL[low] >= 20 else Decimal(0)
        elif low == "hundred" and 0 <= current < 100 and room != 100:
            current, room = max(current, Decimal(1)) * 100, Decimal(100)
        elif low == "dozen" and total == 0:
            return max(current, Decimal(1)) * 12, j + 1, SCALES[low]
        elif low in SCALES and low not in ("hundred", "dozen") and SCALES[low] < last_scale:
            last_scale = SCALES[low]
            total, current, room = total + max(current, Decimal(1)) * last_scale, Decimal(0), Decimal(1000)
        elif low in SCALES and j > i and t.low[j - 1] in SCALES:
            total, current = (total + current) * SCALES[low], Decimal(0)
        else:
            break
        j = end = j + 1
        j += _joint(t, j, room)
    last = t.low[end - 1]
    return total + current, end, SCALES.get(last, Decimal(1)) if end > i else Decimal(1)


def _joint(t: Tokens, j: int, room: Decimal) -> int:
    """How many tokens that join number words stand at `j`: a hyphen, or "and" after a hundred or a scale."""
    tied = t.low[j] in HYPHENS and t.glued(j) and t.glued(j + 1)
    if tied and (t.low[j + 1] in SMALL or t.low[j + 1] in SCALES):
        return 1
    return int(t.low[j] == "and" and room >= 100 and t.low[j + 1] in SMALL)
