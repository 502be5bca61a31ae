"""Digits that are no amounts, whatever stands behind them: dates, times, telephone numbers, codes."""

from claims.extract.quantity.cardinals import SCALES
from claims.extract.quantity.digits import slash_fraction
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, words

_MONTHS = words("months")
_CLOCK = cues("clock")
_JOINTS = frozenset(("to", "and", "or", "-", "–"))
_TIES = frozenset(":/-.")


def skip_code(t: Tokens, i: int) -> int:
    """The token after the code, date, time or telephone number that the digits at `i` belong to; `i` if none."""
    end, marks = _run(t, i)
    if _follows_letters(t, i):
        return end
    if marks == ["-", "/"] and slash_fraction(t, i + 2)[0] is not None:
        return i
    if len(marks) > 1 or ":" in marks or "." in marks:
        return end
    if marks == ["/"]:
        return i if slash_fraction(t, i)[0] is not None else end
    if marks and (is_year(t.words[i]) or _has_leading_zero(t, i + 2)):
        return end
    if t.words[i - 1] == "+" and t.glued(i) and len(t.words[i]) <= 3 and (t.is_number(end) or t.words[end] == "("):
        return _digit_groups(t, end)
    if _has_leading_zero(t, i) and t.is_number(end):
        return _digit_groups(t, end)
    if t.words[i - 1] == "." and t.glued(i) and i > 1 and t.glued(i - 1):
        return end
    return _dated(t, i, end)


def _run(t: Tokens, i: int) -> tuple[int, list[str]]:
    """The end of the digits tied together from token `i` on ("2-1", "10:30"), and the marks that tie them."""
    marks: list[str] = []
    end = i + 1
    while t.words[end] in _TIES and t.glued(end) and t.glued(end + 1) and t.is_number(end + 1):
        if len(marks) < 3:
            marks.append(t.words[end])
        end += 2
    return end, marks


def _has_leading_zero(t: Tokens, i: int) -> bool:
    return len(t.words[i]) > 2 and t.words[i].startswith("0") and t.words[i].isdecimal()


def _follows_letters(t: Tokens, i: int) -> bool:
    """Whether the digits are the tail of a name or an address on the web: "G7", "Covid-19", "#4", "v2"."""
    if i == 0 or not t.glued(i):
        return False
    before = t.words[i - 1]
    if before[-1].isalpha() or before in "#@_=&\\/":
        return True
    return before == "-" and i > 1 and t.glued(i - 1) and t.words[i - 2][-1:].isalpha()


def _digit_groups(t: Tokens, i: int) -> int:
    while t.is_number(i) or (t.words[i] in "-()" and t.words[i] and t.is_number(i + 1)):
        i += 1
    return i


def _dated(t: Tokens, i: int, end: int) -> int:
    """Past the day or year beside the name of a month, and past a time of day; else `i`."""
    if _is_clock(t, end):
        return end
    if not t.words[i].isdecimal():
        return i
    if _is_month(t, i - 1) or (t.words[i - 1] == "." and _is_month(t, i - 2)) or _is_lower_month(t, i):
        return _behind_month(t, i, end)
    if len(t.words[i]) > 2:
        return i
    if _is_month(t, end):
        return end
    joined = t.low[end] in _JOINTS and t.is_number(end + 1) and _is_month(t, end + 2)
    return end + 2 if joined else i


def _is_clock(t: Tokens, end: int) -> bool:
    """Whether the number before token `end` is a time of day: "5 pm", "9 to 5 pm", "9 to 10:30"."""
    if t.low[end] in _CLOCK:
        return True
    if t.low[end] not in _JOINTS or not t.is_number(end + 1):
        return False
    return t.low[end + 2] in _CLOCK or (t.words[end + 2] == ":" and t.is_number(end + 3))


def _behind_month(t: Tokens, i: int, end: int) -> int:
    """Past the day and year behind a month; `i` where it is an amount ("in May 20 per cent", "June 300 people")."""
    if t.low[end] in SCALES or t.low[end] in ("%", "per", "percent") or (len(t.words[i]) == 3 and end == i + 1):
        return i
    if t.words[end] in _JOINTS and t.is_number(end + 1) and len(t.words[end + 1]) <= 2:
        end += 2
    if t.words[end] == "," and is_year(t.words[end + 1]):
        end += 2
    return end


def _is_month(t: Tokens, i: int) -> bool:
    if t.low[i] not in _MONTHS:
        return False
    return t.is_capital(i) or t.low[i] not in ("may", "march", "mar", "dec", "sep", "jun", "jan")


def _is_lower_month(t: Tokens, i: int) -> bool:
    """Whether a lower-case "may" or "march" before the digits is the month: "on may 19,"."""
    return t.low[i - 1] in _MONTHS and len(t.words[i]) <= 2 and (t.low[i - 2] in ("on", "of") or t.low[i + 1] == ",")


def is_year(word: str) -> bool:
    """Whether four digits may be a year of our calendar."""
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2100"
