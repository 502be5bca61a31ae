"""Numbers that are no amounts: dates, years, times, scores, telephone numbers, names, ranks and lists."""

from claims.extract.quantity.counted import STOPS
from claims.extract.quantity.numbers import ORDINALS, SCALES, Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, words

_MONTHS = words("months")
_CALENDAR = words("calendar")
_NAMES = words("number_names")
_STREETS = words("streets")
_PREPOSITIONS = words("prepositions")
_CLOCK = cues("clock")
_TIES = frozenset(":/-.")
_SENTENCE_ENDS = frozenset(".!?:;—–•*|\"“”„«»'‘([") | {"", "\n\n"}
_YEAR_CUES = cues("year")
_LIMIT_FILLERS = cues("fillers of a limit")
_SUPERLATIVES = cues("superlatives")
_AMOUNT_CUES = cues("amount")


def skip_code(t: Tokens, i: int) -> int:
    """The token after the code, date, time or telephone number that the digits at `i` belong to; `i` if none."""
    end, marks = _run(t, i)
    if _follows_letters(t, i):
        return end
    if len(marks) > 1 or ":" in marks or "." in marks:
        return end
    if marks == ["/"]:
        return i if t.words[i + 2] in ("2", "3", "4", "5", "8") and not t.glued(i + 3) else end
    if marks and _is_year(t.words[i]):
        return end
    if t.words[i - 1] == "+" and t.glued(i) and len(t.words[i]) <= 3 and t.is_number(end):
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


def _follows_letters(t: Tokens, i: int) -> bool:
    """Whether the digits are the tail of a name or an address on the web: "G7", "Covid-19", "#4", "v2"."""
    if i == 0 or not t.glued(i):
        return False
    before = t.words[i - 1]
    if before[-1].isalpha() or before in "#@_=&\\/'’":
        return True
    return before == "-" and i > 1 and t.glued(i - 1) and t.words[i - 2][-1:].isalpha()


def _digit_groups(t: Tokens, i: int) -> int:
    while t.is_number(i) or (t.words[i] in "-()" and t.words[i] and t.is_number(i + 1)):
        i += 1
    return i


def _dated(t: Tokens, i: int, end: int) -> int:
    """Past the day or year beside the name of a month, and past a time of day; else `i`."""
    if t.low[end] in _CLOCK or (t.low[end] in ("to", "-", "–") and t.is_number(end + 1) and t.low[end + 2] in _CLOCK):
        return end
    if not t.words[i].isdecimal():
        return i
    if _is_month(t, i - 1) or (t.words[i - 1] == "." and _is_month(t, i - 2)):
        if t.low[end] in SCALES or t.low[end] in ("%", "per", "percent") or (len(t.words[i]) == 3 and end == i + 1):
            return i
        if t.words[end] in ("-", "–", "and", "to", "or") and t.is_number(end + 1) and len(t.words[end + 1]) <= 2:
            end += 2
        if t.words[end] == "," and _is_year(t.words[end + 1]):
            end += 2
        return end
    if len(t.words[i]) <= 2:
        if _is_month(t, end):
            return end
        if t.low[end] in ("and", "to", "-", "–", "or") and t.is_number(end + 1) and _is_month(t, end + 2):
            return end + 2
    return i


def _is_month(t: Tokens, i: int) -> bool:
    if t.low[i] not in _MONTHS:
        return False
    return t.is_capital(i) or t.low[i] not in ("may", "march", "mar", "dec", "sep", "jun", "jan")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2100"


