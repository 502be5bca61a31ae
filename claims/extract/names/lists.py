"""The lists of names that are known beforehand, and of words that names are made of."""

from functools import cache, lru_cache

from claims.extract.lexicon import entries, group, phrase_set, word_set
from claims.extract.words import bare


@cache
def name_words(name: str) -> frozenset[str]:
    """The words of one group in data/name_words.txt."""
    return group(name, "name_words.txt")


@cache
def aliases() -> dict[str, str]:
    """Short forms of countries and unions ("U.S") and the name to compare under."""
    return dict(line.split(",", 1) for line in entries("aliases.csv"))


@cache
def places() -> frozenset[str]:
    """Countries, continents, cities and states, as printed."""
    return phrase_set("countries.txt") | phrase_set("cities.txt")


@cache
def known() -> frozenset[str]:
    """Every name that stands in a list."""
    return places() | phrase_set("known_names.txt") | phrase_set("events.txt") | phrase_set("products.txt")


@cache
def known_by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of several words that stand in a list, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in known():
        parts = tuple(name.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


@cache
def of_heads() -> frozenset[str]:
    """Words after which "of" belongs to the name: "Bank of England", "Ministry of Transport"."""
    kinds = ("organisations", "places", "people", "others")
    return frozenset[str]().union(*(name_words(f"of {kind}") for kind in kinds))


@cache
def numbered() -> frozenset[str]:
    """Words that take a number as part of the name: "Highway 47", "Model 6"."""
    return frozenset[str]().union(*(name_words(f"numbered {kind}") for kind in ("places", "organisations", "products")))


@cache
def tails() -> frozenset[str]:
    """Words at the end of a name that belong to it, whatever they are by themselves."""
    return word_set("org_words.txt") | word_set("place_words.txt") | name_words("event tails")


@cache
def compound_tails() -> frozenset[str]:
    """What is hung on a name with a hyphen: "based", "backed", "style"."""
    return group("compound tails") | name_words("compound tails")


def hyphen_head(word: str) -> str:
    """The name in a compound such as "Seoul-based"; other words as they are."""
    head, _, tail = word.partition("-")
    return head if head and tail in compound_tails() else word


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word as the lists have it: without the possessive, and without what is compounded with it."""
    return hyphen_head(bare(word))


def blocks(word: str) -> bool:
    """Whether a capitalised word can be no part of a name: a weekday, a month, a sum in a currency."""
    if word in word_set("calendar.txt"):
        return True
    return word[-1].isdigit() and word[:3] in word_set("not_names.txt")
