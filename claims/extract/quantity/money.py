"""Whose money an amount is in: signs, codes and nouns of currencies, and what the text nearby says of them."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.extract.quantity.cardinals import SCALES
from claims.extract.quantity.numbers import Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, rows, table, words

MINOR_COINS = table("minor_coins")
_MONEY_CONTEXT = words("money_context")
_MASS_CONTEXT = words("mass_context")
# Signs and codes that are also ordinary words or initials: read as money only when the number touches them.
_TIED_SIGNS = cues("tied signs")
# Nouns that are also verbs, adjectives or marks: read as money only behind a thousand or more.
_NOUNS_THAT_ARE_WORDS = cues("nouns that are words")
_AFTER_THE_VERB = cues("behind the verb won")
_NEAR = 25


@dataclass(frozen=True, slots=True)
class Money:
    """A currency read at a place; `end` is the token after it, `note` says how an ambiguous one was read."""

    code: str
    end: int
    note: str | None = None


def _owners() -> dict[str, dict[str, str]]:
    families: dict[str, dict[str, str]] = {}
    for code, family, _, whose in rows("currencies"):
        families.setdefault(family, {}).update({owner: code for owner in whose.split("|") if owner})
    return families


_OWNERS = _owners()
_SIGNS = {sign: code for code, _, signs, _ in rows("currencies") for sign in signs.split()}
# Nouns that several families share.
_FAMILIES = {"kr": ("krona", "krone"), "crowns": ("koruna", "krona", "krone")}
# What the first token of a sign or code can be.
SIGN_STARTERS = frozenset({"$", "kr", "rs", "RS", "U.S."} | {sign.rstrip("$£¥¢₵/") or sign for sign in _SIGNS})
_NOUNS = {word: (family, code, how == "read") for word, family, code, how in rows("currency_words")}
_OWNER_NAMES = {code: whose.split("|")[0] for code, _, _, whose in rows("currencies")}
_DOLLAR_CODES = {code for code, family, _, _ in rows("currencies") if family == "dollar"}
_OWNED_DOLLARS = re.compile(
    rf"\b({'|'.join(map(re.escape, sorted(_OWNERS['dollar'], key=len, reverse=True)))}) dollars?\b", re.IGNORECASE
)
_SIGNED_DOLLARS = re.compile(
    rf"(?<![A-Za-z])({'|'.join(re.escape(sign) for sign in _SIGNS if sign.endswith('$') and sign != 'US$')})"
)


def read_sign(t: Tokens, i: int) -> Money | None:
    """The currency sign or code at token `i`; its `end` is where the number begins."""
    sign, end = t.words[i], i + 1
    if t.glued(end) and t.words[end] in "$£¥¢₵" and t.words[end] and sign.isascii():
        sign, end = ("US" if sign == "U.S." else sign) + t.words[end], end + 1
    elif sign == "$" and t.words[end] == "US" and t.glued(end):
        sign, end = "US$", end + 1
    sign = "Rs" if sign in ("RS", "rs") else sign
    if sign not in ("$", "kr") and sign not in _SIGNS:
        return None
    if sign[0].isalpha() and (_inside_word(t, i) or (sign in _TIED_SIGNS and not t.glued(end))):
        return None
    if t.words[end] in ".:" and t.words[end] and t.glued(end):
        end += 1
    if not (t.is_number(end) or (t.words[end] in "-−½¼¾" and t.words[end])):
        return None
    if sign == "R" and len(t.words[end]) < 3 and t.low[end + 1] not in SCALES and not _is_in_millions(t, end + 1):
        return None
    code, note = _whose_sign(t, i, sign)
    return Money(code, end, note)


def _is_in_millions(t: Tokens, i: int) -> bool:
    return t.words[i] in ("m", "bn") and t.glued(i)


def _inside_word(t: Tokens, i: int) -> bool:
    return i > 0 and t.glued(i) and t.words[i - 1][-1:].isalnum()


def _whose_sign(t: Tokens, i: int, sign: str) -> tuple[str, str | None]:
    if sign == "$":
        code, how = _whose_dollar(t, i)
        return code, f"a bare dollar sign read as {how}"
    if sign == "kr":
        code = _nearby_owner(t, i, _OWNERS["krona"] | _OWNERS["krone"]) or "SEK"
        return code, f"kr read as {_OWNER_NAMES[code].title()} money"
    if sign == "¥":
        code = _nearby_owner(t, i, {**_OWNERS["yen"], **_OWNERS["yuan"]}) or "JPY"
        return code, f"a bare ¥ sign read as {'yen' if code == 'JPY' else 'yuan'}"
    return _SIGNS[sign], None


def dollar_code(t: Tokens, i: int) -> str | None:
    """The code of a dollar at token `i`, behind an amount with a bare sign: "$500 CAD"."""
    return t.words[i] if t.words[i] in _DOLLAR_CODES else None


def read_noun(t: Tokens, i: int, number: Number) -> Money | None:
    """The noun or code of a currency at token `i`, behind its number: "Australian dollars", "EUR", "won"."""
    word = t.words[i]
    if word in ("$", "¥") or (word in _SIGNS and not word.isalpha()):
        return _sign_behind(t, i)
    if word in _SIGNS and (word not in _TIED_SIGNS or word == "Ft"):
        return Money(_SIGNS[word], i + 1)
    low = t.low[i]
    if low in _NOUNS:
        return _plain_noun(t, i, number)
    for length in (1, 2):
        family, *_ = _NOUNS.get(t.low[i + length], ("",))
        code = _OWNERS.get(family, {}).get(" ".join(t.low[i : i + length]))
        if code:
            return Money(code, i + length + 1)
    return None


def _sign_behind(t: Tokens, i: int) -> Money | None:
    """A sign behind its number, as in "15€" and "390 €", unless the next number is the one it stands for."""
    if t.is_number(i + 1) and not (t.glued(i) and not t.glued(i + 1)):
        return None
    code, note = _whose_sign(t, i, t.words[i])
    return Money(code, i + 1, note)


def _plain_noun(t: Tokens, i: int, number: Number) -> Money | None:
    low = t.low[i]
    family, code, ambiguous = _NOUNS[low]
    if low in _NOUNS_THAT_ARE_WORDS and not _is_sum(t, i, number):
        return None
    if family == "pound":
        return _pounds(t, i, number)
    if not ambiguous:
        return Money(code, i + 1)
    if family == "dollar":
        code, how = _whose_dollar(t, i)
        return Money(code, i + 1, f"{low} read as {how}")
    owners = {owner: code for name in _FAMILIES.get(low, (family,)) for owner, code in _OWNERS[name].items()}
    code = _nearby_owner(t, i, owners) or code
    return Money(code, i + 1, f"{low} read as {_OWNER_NAMES[code].title()}")


def _is_sum(t: Tokens, i: int, number: Number) -> bool:
    """Whether a noun that is also a verb or adjective ("won", "real") is money behind this number."""
    if t.is_capital(i) or abs(number.value) < 100 or number.share:
        return False
    if t.low[i] == "won" and number.scale < 1000:
        clear = not number.bare or _nearby_owner(t, i, _OWNERS["won"]) is not None
        return clear and t.low[i + 1] not in _AFTER_THE_VERB and not t.low[i + 1][:1].isdecimal()
    return number.scale >= 1000 or not number.bare


def _pounds(t: Tokens, i: int, number: Number) -> Money | None:
    """Pounds as money, or None where the words around speak of weight; "300-pound" is a weight by itself."""
    if t.low[i + 1] == "sterling":
        return Money("GBP", i + 2)
    if t.low[i] == "quid":
        return Money("GBP", i + 1)
    is_large = number.scale >= Decimal(10) ** 6
    if _speaks_of_mass(t, i) and (not is_large or t.low[i + 1] == "of"):
        return None
    code = _nearby_owner(t, i, _OWNERS["pound"]) or "GBP"
    return Money(code, i + 1, "pounds read as money, not weight")


def _speaks_of_mass(t: Tokens, i: int) -> bool:
    """Whether the nearest telling word around the "pounds" of token `i` speaks of weight rather than money."""
    for away in range(1, 12):
        for j in (i - away, i + away):
            if t.low[j] in _MONEY_CONTEXT:
                return False
            if t.low[j] in _MASS_CONTEXT:
                return True
    return t.words[i - 1] == "-"


def _nearby_owner(t: Tokens, i: int, owners: dict[str, str]) -> str | None:
    """The one currency of a family whose country is named nearby; None if there is none, or more than one."""
    lows = t.low[max(0, i - _NEAR) : i + _NEAR]
    text = f" {' '.join(lows)} "
    found = {code for owner, code in owners.items() if f" {owner} " in text}
    return found.pop() if len(found) == 1 else None


def _whose_dollar(t: Tokens, i: int) -> tuple[str, str]:
    """Whose dollar is meant: the US dollar, unless exactly one other is named nearby."""
    first, last = t.starts[max(0, i - _NEAR)], t.ends[min(t.count, i + _NEAR) - 1]
    named = _dollars_named(t.text)
    near = named[bisect_left(named, (first, "")) : bisect_left(named, (last, ""))]
    codes = {code for _, code in near} - {"USD"}
    if len(codes) != 1:
        return "USD", "US dollars"
    code = codes.pop()
    return code, f"{_OWNER_NAMES[code].title()} dollars, named nearby"


@lru_cache(maxsize=8)
def _dollars_named(text: str) -> tuple[tuple[int, str], ...]:
    """Where a text says whose dollars it speaks of, in order: "Canadian dollars", "A$"."""
    named = [(match.start(), _SIGNS[match[1]]) for match in _SIGNED_DOLLARS.finditer(text)]
    if "dollar" in text.lower():
        owners = _OWNERS["dollar"]
        named += [(match.start(), owners[match[1].lower()]) for match in _OWNED_DOLLARS.finditer(text)]
    return tuple(sorted(named))
