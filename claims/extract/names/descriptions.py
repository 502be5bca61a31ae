"""Parties that a text calls by what they are: "the South Korean company", "the van maker", "the university"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from claims.domain.mention import EntityKind
from claims.extract.casing import Cased, is_grammar
from claims.extract.lexicon import LONGEST_WORD, entries, phrase_set, word_set
from claims.extract.names.bearers import Bearer, Named
from claims.extract.names.lists import name_words
from claims.extract.words import Word, bare

_MODIFIERS = 3  # words between "the" and the noun
_BEFORE, _BESIDE = 3, 10  # words around a name that may say what its bearer is
_CANDIDATES = 12  # bearers, the last named, that a description is held against
_ANY = frozenset(["company", "firm", "group", "business", "corporation", "organisation", "organization"])
_POINTING = frozenset(["the", "this", "that"])
_COMPASS = frozenset(["south", "north"])
_TELLING_LETTERS = 4  # that an adjective and its country share


@dataclass(slots=True)
class _Known:
    """What the text has said of a bearer so far: words, and nationalities in lower case."""

    kind: EntityKind
    words: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Description:
    """The words, first and last (exclusive), that mean a bearer without naming it."""

    first: int
    last: int
    bearer: str


def descriptions(cased: Cased, named: Sequence[Named], bearers: Sequence[Bearer]) -> list[Description]:
    """The descriptions in the text whose bearer the text before them settles."""
    known: dict[str, _Known] = {}
    found: list[Description] = []
    at = 0
    for first, last, modifiers in _noun_phrases(cased.words):
        while at < len(named) and named[at].first < first:
            _learn(known, cased, named[at], bearers[at])
            at += 1
        bearer = _settled(known, modifiers, cased.words[last - 1].low)
        if bearer is not None:
            found.append(Description(first, last, bearer))
    return found


def _noun_phrases(words: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """ "the", up to three words, and a noun for an organisation: where, and the words between."""
    for at, word in enumerate(words):
        if word.low not in _POINTING:
            continue
        for end in range(at + 1, min(at + 2 + _MODIFIERS, len(words))):
            noun = bare(words[end].low)
            if not words[end].is_word or words[end].low in word_set("function_words.txt"):
                break
            if words[end].text.islower() and _is_party(noun):
                nouns_go_on = end + 1 < len(words) and _is_party(words[end + 1].low)
                if not nouns_go_on:
                    yield at, end + 1, tuple(w.low for w in words[at + 1 : end])
                    break


def _is_party(noun: str) -> bool:
    return noun in name_words("organisation nouns") or (len(noun) <= LONGEST_WORD and noun.endswith("maker"))


def _learn(known: dict[str, _Known], cased: Cased, one: Named, bearer: Bearer) -> None:
    """Take up what the words around a name say of its bearer."""
    about = known.pop(bearer.name, None) or _Known(bearer.kind)
    known[bearer.name] = about  # the last named stands last
    while len(known) > _CANDIDATES:
        del known[next(iter(known))]
    words = cased.words
    around = [*_right_before(reversed(words[max(0, one.first - _BEFORE) : one.first])), *_beside(words, one.last)]
    about.words.update(bare(w.low) for w in words[one.first : one.last] if w.is_word)
    about.words.update(stem for w in around for stem in (bare(w.low), bare(w.low).removesuffix("s")))
    about.nations.update(_nations([bare(w.low) for w in sorted(around)]))


def _beside(words: Sequence[Word], at: int) -> Iterator[Word]:
    """The words of what is put beside a name: ", a Danish maker of lamps", ", which makes lamps"."""
    if at + 1 >= len(words) or words[at].text not in ",(":
        return
    first = words[at + 1]
    if first.low in ("a", "an", "the", "which") or bare(first.text) != first.text:
        for word in words[at + 1 : at + 1 + _BESIDE]:
            if not word.is_word or word.low in ("said", "and", "that"):
                return
            yield word


def _right_before(words: Iterable[Word]) -> Iterator[Word]:
    """The words right before a name that describe it: none beyond "of" in "a supplier of Zolta"."""
    for word in words:
        if not word.is_word or is_grammar(word.low):
            return
        yield word


def _settled(known: dict[str, _Known], modifiers: tuple[str, ...], noun: str) -> str | None:
    """The bearer that a description fits best, if it is the only one that fits so well."""
    noun = bare(noun)
    nations = _nations(modifiers)
    others = [m for m in modifiers if m not in _countries() and m not in _COMPASS]
    scores = {name: _fit(about, noun, nations, others) for name, about in known.items()}
    best = max(scores.values(), default=0)
    fitting = [name for name, score in scores.items() if score == best]
    return fitting[0] if best > 0 and len(fitting) == 1 else None


def _fit(about: _Known, noun: str, nations: set[str], others: Sequence[str]) -> int:
    """How well a description fits what is known of a bearer; 0 for not at all."""
    if about.kind not in (EntityKind.ORGANISATION, EntityKind.OTHER):
        return 0
    if nations and nations.isdisjoint(about.nations):
        return 0
    matched = sum(word in about.words for word in others)
    made = noun.removesuffix("maker") if noun.endswith("maker") else noun
    named = noun not in _ANY and (noun in about.words or (made not in (noun, "") and made in about.words))
    if not named and noun not in _ANY and not (noun == "maker" and matched):
        return 0
    if others and not matched and not nations and not named:
        return 0
    sure = about.kind is EntityKind.ORGANISATION
    return (2 if nations else 0) + (2 if named else 0) + matched + (1 if sure and noun in _ANY else 0)


def _nations(words: Sequence[str]) -> set[str]:
    """The countries that the words name or are adjectives of; "south korean" is another than "korean"."""
    found = set()
    for at, word in enumerate(words):
        country = _countries().get(word)
        if country is not None:
            side = words[at - 1] if at and words[at - 1] in _COMPASS else ""
            found.add(f"{side} {country}".strip())
    return found


@cache
def _countries() -> dict[str, str]:
    """Countries and adjectives of nationality in lower case, and the country each stands for."""
    countries = [name.lower() for name in phrase_set("countries.txt") if " " not in name]
    found = {country: country for country in countries}
    alike: dict[str, list[str]] = {}
    for country in countries:
        alike.setdefault(country[:_TELLING_LETTERS], []).append(country)
    for adjective in word_set("nationalities.txt"):
        low = adjective.lower()
        near = alike.get(low[:_TELLING_LETTERS], ())
        country = max(near, key=lambda name: (_shared(name, low), -len(name), name), default="")
        if _shared(country, low) >= max(_TELLING_LETTERS, len(country) - _TELLING_LETTERS + 1):
            found[low] = country
    return found | dict(line.split(",", 1) for line in entries("demonyms.csv"))


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
