"""Numbers as the news prints them: digits, words, scales, shares and ratios."""

from dataclasses import dataclass
from decimal import Decimal

from claims.extract.quantity.cardinals import HYPHENS, SCALES, SMALL, read_cardinal
from claims.extract.quantity.digits import digits_value, power_of_ten, slash_fraction, spaced_thousands
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, rows, values, words

VAGUE = values("vague_numbers")
MULTIPLES = {word: Decimal(value) for word, value, *_ in rows("multiples")}
PARTS = values("fractions")
ORDINALS = words("ordinals")
VULGAR = {
    sign: Decimal(over) / Decimal(under)
    for sign, over, under in (
        ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5),
        ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8),
    )
}  # fmt: skip
# Words before a unit that may itself begin an amount: "the past year and a half".
UNIT_LEADERS = frozenset(("past", "last", "next"))
STARTERS = (
    UNIT_LEADERS
    | frozenset(SMALL)
    | frozenset(VAGUE)
    | frozenset(SCALES)
    | {"half", "a", "an", "minus", *"-−"}
    | frozenset(VULGAR)
    | frozenset(MULTIPLES)
)

# A longer row of digits without commas is an identifier, unless a currency sign says that it is a sum.
_MAX_BARE_DIGITS = 12
_SIGNS_BEFORE_LONG = frozenset("$£€¥₹₩")
_TENS = frozenset(map(Decimal, (10, 100, 1000, 10_000, 100_000, 1_000_000)))
_PERIODS = cues("periods")
_MINUS = frozenset("-−–")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens; `end` is the token after it.

    `bare`: a whole number in digits alone, as in names, years and lists. `scale`: what a scale word
    multiplied it by. `share`: a part of a whole ("a third"). `vague`: "dozens", at least so many.
    `words`: written in words.
    """

    value: Decimal
    end: int
    scale: Decimal = Decimal(1)
    bare: bool = False
    share: bool = False
    vague: bool = False
    words: bool = False


def plain(value: Decimal) -> Decimal:
    """The same value without exponent or closing zeros."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def read_number(t: Tokens, i: int) -> Number | None:
    """The number that begins at token `i`, with its scale; a ratio ("one in five", "9 out of 10") as a share."""
    number = _read_single(t, i)
    if number is None or number.scale != 1 or t.low[number.end] not in ("in", "out"):
        return number
    return _ratio(t, number) or number


def _ratio(t: Tokens, over: Number) -> Number | None:
    out_of = t.low[over.end] == "out" and t.low[over.end + 1] == "of"
    under = _read_single(t, over.end + 1 + out_of) if out_of or t.low[over.end] == "in" else None
    if under is None or not 0 < over.value < under.value:
        return None
    is_odds = (over.value == 1 and under.value < 1000) or under.value in _TENS
    if not out_of and (not is_odds or t.low[under.end] in _PERIODS or _runs_on(t, under.end)):
        return None
    return Number(over.value / under.value, under.end, share=True, words=True)


def _runs_on(t: Tokens, i: int) -> bool:
    """Whether letters, digits or a tie run on without a space at token `i`."""
    return t.glued(i) and (t.words[i][0].isalnum() or t.words[i] in "-/")


def _read_single(t: Tokens, i: int) -> Number | None:
    low = t.low[i]
    if t.is_number(i):
        return _digits(t, i)
    if low in _MINUS:
        free = i == 0 or not t.glued(i) or t.words[i - 1] in ("(", "$", "£", "€")
        return _negative(t, i) if free and t.glued(i + 1) and t.is_number(i + 1) else None
    if low == "minus":
        return _negative(t, i)
    if low in VULGAR:
        return _scaled(t, i + 1, VULGAR[low])
    if low in ("half", "a", "an"):
        return _article(t, i)
    if low in VAGUE:
        return _vague(t, i)
    if low in SMALL:
        return _words(t, i)
    if low in SCALES and t.low[i - 1] in ("several", "few"):
        return Number(SCALES[low], i + 1, SCALES[low], vague=True, words=True)
    return None


def _negative(t: Tokens, i: int) -> Number | None:
    number = read_number(t, i + 1) if t.is_number(i + 1) or t.low[i + 1] in SMALL else None
    return number and Number(-number.value, number.end, number.scale)


def _digits(t: Tokens, i: int) -> Number | None:
    word, end = t.words[i], i + 1
    value = digits_value(word)
    if value is None:
        return None
    bare = word.isdecimal()
    if bare and len(word) > _MAX_BARE_DIGITS and t.words[i - 1] not in _SIGNS_BEFORE_LONG:
        return None
    power, after = power_of_ten(t, end)
    if after > end:
        return Number(value.scaleb(power), after)
    if bare:
        spaced, end = spaced_thousands(t, i)
        if end > i + 1:
            return _scaled(t, end, Decimal(spaced))
    tied = t.words[end] == "-" and t.glued(end)
    fraction, after = slash_fraction(t, end + tied)
    if fraction is not None and bare and (tied or not t.glued(end)):
        return _scaled(t, after, value + fraction)
    fraction, after = slash_fraction(t, i)
    if fraction is not None:
        return _scaled(t, after, fraction)
    if t.low[end] in VULGAR:
        return _scaled(t, end + 1, value + VULGAR[t.low[end]])
    if bare and t.low[end] == "and" and (half := and_part(t, end)):
        return _scaled(t, half.end, value + half.value)
    number = _scaled(t, end, value)
    return Number(number.value, number.end, number.scale, bare and number.end == end)


