"""One spelling for the words of a name: accents, American and British forms, transliteration, titles, legal forms."""

import re
import unicodedata
from functools import cache, lru_cache

from claims.compare.lexicon import data_lines

_MAX_CHARS = 300  # of a name
_WORD = re.compile(r"[^\W_]+")
_STOPS = re.compile(r"(?<=\b\w)\.(?=\w\b)")  # "U.S", "J.P"
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_POSSESSIVE = re.compile(r"'s?(?!\w)")
_BRITISH = (("isation", "ization"), ("our", "or"), ("ence", "ense"), ("entre", "enter"), ("eatre", "eater"))
_LIKE = str.maketrans({"y": "i", "j": "i", "q": "k", "c": "k", "w": "v", "u": "o"})
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 6  # letters of words that may be spelled in two ways
_LONG = 8  # letters from which on "a" and "e" may stand for one another
_LEFT_OUT = frozenset(["the", "and"])


@cache
def _front() -> frozenset[str]:
    return frozenset(data_lines("forms_of_address.txt"))


@cache
def _legal() -> frozenset[str]:
    return frozenset(data_lines("company_forms.txt"))


@lru_cache(maxsize=20_000)
def letters(name: str) -> tuple[str, ...]:
    """The words of a name in lower case and plain letters: ("j", "p", "moran") for "J.P. Morán"."""
    low = unicodedata.normalize("NFKD", name[:_MAX_CHARS].lower().translate(_PLAIN))
    plain = "".join(char for char in low if not unicodedata.combining(char))
    joined = _STOPS.sub("" if " " not in name else " ", _POSSESSIVE.sub("", plain)).replace("&", " and ")
    return tuple(_WORD.findall(joined.replace("'", "")))


@lru_cache(maxsize=20_000)
def spelled(name: str) -> tuple[str, ...]:
    """The words by which a name is compared: without titles, "the", "and", legal forms, "Jr", in one spelling."""
    words = [_one_spelling(word) for word in letters(name)]
    while len(words) > 1 and words[0] in _front():
        words.pop(0)
    if len(words) > 2 and words[-1] in ("jr", "sr"):
        words.pop()
    kept = [word for word in words if word not in _legal() and word not in _LEFT_OUT]
    return tuple(kept or words)


def _one_spelling(word: str) -> str:
    if word == "st":
        return "saint"
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > _SHORTEST - 1:
            return word[: -len(british)] + american
    return word


def are_like(one: str, other: str) -> bool:
    """Whether two lower-case words are one in another transliteration: "mohammed" and "muhammad"."""
    if one == other or (min(len(one), len(other)) > 3 and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)):
        return True
    if min(len(one), len(other)) < _SHORTEST or one[0].translate(_LIKE) != other[0].translate(_LIKE):
        return False
    return _sound(one, max(len(one), len(other))) == _sound(other, max(len(one), len(other)))


@lru_cache(maxsize=20_000)
def _sound(word: str, length: int) -> str:
    """The word as it may sound: doubled letters once, "y" and "j" as "i", "u" as "o"; in long ones "a" as "e"."""
    for printed, sound in (
        ("kh", "h"),
        ("ph", "f"),
        ("tch", "ch"),
        ("tz", "z"),
        ("ou", "o"),
        ("iy", "i"),
        ("ey", "ei"),
    ):
        word = word.replace(printed, sound)
    word = _DOUBLED.sub(r"\1", word.translate(_LIKE))
    return word.replace("a", "e") if length >= _LONG else word
