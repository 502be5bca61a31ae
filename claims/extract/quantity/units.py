"""Units behind a number: per cent, money, measures, and rates of them ("a barrel", "per hour")."""

from dataclasses import dataclass
from enum import Enum, auto

from claims.extract.quantity.counted import singular
from claims.extract.quantity.money import MINOR_COINS, read_noun
from claims.extract.quantity.numbers import Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, rows, table, words

_PREFIXES = {
    "T": "tera", "G": "giga", "M": "mega", "k": "kilo",
    "c": "centi", "d": "deci", "m": "milli", "μ": "micro", "n": "nano",
}  # fmt: skip
_PERCENT = words("percent_words")
_PHRASES = table("unit_phrases")
_PHRASE_HEADS = frozenset(phrase.split()[0] for phrase in _PHRASES)
_PER = words("per_units")
_POWERS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_TEMPERATURES = {"C": "degree celsius", "F": "degree fahrenheit"}
_SHORT_RATES = {"s": "second", "h": "hour", "d": "day"}
_EXPONENTS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
# A singular behind a number above one that is more often something else: "two second homes", "three cup finals".
_RARE_SINGULARS = cues("rare singulars")
_WEIGHING = cues("weighing")
_INCH_MARKS = frozenset('"″”')
_PICTURES = cues("pictures")
_HEAT = cues("heat")
_DIMENSIONS = cues("dimensions")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_QUOTATION = 150
_NOT_AFTER_RATE = cues("not behind a rate")


