"""Numbers in digits: commas and points, spaced thousands, slashes, powers of ten."""

import re
from decimal import Decimal

from claims.extract.quantity.scan import Tokens

_MAX_DIGITS = 40
_MAX_POWER = 30
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,12})?")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2}){1,8},[0-9]{3}(?:\.[0-9]{1,12})?")
_EUROPEAN = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,9}|(?:\.[0-9]{3}){1,9},[0-9]{1,2})")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,29})?(?:\.[0-9]{1,30})?")
_COMMA_POINT = re.compile(r"(?:0|[1-9][0-9]{0,5}),[0-9]{1,2}")
_DENOMINATORS = frozenset(["2", "3", "4", "5", "6", "8", "10", "16", "20", "32", "40", "100", "1000"])


def digits_value(word: str) -> Decimal | None:
    """What a number printed in digits, commas and points is worth; None if it is a version, a code or too long."""
    if len(word) > _MAX_DIGITS:
        return None
    if _PLAIN.fullmatch(word):
        return Decimal(word)
    if _THOUSANDS.fullmatch(word) or _INDIAN.fullmatch(word):
        return Decimal(word.replace(",", ""))
    if _EUROPEAN.fullmatch(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    if _COMMA_POINT.fullmatch(word):
        return Decimal(word.replace(",", "."))
    return None


def power_of_ten(t: Tokens, i: int) -> tuple[int, int]:
    """The power of ten that token `i` raises the number before it to, and the token after it; (0, i) if none.

    "1.5 x 10^6", "2.4×10-5", "4e14".
    """
    tied = t.glued(i) and t.words[i] in ("e", "E")
    at = i + 1
    if not tied:
        if t.words[i] not in ("x", "×") or t.words[at] != "10" or not t.words[at + 1] or t.words[at + 1] not in "^-−–":
            return 0, i
        at += 1 + (t.words[at + 1] == "^")
    is_negative = t.words[at] in ("-", "−", "–")
    at += is_negative
    power = t.words[at]
    if not (power.isdecimal() and len(power) <= 2 and t.glued(at)) or int(power) > _MAX_POWER:
        return 0, i
    return -int(power) if is_negative else int(power), at + 1


def spaced_thousands(t: Tokens, i: int) -> tuple[str, int]:
    """ "10 000" and "1 500 000" as one number; also "10, 000" where the second part is all zeros."""
    joined, j = t.words[i], i + 1
    if len(joined) > 3 or joined[0] == "0":
        return joined, j
    while len(joined) < 16:
        word = t.words[j]
        if len(word) == 3 and word.isdecimal() and t.starts[j] == t.ends[j - 1] + 1 and not _is_tied(t, j):
            joined, j = joined + word, j + 1
        elif word == "," and t.glued(j) and t.words[j + 1] == "000" and t.starts[j + 1] == t.ends[j] + 1:
            joined, j = joined + "000", j + 2
        else:
            break
    return joined, j


def _is_tied(t: Tokens, j: int) -> bool:
    """Whether the number at `j` runs on into a mark and more digits, as telephone numbers and ranges do."""
    return t.glued(j + 1) and t.words[j + 1] in "-/:–" and t.is_number(j + 2)


def slash_fraction(t: Tokens, i: int) -> tuple[Decimal | None, int]:
    """A fraction such as "3/4" at token `i` and the token after it; (None, i) for dates and the like."""
    over, under = t.words[i], t.words[i + 2]
    if t.words[i + 1] not in ("/", "⁄") or not (over.isdecimal() and under in _DENOMINATORS):
        return None, i
    tied = t.glued(i + 1) and t.glued(i + 2) and not (t.glued(i + 3) and t.words[i + 3] in "/-")
    if not tied or len(over) > 3 or over == "0" or int(over) >= int(under):
        return None, i
    return Decimal(over) / Decimal(under), i + 3