def _scaled(t: Tokens, i: int, value: Decimal, *, share: bool = False, words: bool = False) -> Number:
    """The value multiplied by the scale words from token `i` on: at most two, as in "5 hundred thousand"."""
    scale, end = Decimal(1), i
    for _ in range(2):
        at = end + 1 if t.low[end] in HYPHENS and t.glued(end) and t.glued(end + 1) else end
        word = t.low[at].removesuffix("'s")  # "$2 billion's worth"
        if word not in SCALES:
            break
        scale *= SCALES[word]
        end = at + 1
    return Number(value * scale, end, scale, share=share and scale == 1, words=words)


def _article(t: Tokens, i: int) -> Number | None:
    """ "a hundred", "a dozen", "a third", "half a million", "a quarter of a billion", "half the"."""
    low, following = t.low[i], t.low[i + 1]
    if low == "half":
        return _half(t, i)
    if following == "half":
        return _half(t, i + 1)
    if following in VULGAR:
        return _scaled(t, i + 2, VULGAR[following])
    if following in PARTS and not following.endswith("s"):
        return _of_scale(t, i + 2, Decimal(1) / PARTS[following])
    if following in SCALES:
        return _words(t, i + 1)
    if t.is_number(i + 1) and low == "a" and t.low[i - 1] in ("just", "nearly", "almost"):
        return _digits(t, i + 1)
    return None


def _half(t: Tokens, i: int) -> Number:
    j = i + 1
    if t.low[j] in HYPHENS and t.glued(j):
        j += 1
    if t.low[j] in ("a", "an"):
        return _scaled(t, j + 1, Decimal("0.5"), share=True, words=True)
    if t.low[j] in SCALES:
        return _scaled(t, j, Decimal("0.5"), words=True)
    return _of_scale(t, i + 1, Decimal("0.5"))


def _of_scale(t: Tokens, i: int, part: Decimal) -> Number:
    """A share, and what it is a share of where that is a round number: "a quarter of a billion"."""
    if t.low[i] == "of" and t.low[i + 1] in ("a", "one") and t.low[i + 2] in SCALES:
        return _scaled(t, i + 2, part, words=True)
    return Number(part, i, share=True, words=True)


def _vague(t: Tokens, i: int) -> Number:
    """ "dozens", "tens of thousands": at least so many."""
    value, end = VAGUE[t.low[i]], i + 1
    if t.low[end] == "of" and t.low[end + 1] in VAGUE:
        value, end = value * VAGUE[t.low[end + 1]], end + 2
    return Number(value, end, value, vague=True, words=True)


def _words(t: Tokens, i: int) -> Number | None:
    """A number in words: "two hundred and fifty", "thirty-two million", "two and a half", "two-thirds"."""
    value, end, scale = read_cardinal(t, i)
    if end == i:
        return None
    at = end + 1 if t.low[end] in HYPHENS and t.glued(end) and t.glued(end + 1) else end
    word = t.low[at]
    if word in PARTS and 0 < value < 20 and (word.endswith(("s", "ves")) == (value != 1)):
        return _of_scale(t, at + 1, value / PARTS[word])
    if word in ORDINALS and at > end:
        return None
    if word == "point" and t.low[at + 1] in SMALL:
        return _spoken_decimals(t, at + 1, value)
    if word == "and" and (part := and_part(t, at)):
        return _scaled(t, part.end, value + part.value * max(scale, Decimal(1)), words=True)
    return Number(value, end, scale, words=True)


def and_part(t: Tokens, j: int) -> Number | None:
    """ "and a half", "and three quarters", "and-a-half" at the "and" of token `j`."""
    step = 2 if t.low[j + 1] in HYPHENS and t.glued(j + 1) else 1
    word = t.low[j + step]
    over = Decimal(1) if word in ("a", "one") else SMALL.get(word)
    part = PARTS.get(t.low[j + 2 * step])
    if not over or not part or over >= part:
        return None
    return Number(over / part, j + 2 * step + 1)


def _spoken_decimals(t: Tokens, j: int, value: Decimal) -> Number:
    place = Decimal(1)
    end = j
    while end < j + 6 and t.low[end] in SMALL and SMALL[t.low[end]] < 10:
        place /= 10
        value += SMALL[t.low[end]] * place
        end += 1
    return _scaled(t, end, value, words=True)
