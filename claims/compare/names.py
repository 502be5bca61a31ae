"""Whether two names have one bearer, and where a name stands in a sentence."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from claims.compare.frames import Parsed
from claims.compare.lexicon import data_lines
from claims.compare.spelling import are_like, letters, spelled
from claims.compare.words import Word, words_of

_FORMS = frozenset(data_lines("company_forms.txt"))
_GENERIC = frozenset(data_lines("generic_names.txt"))
_COMPASS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "new"])
_POLITE = frozenset(["mr", "mrs", "ms", "miss"])
_REALMS = frozenset(["commonwealth", "duchy", "kingdom", "province", "region", "republic", "state"])
_OFFICES = frozenset(["department", "ministry", "office", "university", "college", "council", "court", "bureau"])
_JOINING = frozenset(["of", "for", "and", "the", "de", "des", "du"])
_LONGEST_ACRONYM = 8


def is_generic(word: str) -> bool:
    """Whether the lower-case word is a part that many names share: "bank", "foods"."""
    return word in _GENERIC or word in _FORMS


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> tuple[str, ...]:
    """The lower-case words of a name without legal forms: ("lg", "innotek") for "LG Innotek Co."."""
    words = [w.low for w in words_of(name) if w.is_word and w.low != "'s"]
    return tuple(w for w in words if w not in _FORMS) or tuple(words)


@lru_cache(maxsize=50_000)
def same_name(one: str, other: str) -> bool:
    """Whether two names can have one bearer.

    They are equal but for spelling, titles and legal forms, one is a short form of the other, its letters, or
    another name of the same country. Siblings ("Halden Optics", "Halden Foods"), a place and what is named after it
    ("Leeds", "Leeds United"), and a bare "Mr Smith" beside a Smith with a given name cannot.
    """
    a, b = spelled(one), spelled(other)
    if not a or not b:
        return False
    if a == b or _turned(a) == b or a == _turned(b):
        return True
    place, its = _bearer_number(a), _bearer_number(b)
    if place is not None and place == its:
        return True
    if _is_acronym(one, other) or _is_acronym(other, one):
        return True
    if len(a) == len(b):
        return len(a) > 1 and ("&" in one) == ("&" in other) and _is_respelled(a, b)
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return _is_short_form(short, long) or _is_without_middle(short, long)


def _turned(parts: tuple[str, ...]) -> tuple[str, ...]:
    """ "ministry of transport" as "transport ministry"."""
    if "of" not in parts[1:-1]:
        return parts
    at = parts.index("of", 1)
    return parts[at + 1 :] + parts[:at]


def _is_respelled(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a person's name is the same with an initial, a nickname or another transliteration."""
    if a[-1] != b[-1] and not are_like(a[-1], b[-1]):
        return False
    return all(_is_given(mine, its) for mine, its in zip(a[:-1], b[:-1], strict=True))


def _is_given(one: str, other: str) -> bool:
    if one == other or are_like(one, other):
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return not _nicknames().get(one, frozenset()).isdisjoint(_nicknames().get(other, frozenset()))


def _is_without_middle(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether only middle names are left out: "Anna Wirth" for "Anna Maria Wirth"."""
    if len(short) < 2 or any(part in _GENERIC or part in _JOINING for part in long):
        return False
    return short[-1] == long[-1] and _is_given(short[0], long[0]) and short[0] not in _POLITE


def _is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of `short` stand together in `long` and say enough to stand for it."""
    if all(part in _GENERIC for part in short):
        return False
    at = next((n for n in range(len(long) - len(short) + 1) if long[n : n + len(short)] == short), None)
    if at is None:
        return False
    before = long[at - 1] if at else ""
    if before == "of":
        return at == 2 and long[0] in _REALMS and at + len(short) == len(long)
    if _bearer_number(short) is not None or long[-1] in _local_bodies():
        return before in _POLITE
    return before not in _COMPASS


def _is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the first letters of `long`: "FDA", "U.N."."""
    mark = "".join(letters(short.replace("&", "")))
    if not short.isupper() or not 2 <= len(mark) <= _LONGEST_ACRONYM:
        return False
    words = letters(long)
    every = "".join(word[0] for word in words if word != "the")
    return mark in (every, "".join(word[0] for word in words if word not in _JOINING))


@cache
def _bearers() -> tuple[tuple[str, ...], ...]:
    """The listed bearers of several names, each with its names."""
    lines = [line for name in ("nations.txt", "places.txt", "aliases.txt") for line in data_lines(name)]
    return tuple(tuple(name.strip() for name in line.split(",")) for line in lines)


@cache
def _bearer_numbers() -> dict[tuple[str, ...], int]:
    return {spelled(name): number for number, names in enumerate(_bearers()) for name in names}


def _bearer_number(parts: tuple[str, ...]) -> int | None:
    return _bearer_numbers().get(parts)


def nation_of(word: str) -> str | None:
    """The country that a lower-case word names or is the adjective of: "denmark" for "danish"."""
    return _nations().get(word)


@cache
def _nations() -> dict[str, str]:
    named = ([name.strip() for name in line.split(",")] for line in data_lines("nations.txt"))
    return {name: names[0] for names in named for name in names}


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(data_lines("nicknames.txt")):
        for name in line.split():
            found[name] = found.get(name, frozenset()) | {number}
    return found


@cache
def _local_bodies() -> frozenset[str]:
    return frozenset(data_lines("local_bodies.txt"))


def aliases_of(name: str) -> tuple[str, ...]:
    """Other names of its bearer that share no letters with it ("britain" for "United Kingdom")."""
    number = _bearer_number(spelled(name))
    return () if number is None else _bearers()[number]


def is_rival(mine: str, other: str) -> bool:
    """Whether `other` is a sibling that must not be taken for `mine`: "Highway 14" for "Highway 12"."""
    a, b = spelled(mine), spelled(other)
    if len(a) < 2 or len(b) < 2 or a[0] in _POLITE or b[0] in _POLITE or same_name(mine, other):
        return False
    if len(a) == len(b):
        return not set(a).isdisjoint(b)
    return a[0] == b[0] and a[0] not in _GENERIC and set(a[1:]).isdisjoint(b[1:])


def find_name(name: str, parsed: Parsed, named: Sequence[tuple[int, int, str]] = ()) -> int | None:
    """The place of the word where `name` or a short form of it stands first, or None.

    `named` are the names known to be in the sentence as (start, end, name) in characters; a short
    form inside a longer name of another bearer ("Stone" in "Stone Harbour Ltd") does not count.
    """
    return next(find_names(name, parsed, named), None)


def find_names(name: str, parsed: Parsed, named: Sequence[tuple[int, int, str]] = ()) -> Iterator[int]:
    """The places of the words where `name` stands, the known names first; the same place may come again."""
    parts = name_parts(name)
    words = parsed.words
    for start, _, text in named:
        if same_name(name, text):
            yield from (i for i, w in enumerate(words) if w.start <= start < w.end)
    for form in _orders(parts):
        if parsed.lows.issuperset(form):
            for i in range(len(words)):
                if words[i].low == form[0] and _stands_at(form, words, i) and _is_free(name, words[i], named):
                    yield i
    for i in parsed.capitals:
        if _stands_alone(words, i, parts) and same_name(words[i].text, name) and _is_free(name, words[i], named):
            yield i


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


def _is_free(name: str, word: Word, named: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the word is not part of a known name of another bearer."""
    return all(same_name(text, name) for start, end, text in named if start <= word.start < end)