class Kind(Enum):
    """What a unit measures, as far as reading on depends on it."""

    MONEY = auto()
    PERCENT = auto()
    TIME = auto()
    MEASURE = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read from tokens; `end` is the token after it, `note` says how an ambiguous one was read."""

    name: str
    end: int
    kind: Kind
    note: str | None = None


def _load() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    """Names in lower case, symbols as printed, and which units measure length and time."""
    names: dict[str, str] = {}
    symbols: dict[str, str] = {}
    measured: dict[str, set[str]] = {}
    for unit, others, signs, prefixes, what in rows("units"):
        for prefix in ("", *prefixes.split()):
            long = _PREFIXES.get(prefix, "")
            measured.setdefault(what, set()).add(long + unit)
            names.update({long + name: long + unit for name in (unit, *others.split())})
            symbols.update({prefix + sign: long + unit for sign in signs.split()})
    return names, symbols, frozenset(measured["length"]), frozenset(measured["time"])


_NAMES, _SYMBOLS, LENGTHS, _TIMES = _load()
# Symbols in the wrong letter case ("Km", "GWH"), where they are longer than one letter; "mw" is a megawatt.
_LOOSE_SYMBOLS = {
    symbol.lower(): unit
    for symbol, unit in sorted(_SYMBOLS.items(), key=lambda pair: (pair[1].startswith("mega"), pair))
    if len(symbol) > 1
}


def read_unit(t: Tokens, i: int, number: Number) -> Unit | None:
    """The unit that begins at token `i`, right behind `number`, with what it is a rate of."""
    if t.words[i] in _BRACKETS and t.words[i + 2] == _BRACKETS[t.words[i]]:
        name = _symbol(t, i + 1) or _NAMES.get(t.low[i + 1])
        return Unit(name, i + 3, Kind.MEASURE) if name else None
    tied = t.low[i] == "-" and (_is_tied(t, i) or _is_spaced_tie(t, i))
    at = i + 1 if tied else i
    unit = _percent(t, at) or _money(t, at, number) or _coin(t, at) or _measure(t, at, number, tied=tied)
    if unit is None or unit.kind is Kind.PERCENT:
        return unit
    return with_rate(t, unit)


def _is_tied(t: Tokens, i: int) -> bool:
    return t.glued(i) and t.glued(i + 1)


def _is_spaced_tie(t: Tokens, i: int) -> bool:
    """Whether the spaced hyphen of "28 - year - old" or "a 10 - mile run" stands at `i`."""
    is_spaced = t.starts[i] == t.ends[i - 1] + 1 and t.starts[i + 1] == t.ends[i] + 1
    return is_spaced and t.low[i + 1] in _NAMES and t.low[i + 1] == singular(t.low[i + 1])


def with_rate(t: Tokens, unit: Unit) -> Unit:
    """The unit with what it is a rate of: "a barrel", "per share", "/hour", "of jet fuel a year"."""
    end = unit.end
    if t.low[end] == "/" and t.glued(end) and t.glued(end + 1):
        return _slashed(t, unit)
    for at in (end, _past_stuff(t, end)):
        if rate := _rate(t, at):
            per, after = rate
            return Unit(f"{unit.name} per {per}", after, unit.kind, unit.note)
    return unit


def _slashed(t: Tokens, unit: Unit) -> Unit:
    """The unit with what stands behind the stroke: "/hour", "/s", "/km2"."""
    at = unit.end + 1
    symbol = None if t.words[at] in _SHORT_RATES else _symbol(t, at)
    raised = _raised(t, at, symbol) if symbol else None
    per = raised.name if raised else _SHORT_RATES.get(t.words[at]) or _NAMES.get(t.low[at])
    per = per or (t.low[at] if t.low[at] in _PER else None)
    return Unit(f"{unit.name} per {per}", raised.end if raised else at + 1, unit.kind, unit.note) if per else unit


def _past_stuff(t: Tokens, i: int) -> int:
    """The token after "of jet fuel" and the like, at most three words."""
    if t.low[i] != "of":
        return i
    j = i + 1
    while j < i + 4 and t.words[j].isalpha() and t.low[j] not in ("a", "an", "per", "the"):
        j += 1
    return j


def _rate(t: Tokens, i: int) -> tuple[str, int] | None:
    joint, at = t.low[i], i + 1
    if joint == "-" and t.low[i + 1] == "a" and t.low[i + 2] == "-" and t.glued(i):
        joint, at = "a", i + 3
    word = t.low[at]
    if joint == "per" and word in _POWERS and t.low[at + 1] in _NAMES:
        return f"{_POWERS[word]} {_NAMES[t.low[at + 1]]}", at + 2
    if joint == "per" and (phrase := _phrase(t, at)):
        return phrase
    if joint == "per" and word.isalpha() and word not in ("cent", "se") and not word.endswith("ed"):
        return _NAMES.get(word) or singular(word), at + 1
    if (
        joint in ("a", "an")
        and word in _PER
        and t.low[at + 1] not in _NOT_AFTER_RATE
        and t.low[at + 1 : at + 3] not in (["and", "a"], ["from", "now"], ["from", "today"])
    ):
        return _NAMES.get(word, word), at + 1
    return None


def _percent(t: Tokens, i: int) -> Unit | None:
    phrase = f"{t.low[i]} {t.low[i + 1]}"
    if phrase in ("percentage points", "percentage point", "percent points"):
        return Unit("percentage point", i + 2, Kind.MEASURE)
    if phrase in ("percentage -", "percent -") and t.low[i + 2] in ("point", "points"):
        return Unit("percentage point", i + 3, Kind.MEASURE)
    if phrase == "per cent":
        return Unit("%", i + 2, Kind.PERCENT)
    return Unit("%", i + 1, Kind.PERCENT) if t.low[i] in _PERCENT else None


def _money(t: Tokens, i: int, number: Number) -> Unit | None:
    money = read_noun(t, i, number)
    return Unit(money.code, money.end, Kind.MONEY, money.note) if money else None


def _coin(t: Tokens, i: int) -> Unit | None:
    letter = len(t.words[i]) == 1
    coin = MINOR_COINS.get(t.words[i] if letter else t.low[i])
    if coin is None or (letter and (not t.glued(i) or _is_picture(t, i))):
        return None
    return Unit(coin, i + 1, Kind.MEASURE)


def _is_picture(t: Tokens, i: int) -> bool:
    """Whether "1080p" counts the lines of a picture."""
    near = t.low[max(0, i - 12) : i + 12]
    return t.words[i - 1] in ("480", "720", "1080", "1440", "2160") or any(low in _PICTURES for low in near)


def _measure(t: Tokens, i: int, number: Number, *, tied: bool) -> Unit | None:
    power = _POWERS.get(t.low[i])
    if power:
        at = i + 1 + (t.low[i + 1] == ".")
        name = _NAMES.get(t.low[at]) or _symbol(t, at)
        return Unit(f"{power} {name}", at + 1, Kind.MEASURE) if name in LENGTHS else None
    if phrase := _phrase(t, i):
        return Unit(*phrase, Kind.MEASURE)
    name = _NAMES.get(t.low[i])
    is_rare = t.low[i] in _RARE_SINGULARS and abs(number.value) > 1 and not tied
    if name and not (is_rare and not (name == "stone" and _WEIGHING & set(t.low[max(0, i - 6) : i]))):
        return Unit(name, i + 1, Kind.TIME if name in _TIMES else Kind.MEASURE)
    behind_feet = t.low[i - 2] in ("ft", "feet", "foot")
    if t.low[i] == "in" and not number.words and (t.low[i + 1] in _DIMENSIONS or t.glued(i) or behind_feet):
        return Unit("inch", i + 1, Kind.MEASURE)
    if t.words[i] in _INCH_MARKS and t.glued(i) and not t.glued(i + 1) and _is_inch(t, i):
        return Unit("inch", i + 1, Kind.MEASURE)
    if t.words[i] in _TEMPERATURES and t.glued(i) and abs(number.value) < 130 and _speaks_of_heat(t, i):
        return Unit(_TEMPERATURES[t.words[i]], i + 1, Kind.MEASURE)
    name = None if number.words or t.words[i].startswith("'") else _symbol(t, i)
    if name is None:
        return None
    return _raised(t, i, name)


def _is_inch(t: Tokens, i: int) -> bool:
    """Whether the mark behind a number closes no quotation: none is open before it."""
    before = t.words[max(0, i - _QUOTATION) : i]
    if t.words[i] == '"':
        return before.count('"') % 2 == 0
    return t.words[i] == "″" or before.count("“") <= before.count("”")


def _speaks_of_heat(t: Tokens, i: int) -> bool:
    return any(low in _HEAT for low in t.low[max(0, i - 14) : i + 14])


def _phrase(t: Tokens, i: int) -> tuple[str, int] | None:
    """The unit of several words at token `i`, and the token after it."""
    if t.low[i] not in _PHRASE_HEADS:
        return None
    for length in (4, 3, 2):
        name = _PHRASES.get(" ".join(low for low in t.low[i : i + length] if low != "-"))
        if name:
            return name, i + length
    return None


def _symbol(t: Tokens, i: int) -> str | None:
    word = t.words[i].replace("µ", "μ").rstrip("²³")
    return _SYMBOLS.get(word) or _LOOSE_SYMBOLS.get(word.lower())


def _raised(t: Tokens, i: int, name: str) -> Unit:
    """A symbol with its exponent: "km2", "m³", "km^2"."""
    if t.words[i][-1] in "²³":
        return Unit(f"{_EXPONENTS[t.words[i][-1]]} {name}", i + 1, Kind.MEASURE)
    at = i + 1 + (t.words[i + 1] == "^" and t.glued(i + 1))
    if t.glued(at) and t.words[at] in ("2", "3") and name in LENGTHS:
        return Unit(f"{_EXPONENTS[t.words[at]]} {name}", at + 1, Kind.MEASURE)
    return Unit(name, i + 1, Kind.MEASURE)
