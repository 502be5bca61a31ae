"""Years of age: "34 years old", "aged 34", "children under 12", "Ada Marsh, 34, said"."""

from claims.extract.quantity.cardinals import SMALL
from claims.extract.quantity.numbers import Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues
from claims.extract.quantity.units import Kind, Unit

YEAR_OF_AGE = "year of age"
_AGED = cues("aged")
_BEFORE_AGE = cues("before an age")
_LISTING = frozenset(("and", "or", "to", ","))
_TELLING_OF_SOMEBODY = cues("telling of somebody")
_SAYING_AN_AGE = cues("saying an age")
_AFTER_AN_AGE = cues("behind an age")
_DOING_AT_AN_AGE = cues("doing at an age")
_TURNING = cues("turning an age")
_WHILE_OF_AGE = frozenset(("then", "now", "also", "only", "just"))
_BOUNDS_OF_AGE = frozenset(("under", "over"))
_PERSONS = cues("persons of an age")


def with_age(t: Tokens, unit: Unit) -> Unit:
    """ "34 years old", "34-year-old", "34 years of age" as years of age."""
    if unit.kind is not Kind.TIME:
        return unit
    end = unit.end
    tied = t.low[end] == "-" and t.low[end + 1] in ("old", "olds")
    if t.low[end + tied] in ("old", "olds"):
        return Unit(f"{unit.name} of age", end + tied + 1, Kind.MEASURE)
    if t.low[end] == "of" and t.low[end + 1] == "age":
        return Unit(f"{unit.name} of age", end + 2, Kind.MEASURE)
    return unit


def follows_age(t: Tokens, i: int, number: Number) -> bool:
    """Whether "aged", "aged between" or "the average age is" stands before the number at token `i`."""
    if not _may_be_age(number):
        return False
    before = i - 1
    while before > i - 12 and (t.low[before] in _BEFORE_AGE or _lists(t, before)):
        before -= 2 if _lists(t, before) else 1
    if t.low[before] in _AGED or t.low[i - 3 : i] in (["as", "young", "as"], ["as", "old", "as"]):
        return True
    following = t.low[number.end]
    if following in ("%", "-") or (following.isalpha() and following not in _AFTER_AN_AGE):
        return False
    is_said = t.low[i - 1] in _SAYING_AN_AGE and any(low in ("age", "ages") for low in t.low[max(0, i - 8) : i - 1])
    return is_said or _is_of_somebody(t, i)


def _is_of_somebody(t: Tokens, i: int) -> bool:
    """Whether it is how old somebody is told to be: "she was 20", "when they were 13,", "died at 57"."""
    verb = i - 2 if t.low[i - 1] in ("only", "just", "about") else i - 1
    if t.low[verb] == "at":
        return t.low[verb - 1] in _DOING_AT_AN_AGE
    if t.low[verb] in _TURNING or t.low[verb] in ("he's", "she's", "i'm"):
        return True
    is_one = t.low[verb - 1] in ("he", "she", "i", "old")
    is_when = t.low[verb - 1] in ("they", "we", "you") and t.low[verb - 2] in ("when", "since", "until", "before")
    return t.low[verb] in ("is", "was", "were", "am", "are") and (is_one or is_when)


def _lists(t: Tokens, i: int) -> bool:
    """Whether token `i` joins a number to the one before it: "34 and 41"."""
    return t.low[i] in _LISTING and (t.is_number(i - 1) or t.low[i - 1] in SMALL)


def is_limit_of_age(t: Tokens, i: int, number: Number) -> bool:
    """Whether it bounds the age of people: "children under 12", "adults over 65"."""
    return _may_be_age(number) and t.low[i - 1] in _BOUNDS_OF_AGE and t.low[i - 2] in _PERSONS


def is_age_of_person(t: Tokens, i: int, number: Number) -> bool:
    """Whether it stands between commas behind a name or before what is told of somebody: "Ada Marsh, 34, said"."""
    if t.low[i - 1] in _WHILE_OF_AGE and t.low[i - 2] == ",":
        i -= 1
    if t.low[i - 1] != "," or not (number.bare and 10 <= number.value < 120) or not t.words[i - 2][-1:].isalpha():
        return False
    after = t.low[number.end]
    if after == "," and not t.is_number(number.end + 1):
        return t.is_capital(i - 2) or t.low[number.end + 1] in _TELLING_OF_SOMEBODY
    return after == "." and t.is_capital(i - 2) and t.is_capital(i - 3)


def _may_be_age(number: Number) -> bool:
    is_whole = number.value == number.value.to_integral_value()
    return is_whole and number.scale == 1 and not number.share and 0 <= number.value < 130
