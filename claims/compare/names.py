"""Whether two names have one bearer, and where a name stands in a sentence."""

from collections.abc import Sequence
from functools import cache, lru_cache

from claims.compare.frames import Parsed
from claims.compare.lexicon import data_lines
from claims.compare.words import Word, words_of

_FORMS = frozenset(data_lines("company_forms.txt"))
_GENERIC = frozenset(data_lines("generic_names.txt"))
_DEMONYM_ENDINGS = ("ese", "ian", "ean", "ish", "an", "n", "i")
_MIN_COMMON = 4
_COMPASS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "new"])


def is_generic(word: str) -> bool:
    """Whether the lower-case word is a part that many names share: "bank", "foods"."""
    return word in _GENERIC or word in _FORMS


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> tuple[str, ...]:
    """The lower-case words of a name without legal forms: ("lg", "innotek") for "LG Innotek Co."."""
    words = [w.low for w in words_of(name) if w.is_word and w.low != "'s"]
    return tuple(w for w in words if w not in _FORMS) or tuple(words)


def same_name(one: str, other: str) -> bool:
    """Whether two names can have one bearer: equal, one a short form of the other, acronym, or demonym."""
    return _same_parts(name_parts(one), name_parts(other))


@lru_cache(maxsize=20_000)
def _same_parts(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == len(long) == 1 and _is_demonym(short[0], long[0]):
        return True
    if not set(short).isdisjoint(long) and _is_short_form(short, long):
        return True
    return _is_acronym(short, long) or _is_alias(" ".join(a), " ".join(b))


def _is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) == len(long) or all(part in _GENERIC for part in short):
        return False
    for at in range(len(long) - len(short) + 1):
        if long[at : at + len(short)] == short:
            return not (at and long[at - 1] in _COMPASS)
    return False


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(short[0]) >= 2 and short[0] == "".join(part[0] for part in long)


def _is_demonym(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _MIN_COMMON:
        return False
    root = short[: max(_MIN_COMMON, len(short) - 1)]
    return long.startswith(root) and any(long[len(root) :].endswith(e) for e in _DEMONYM_ENDINGS)


@cache
def _alias_groups() -> dict[str, int]:
    return {name.strip(): n for n, line in enumerate(data_lines("aliases.txt")) for name in line.split(",")}


def _is_alias(one: str, other: str) -> bool:
    groups = _alias_groups()
    return one in groups and groups[one] == groups.get(other)


def aliases_of(name: str) -> tuple[str, ...]:
    """Other names of its bearer that share no letters with it ("britain" for "United Kingdom")."""
    group = _alias_groups().get(" ".join(name_parts(name)))
    return tuple(alias for alias, number in _alias_groups().items() if number == group)


def is_rival(mine: str, other: str) -> bool:
    """Whether `other` is a sibling that must not be taken for `mine`: "Highway 14" for "Highway 12"."""
    a, b = name_parts(mine), name_parts(other)
    return len(a) > 1 and len(a) == len(b) and not _same_parts(a, b) and bool(set(a) & set(b))


def find_name(name: str, parsed: Parsed, named: Sequence[tuple[int, int, str]] = ()) -> int | None:
    """The place of the word where `name` or a short form of it stands, or None.

    `named` are the names known to be in the sentence as (start, end, name) in characters; a short
    form inside a longer name of another bearer ("Stone" in "Stone Harbour Ltd") does not count.
    """
    parts = name_parts(name)
    words = parsed.words
    for start, _, text in named:
        if same_name(name, text):
            return next((i for i, w in enumerate(words) if w.start >= start), None)
    for form in _orders(parts):
        if parsed.lows.issuperset(form):
            for i in range(len(words)):
                if words[i].low == form[0] and _stands_at(form, words, i) and _is_free(parts, words[i], named):
                    return i
    lone = (i for i in parsed.capitals if _stands_alone(words, i, parts) and _same_parts((words[i].low,), parts))
    return next((i for i in lone if _is_free(parts, words[i], named)), None)


@lru_cache(maxsize=20_000)
def _orders(parts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The name's words in the orders they are written in: "ministry of transport", "transport ministry"."""
    if "of" not in parts[1:-1]:
        return (parts,)
    at = parts.index("of", 1)
    return parts, parts[at + 1 :] + parts[:at]


def _stands_at(parts: tuple[str, ...], words: Sequence[Word], i: int) -> bool:
    return tuple(w.low for w in words[i : i + len(parts)]) == parts


def _stands_alone(words: Sequence[Word], i: int, parts: tuple[str, ...]) -> bool:
    """Whether the word is no end of a longer name ("Foods" in "Merrow Foods"), but for one that is asked for."""
    before = words[i - 1] if i else None
    longer = before is not None and before.capital and before.is_word and i > 1 and before.end + 1 == words[i].start
    return words[i].is_word and (not longer or (before is not None and before.low in parts))


def _is_free(parts: tuple[str, ...], word: Word, named: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the word is not part of a known name of another bearer."""
    return all(_same_parts(name_parts(text), parts) for start, end, text in named if start <= word.start < end)
