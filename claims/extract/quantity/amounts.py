"""One amount from its first token on: currency sign, number, scale, unit, rate, or the thing counted."""

from dataclasses import dataclass, replace

from claims.extract.quantity.ages import YEAR_OF_AGE, follows_age, is_age_of_person, is_limit_of_age, with_age
from claims.extract.quantity.cardinals import SMALL
from claims.extract.quantity.counted import Counted, read_counted
from claims.extract.quantity.money import dollar_code, read_noun, read_sign
from claims.extract.quantity.numbers import MULTIPLES, UNIT_LEADERS, Number, and_part, read_number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.shares import is_share
from claims.extract.quantity.tables import cues, values
from claims.extract.quantity.units import Kind, Unit, read_unit, with_rate

_LETTERS = values("scale_letters")
_GOLDS = frozenset(("gold", "white", "yellow", "rose", "pink", "red"))
_LETTERS_OF_MONEY = frozenset(["mm", "MM", "t", "T"])
_MULTIPLE_FOLLOWERS = cues("multiple followers")
_NOT_ONE = cues("not one")
_BEFORE_SOME_DAY = cues("before some day")
_COUNTED_ONCE = frozenset(("a", "an", "one"))
_ARTICLES = _COUNTED_ONCE | UNIT_LEADERS
_OPEN_ENDS = frozenset(("more", "fewer", "less", "so"))
_NOT_HALVED = frozenset(("year", "century", "second", "stone"))


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in tokens `start` to `end`; `unit` is None where the number stands alone.

    `counted`: the unit is the thing counted. `signed`: a currency sign stands in front.
    """

    start: int
    end: int
    number: Number
    unit: str | None = None
    kind: Kind | None = None
    note: str | None = None
    counted: bool = False
    signed: bool = False


def read_amount(t: Tokens, i: int, *, of_money: bool = False) -> Amount | None:
    """The amount that begins at token `i`, as far as its own words tell; names and dates are not told apart here.

    `of_money`: it goes on a range of money, so that its "m" means millions ("$3-5m").
    """
    if t.low[i] in MULTIPLES:
        return _multiple(t, i)
    if t.low[i] in _ARTICLES and (amount := _one_and_a_part(t, i)):
        return amount
    sign = read_sign(t, i)
    number = read_number(t, sign.end if sign else i)
    if number is None:
        return None
    number = _with_letter_scale(t, number, signed=of_money or sign is not None)
    if sign:
        money = Unit(sign.code, _past_mark(t, number.end), Kind.MONEY, sign.note)
        code = dollar_code(t, number.end)
        if code and t.words[i] == "$":
            money = Unit(code, number.end + 1, Kind.MONEY)
        return _tidy(t, i, number, with_rate(t, money), signed=True)
    if number.share:
        return _share(t, i, number)
    at = _past_of(t, number) or _past_mark(t, number.end)
    unit = _marked(t, number) or read_unit(t, at, number)
    if unit:
        return _tidy(t, i, number, with_age(t, unit))
    if t.glued(number.end) and (t.words[number.end].isalpha() or _is_decade(t, number.end)):
        return None
    return _counted(t, i, number)


def _tidy(t: Tokens, i: int, number: Number, unit: Unit, *, signed: bool = False) -> Amount | None:
    """The amount with its unit, unless letters run on behind it ("5mX")."""
    if t.glued(unit.end) and t.words[unit.end][0].isalnum() and t.words[unit.end - 1].isalnum():
        return None
    if t.words[unit.end] == "-" and t.glued(unit.end) and t.is_number(unit.end + 1) and t.is_capital(unit.end - 1):
        return None
    return Amount(i, unit.end, number, unit.name, unit.kind, unit.note, signed=signed)


def _is_decade(t: Tokens, i: int) -> bool:
    """Whether "'s" stands at token `i`: "the 1980's", "in his 50's"."""
    return t.words[i] in ("'", "’") and t.low[i + 1] == "s" and t.glued(i + 1)


def _one_and_a_part(t: Tokens, i: int) -> Amount | None:
    """ "a year and a half", "the past month and a half": one of a unit and a part of it."""
    part = and_part(t, i + 2) if t.low[i + 2] == "and" else None
    if part is None:
        return None
    unit = read_unit(t, i + 1, part)
    if unit is None or unit.end != i + 2:
        return None
    number = Number(1 + part.value, part.end, words=True)
    return Amount(i if t.low[i] in _COUNTED_ONCE else i + 1, part.end, number, unit.name, unit.kind)


def _multiple(t: Tokens, i: int) -> Amount | None:
    low = t.low[i]
    is_verb = low.endswith(("ed", "ing", "fold")) or low in ("twice", "thrice")
    if t.low[i + 1] == "-" or (not is_verb and t.low[i + 1] not in _MULTIPLE_FOLLOWERS):
        return None
    number = Number(MULTIPLES[low], i + 1, words=True)
    unit = with_rate(t, Unit("time", i + 1, Kind.MEASURE)) if low == "twice" else Unit("time", i + 1, Kind.MEASURE)
    return Amount(i, unit.end, number, unit.name, unit.kind)


def _marked(t: Tokens, number: Number) -> Unit | None:
    """ "3x", "ten-fold", "12 times earnings"; and "18k gold"."""
    end = number.end
    if t.words[end] in ("k", "K") and t.glued(end) and t.low[end + 1] in _GOLDS:
        return Unit("carat", end + 1, Kind.MEASURE)
    if t.words[end] == "times":
        return with_rate(t, Unit("time", end + 1, Kind.MEASURE))
    if t.low[end] in ("x", "×") and t.glued(end) and not number.words and not t.is_number(end + 1):
        return Unit("time", end + 1, Kind.MEASURE)
    if t.low[end] == "-" and t.low[end + 1] == "fold" and t.glued(end):
        return Unit("time", end + 2, Kind.MEASURE)
    return None


def _with_letter_scale(t: Tokens, number: Number, *, signed: bool) -> Number:
    """The number with "m", "k", "b" or "t" behind it taken as a scale where that is what it is."""
    end = number.end
    letter = t.words[end]
    if letter not in _LETTERS or number.words or number.scale != 1 or not (t.glued(end) or signed):
        return number
    scaled = replace(number, value=number.value * _LETTERS[letter], scale=_LETTERS[letter], end=end + 1, bare=False)
    if signed or read_noun(t, end + 1, scaled):
        return scaled
    if letter in _LETTERS_OF_MONEY:
        return number
    if letter == "K" and number.value in (2, 4, 8):
        return number
    if letter in "kK" and t.low[end + 1] in _GOLDS:
        return number
    if letter != "m":
        return scaled
    behind = t.low[end + 1].isalpha() and (read_unit(t, end + 1, scaled) or read_counted(t, end + 1, scaled))
    return scaled if behind else number


def _share(t: Tokens, i: int, number: Number) -> Amount | None:
    """A part of a whole, and of which unit: "half an hour", "a quarter of a mile", "a third of voters"."""
    end = number.end
    of_one = t.low[end] == "of" and t.low[end + 1] in ("a", "an", "one")
    unit = read_unit(t, end + 2 if of_one else end, number)
    if unit and unit.name not in _NOT_HALVED:
        return _tidy(t, i, number, unit)
    return Amount(i, end, number) if is_share(t, i, number) else None


def _past_of(t: Tokens, number: Number) -> int | None:
    """The token behind the "of" of "dozens of" or the "of a" of "0.3 of a point", where it stands."""
    if t.low[number.end] != "of":
        return None
    if number.vague:
        return number.end + 1
    return number.end + 2 if 0 < number.value < 1 and t.low[number.end + 1] in ("a", "an", "one") else None


def _past_mark(t: Tokens, i: int) -> int:
    """The token behind "+", "-odd", "-plus" or "or more", where one stands at `i`."""
    if t.low[i] == "or" and t.low[i + 1] in _OPEN_ENDS:
        return i + 2
    if not t.glued(i):
        return i
    if t.words[i] == "+":
        return i + 1
    return i + 2 if t.words[i] == "-" and t.low[i + 1] in ("odd", "plus") else i


def _counted(t: Tokens, i: int, number: Number) -> Amount | None:
    if follows_age(t, i, number):
        return Amount(i, number.end, number, YEAR_OF_AGE, Kind.MEASURE)
    counted = read_counted(t, _past_mark(t, number.end), number)
    if counted is None and is_limit_of_age(t, i, number):
        return Amount(i, number.end, number, YEAR_OF_AGE, Kind.MEASURE)
    if counted is None and is_age_of_person(t, i, number):
        return Amount(i, number.end, number, YEAR_OF_AGE, Kind.MEASURE, "a number between commas read as an age")
    if counted is None and t.low[number.end] == "-" and t.glued(number.end) and t.glued(number.end + 1):
        whole = t.low[number.end + 1] in ("strong", "odd", "plus", "or") or not t.words[number.end + 1].isalpha()
        return Amount(i, number.end, number) if whole else None
    if counted is None:
        return (
            None
            if number.vague and number.end == i + 1 and t.low[i] in ("scores", "tens")
            else Amount(i, number.end, number)
        )
    unit = with_rate(t, Unit(counted.name, _free_end(t, number, counted), Kind.MEASURE))
    return Amount(i, unit.end, number, unit.name, unit.kind, counted=True)


def _free_end(t: Tokens, number: Number, counted: Counted) -> int:
    """Where the span ends: at the thing counted, or at the number if another amount stands in between."""
    between = range(number.end, counted.end)
    return number.end if any(t.is_number(j) or t.low[j] in SMALL for j in between) else counted.end


def is_pronoun(t: Tokens, amount: Amount) -> bool:
    """Whether the amount is "one" without a number's meaning: "no one", "one another", "One day, ..."."""
    start = amount.start
    if t.low[start] != "one" or amount.number.value != 1:
        return False
    if amount.unit is None or t.low[start + 1] == "another" or (t.low[start - 1] in _NOT_ONE and amount.counted):
        return True
    is_some_day = t.low[start + 1] == "day" and amount.end == start + 2
    return is_some_day and (t.is_capital(start) or t.low[start - 1] in _BEFORE_SOME_DAY)
