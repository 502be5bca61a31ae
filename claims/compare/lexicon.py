"""The lexicon of news actions and of the words that govern them, read once from data/."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_VOWELS = frozenset("aeiou")


class Form(StrEnum):
    """Which form of its lemma a word is; a regular past is also its participle."""

    BASE = "base"
    PRESENT = "present"  # closes
    PAST = "past"  # closed, or the participle of a regular verb
    PARTICIPLE = "participle"  # sold, given
    GERUND = "gerund"  # closing
    NOUN = "noun"  # closure
    STATE = "state"  # "is closed", "is dead"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word form that can tell an action of class `name`.

    `partner` is the particle or object it needs, `directly` whether nothing may stand between the two.
    """

    name: str
    form: Form
    partner: str | None = None
    directly: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """Entries by word form, and how the classes relate."""

    entries: Mapping[str, tuple[Entry, ...]]
    opposites: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of governing words: each place holds the word forms that fit it."""

    kind: str
    places: tuple[frozenset[str], ...]


def data_lines(name: str) -> Iterator[str]:
    """The lines of a data file without comments and blanks."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


@cache
def _word_classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in data_lines("function_words.txt"):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            found.setdefault(section, set()).update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


def word_class(name: str) -> frozenset[str]:
    """The words of a section of data/function_words.txt."""
    return _word_classes()[name]


@cache
def actions() -> Actions:
    """The action classes of data/actions.txt."""
    entries: dict[str, list[Entry]] = {}
    opposites: dict[str, set[str]] = {}
    near: dict[str, set[str]] = {}
    for line in data_lines("actions.txt"):
        head, *relations = (part.strip() for part in line.split("|"))
        name, _, words = (part.strip() for part in head.partition("="))
        for word in _listed(words):
            for form, entry in _entries(name, word):
                entries.setdefault(form, []).append(entry)
        for relation in relations:
            kind, _, others = relation.partition(":")
            into = opposites if kind.strip() == "opposite" else near
            for other in _listed(others):
                into.setdefault(name, set()).add(other)
                into.setdefault(other, set()).add(name)
    return Actions(
        {form: tuple(found) for form, found in entries.items()},
        {name: frozenset(others) for name, others in opposites.items()},
        {name: frozenset(others) for name, others in near.items()},
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _entries(name: str, word: str) -> Iterator[tuple[str, Entry]]:
    if word.startswith("n:"):
        noun, _, partner = word[2:].partition("_")
        for text in (noun, _with_s(noun)):
            yield text, Entry(name, Form.NOUN, partner or None, bool(partner))
    elif word.startswith("a:"):
        yield word[2:], Entry(name, Form.STATE)
    else:
        directly = "_" in word
        verb, _, partner = word.replace("_", "+").partition("+")
        for form, text in inflections(verb):
            yield text, Entry(name, form, partner or None, directly)


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (line.split() for line in data_lines("irregular.txt"))
    return {base: (past, past if participle == "=" else participle) for base, past, participle in rows}


@cache
def irregular_bases() -> Mapping[str, str]:
    """The base of every irregular past and participle: "withdrew" to "withdraw"."""
    return {form: base for base, forms in _irregular().items() for form in forms}


def inflections(verb: str) -> Iterator[tuple[Form, str]]:
    """Every form of an English verb, the base first; British and American spellings both."""
    yield Form.BASE, verb
    yield Form.PRESENT, _with_s(verb)
    roots = _roots(verb)
    for root in roots:
        yield Form.GERUND, root + "ing"
    past, participle = _irregular().get(verb, ("", ""))
    if past:
        yield Form.PAST, past
        if participle != past:
            yield Form.PARTICIPLE, participle
        return
    for root in roots:
        yield Form.PAST, _with_ed(verb, root)


def _with_s(verb: str) -> str:
    if verb in ("have", "be"):
        return {"have": "has", "be": "is"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if _ends_in_consonant_y(verb) else verb + "s"


def _with_ed(verb: str, root: str) -> str:
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else root + "ed"


def _ends_in_consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in _VOWELS


def _roots(verb: str) -> tuple[str, ...]:
    """What stands before -ing: "clos", "scrapp", "dy"; "cancel" and "cancell"."""
    if verb.endswith("ie"):
        return (verb[:-2] + "y",)
    if verb.endswith("e") and verb != "be" and not verb.endswith(("ee", "oe", "ye")):
        return (verb[:-1],)
    if verb.endswith("el") or verb == "equal":
        return (verb, verb + "l")
    return (verb + verb[-1],) if verb in _DOUBLING or _is_short_and_closed(verb) else (verb,)


_DOUBLING = word_class("doubling")


def _is_short_and_closed(verb: str) -> bool:
    """One syllable that ends in consonant, vowel, consonant: "scrap", "cut", "stop"."""
    vowels = [c in _VOWELS for c in verb]
    return len(verb) >= 3 and vowels[-3:] == [False, True, False] and sum(vowels) == 1 and verb[-1] not in "wxy"


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """The phrases of data/cues.txt by every form their first word can take, longest first."""
    found: dict[str, list[Cue]] = {}
    kind = ""
    for line in data_lines("cues.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
            continue
        places = tuple(_place(word) for word in line.split())
        for first in places[0]:
            found.setdefault(first, []).append(Cue(kind, places))
    return {first: tuple(sorted(found[first], key=lambda c: -len(c.places))) for first in found}


def _place(word: str) -> frozenset[str]:
    return frozenset(text for _, text in inflections(word[:-1])) if word.endswith("*") else frozenset((word,))