def is_bare_name(t: Tokens, i: int, number: Number, *, counted: bool) -> bool:
    """Whether a number without a unit is a year, part of a name, a rank in a list, an address or a footnote.

    `counted`: a plural stands behind it, which it may count.
    """
    if number.words:
        return t.is_capital(i) and not starts_sentence(t, i) and not (counted and in_headline(t, i))
    before, after = t.low[i - 1], t.low[number.end]
    if before in ("#", "no", "no.") or (before == "." and t.low[i - 2] in ("no", "nos")):
        return True
    if before in _NAMES or (before in ("and", "-") and t.is_number(i - 2) and t.low[i - 3] in _NAMES):
        return True
    if number.bare and _is_year(t.words[i]) and _means_year(t, i, number, counted=counted):
        return True
    if number.bare and (_is_item(t, i, number) or _is_address(t, number.end)):
        return True
    if not counted and number.bare and (t.is_number(i - 1) or t.is_number(number.end)):
        return True
    return t.is_capital(i - 1) and "," not in t.words[i] and _is_named(t, i, counted=counted) and after not in ("-",)


def _means_year(t: Tokens, i: int, number: Number, *, counted: bool) -> bool:
    if not counted:
        return t.low[i - 1] not in _AMOUNT_CUES or t.low[i - 1] in ("around", "about")
    if t.low[i - 1] in _AMOUNT_CUES:
        return False
    return t.low[i - 1] in _YEAR_CUES or number.value % 100 != 0


def _is_item(t: Tokens, i: int, number: Number) -> bool:
    """ "1) ...", "2. ..." at the head of a line, and "[3]"."""
    opened, closed = t.words[i - 1], t.words[number.end]
    if closed in ")]" and closed:
        return opened in ("(", "[") or not any(mark in "([" for mark in t.words[max(0, i - 12) : i])
    return closed == "." and opened in ("", "\n\n") and t.is_capital(number.end + 1)


def _is_address(t: Tokens, i: int) -> bool:
    return t.is_capital(i) and any(t.is_capital(j) and t.low[j] in _STREETS for j in range(i + 1, i + 4))


def _is_named(t: Tokens, i: int, *, counted: bool) -> bool:
    """Whether the capitalised word before token `i` makes a name with it: "Falcon 9", "FTSE 100"."""
    name = i - 1
    if t.low[name] in STOPS or t.low[name] in _CALENDAR:
        return False
    if starts_sentence(t, name):
        return not counted
    if in_headline(t, i) and not t.words[name].isupper():
        return False
    first = name
    while first > max(0, name - 4) and t.is_capital(first - 1) and not starts_sentence(t, first):
        first -= 1
    return not (counted and starts_sentence(t, first) and t.low[first] in _PREPOSITIONS)


def starts_sentence(t: Tokens, i: int) -> bool:
    """Whether token `i` is the first of its sentence, line or quotation."""
    return i == 0 or t.words[i - 1] in _SENTENCE_ENDS


def in_headline(t: Tokens, i: int) -> bool:
    """Whether nearly all longer words around token `i` are capitalised, so that capitals tell nothing."""
    capitals = longer = 0
    for step in (-1, 1):
        j = i + step
        while 0 <= j < t.count and abs(j - i) <= 10 and t.words[j] not in (".", "!", "?", "\n\n"):
            if len(t.words[j]) > 3 and t.words[j].isalpha():
                longer += 1
                capitals += t.is_capital(j)
            j += step
    return longer >= 3 and capitals * 10 >= longer * 7


def is_deadline(t: Tokens, start: int, end: int) -> bool:
    """Whether a stretch of time is the limit of a plan: "in one month", "within ten days".

    It is not behind a superlative or an ordinal: "the first rise in three years", "the worst in a decade".
    """
    at = start - 1
    while at > start - 5 and t.low[at] in _LIMIT_FILLERS:
        at -= 1
    if t.low[at] == "within":
        return True
    if t.low[at] != "in" or t.low[end] == "a" or at < start - 4:
        return False
    return not any(_ranks(low) for low in t.low[max(0, at - 8) : at])


def _ranks(low: str) -> bool:
    return low in ORDINALS or low in _SUPERLATIVES or (low.endswith("est") and len(low) > 5) or low in ("time", "times")
