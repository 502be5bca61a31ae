"""Numbers without a unit that are no amounts: years, parts of names, ranks in a list, addresses, footnotes."""

from claims.extract.lexicon import word_set
from claims.extract.quantity.counted import STOPS
from claims.extract.quantity.not_quantities import is_year
from claims.extract.quantity.numbers import Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, words
from claims.extract.words import stems

_CALENDAR = words("calendar")
_NAMES = words("number_names")
_STREETS = words("streets")
_PREPOSITIONS = words("prepositions")
_COMMON = word_set("common_words.txt")
_SENTENCE_ENDS = frozenset(".!?:;—–•*|\"“”„«»'‘([") | {"", "\n\n"}
_YEAR_CUES = cues("year")
_AMOUNT_CUES = cues("amount")
_NUMBERED_CAPITALS = cues("capitalised before a number")
_BEHIND_ONE_THING = frozenset(("is", "was", "has", "'s", "does"))
_EMERGENCY = frozenset(("911", "999", "112", "000"))
_CALLING = cues("calling")
_LISTING = frozenset(("and", "or", "to", "&", "-"))
_ALWAYS_COUNTED = cues("counted whatever stands before")
_ABBREVIATED = cues("abbreviated before a number")
_SERIES = cues("units of a series")


def is_bare_name(t: Tokens, i: int, number: Number, *, counted: bool) -> bool:
    """Whether the number at token `i`, which has no unit, is no amount.

    `counted`: a plural stands behind it, which it may count.
    """
    if _is_announced(t, i, counted=counted):
        return True
    if number.words:
        return _is_name_in_words(t, i, number, counted=counted)
    if t.words[number.end] == "(" and t.glued(number.end) and len(t.words[number.end + 1]) == 1:
        return True
    if number.bare and _is_bare_digits_of_a_name(t, i, number, counted=counted):
        return True
    if t.low[number.end] in _ALWAYS_COUNTED:
        return False
    return "," not in t.words[i] and t.low[number.end] != "-" and _is_named(t, i, counted=counted)


def _is_announced(t: Tokens, i: int, *, counted: bool) -> bool:
    """Whether the words before token `i` take a number: "page 12", "pages 12 and 13", "No. 1", "the Group of 20"."""
    before = t.low[i - 1]
    if before in _NAMES or (before in _NUMBERED_CAPITALS and t.is_capital(i - 1) and not counted):
        return True
    if before == "#" or (before == "." and t.low[i - 2] in _ABBREVIATED):
        return True
    if before == "of" and t.words[i - 2] == "Group":
        return True
    return before in _LISTING and t.is_number(i - 2) and t.low[i - 3] in _NAMES


def _is_bare_digits_of_a_name(t: Tokens, i: int, number: Number, *, counted: bool) -> bool:
    """Whether digits alone are a year, an item of a list, an address, a row of codes, or one thing of that name."""
    if _means_year(t, i, number, counted=counted) or _is_item(t, i, number) or _is_address(t, number.end):
        return True
    if len(t.words[i]) == 5 and _is_state(t.words[i - 1] if t.words[i - 1] != "," else t.words[i - 2]):
        return t.low[number.end] not in _ALWAYS_COUNTED
    if t.words[i] in _EMERGENCY and (t.low[i - 1] in _CALLING or t.low[number.end] in _CALLING):
        return True
    is_one_thing = t.low[i - 1] == "the" and t.low[number.end] in _BEHIND_ONE_THING
    return not counted and (is_one_thing or _is_one_of_a_row(t, i, number))


def _is_name_in_words(t: Tokens, i: int, number: Number, *, counted: bool) -> bool:
    before = t.low[i - 1]
    if not counted and before == "the" and number.value < 11:
        return True
    if before in ("past", "to") and t.low[i - 2] in ("half", "quarter", "five", "ten", "twenty") and not counted:
        return True  # a time of day
    is_idiom = before in ("at", "on") and t.low[i + 1] in ("point", "hand")
    if number.value == 1 and (before in _SERIES or is_idiom):
        return True
    if number.value == 0 and not counted:
        return True
    return t.is_capital(i) and not starts_sentence(t, i) and not (counted and in_headline(t, i))


def _means_year(t: Tokens, i: int, number: Number, *, counted: bool) -> bool:
    before = t.low[i - 1]
    if t.words[number.end] in ("AD", "BC", "BCE", "CE"):
        return True
    if before in ("'", "’") and t.glued(i) and len(t.words[i]) == 2:
        return True
    if not is_year(t.words[i]):
        return False
    if not counted:
        return before not in _AMOUNT_CUES or before in ("around", "about", "least")
    return before not in _AMOUNT_CUES and (before in _YEAR_CUES or number.value % 100 != 0)


def _is_item(t: Tokens, i: int, number: Number) -> bool:
    """ "1) ...", "2. ..." at the head of a line, and "[3]"."""
    opened, closed = t.words[i - 1], t.words[number.end]
    if closed in (")", "]"):
        return opened in ("(", "[") or not any(mark in ("(", "[") for mark in t.words[max(0, i - 12) : i])
    return closed == "." and opened in ("", "\n\n") and t.is_capital(number.end + 1)


def _is_address(t: Tokens, i: int) -> bool:
    return t.is_capital(i) and any(t.is_capital(j) and t.low[j] in _STREETS for j in range(i + 1, i + 4))


def _is_state(word: str) -> bool:
    """Whether a word may be the short form of a state, before a postal code."""
    return len(word) == 2 and word.isupper()


def _is_one_of_a_row(t: Tokens, i: int, number: Number) -> bool:
    """Whether it stands in a row of bare numbers without commas, as in codes and tables."""
    return t.is_number(i - 1) or t.is_number(number.end)


def _is_named(t: Tokens, i: int, *, counted: bool) -> bool:
    """Whether the word before token `i` makes a name with it: "Falcon 9", "FTSE 100", "iOS 7"."""
    name = i - 1
    word = t.words[name]
    has_inner_capital = not word[1:].islower() and word[1:].isalpha()
    if not (t.is_capital(name) or has_inner_capital) or t.low[name] in _CALENDAR:
        return False
    if word.endswith(("'s", "’s")):
        return False
    if t.low[name] in STOPS and not (t.words[name].isupper() and len(word) > 1):
        return False
    if starts_sentence(t, name):
        return not counted or not _is_common(t.low[name])
    if in_headline(t, i):
        return not _is_common(t.low[name])
    first = name
    while first > max(0, name - 4) and t.is_capital(first - 1) and not starts_sentence(t, first):
        first -= 1
    return not (counted and starts_sentence(t, first) and t.low[first] in _PREPOSITIONS)


def _is_common(low: str) -> bool:
    return any(form in _COMMON for form in stems(low))


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
