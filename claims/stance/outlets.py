"""Outlets: what an outlet's name counts under, and which outlets a text cites or reprints."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType

from claims.domain.outlet import Groups
from claims.domain.publisher import publisher_key
from claims.stance.lexicon import word_lists

_NONE: Groups = MappingProxyType({})
_DATA = Path(__file__).parent / "data"
_HEAD_CHARS = 300  # where a dateline with its tag stands
_TAIL_CHARS = 120  # where a tag may close the text
_MOST_BEFORE_TAG = 8  # words of a dateline: "NEW YORK, Jan. 3, 2026 (AP)"

_TAG = re.compile(r"[(/]\s?([A-Za-z][A-Za-z -]{1,30}?)\s?[)/]")
_SIGNED = re.compile(r"(?:[-–—]|©)\s*(?:\d{4}\s)?(?:[Tt]he\s)?([A-Za-z][A-Za-z -]{1,30})\.?$")
_HEADED = re.compile(r"\s{0,9}(?:By |From )?(?:[Tt]he )?([A-Za-z][A-Za-z -]{1,30}?)(?: [Ss]taff)?[ \r]{0,9}\n")
_CREDIT = re.compile(r"[^\W\d_]{2,30}")
_NAME = r"(?P<name>(?:the |The )?[A-Z][\w.'’&-]{0,30}(?: (?:of |the |& )?[A-Z][\w.'’&-]{0,30}){0,4})"
_SAYS = r"(?:first |exclusively |earlier )?(?:reported|reports|report|wrote|writes|revealed|said|says|quoted|cited)"
_CITED = (
    re.compile(r"(?:[Aa]ccording to|(?:reported|revealed|published) by|[Cc]iting|[Tt]old|says|, via) " + _NAME),
    re.compile(_NAME + r"(?:['’]s report| " + _SAYS + r")\b"),
)


def outlet_key(name: str, groups: Groups = _NONE) -> str:
    """What an outlet counts under: "wire:ap" for an agency, "family:..." for one of a group, else "publisher:...".

    `groups` is what people decided, which goes before the tables. One outlet may lead to the next; of a ring each
    counts by itself.
    """
    key = publisher_key(name)
    seen = [key]
    while (ruled := groups.get(seen[-1])) is not None:
        kind, _, led_to = ruled.partition(":")
        if kind != "publisher" or led_to == seen[-1]:
            return ruled
        if led_to in seen:
            return f"publisher:{key}"
        seen.append(led_to)
    return _listed_key(seen[-1])


def outlets_under(origin_key: str, groups: Groups = _NONE) -> frozenset[str]:
    """The keys of the outlets that the tables or people have count under an origin."""
    listed = {*_families(), *_agencies_by_key(), *groups}
    return frozenset(key for key in listed if outlet_key(key, groups) == origin_key)


def family_names() -> list[str]:
    """The families that are listed, by name."""
    return sorted(set(_families().values()))


def _listed_key(key: str) -> str:
    agency = _agencies_by_key().get(key)
    if agency is not None:
        return f"wire:{agency}"
    family = _families().get(key)
    return f"family:{family}" if family is not None else f"publisher:{key}"


def wire_tag(text: str, author: str | None) -> str | None:
    """The agency whose copy this is: by byline, dateline ("LONDON (AP) -"), first line or end ("- AP")."""
    if author is not None and (agency := _credited(author[:_HEAD_CHARS])):
        return agency
    head = text[:_HEAD_CHARS]
    for tag in _TAG.finditer(head):
        agency = _agencies_by_tag().get(tag[1])
        if agency is not None and _is_dateline(head[: tag.start()], head[tag.end() :]):
            return agency
    tail = text[-_TAIL_CHARS:].rstrip()
    closing = [tag for tag in _TAG.finditer(tail) if tag.end() == len(tail)]
    if closing:
        return _agencies_by_tag().get(closing[-1][1])
    signs = (_HEADED.match(head), _SIGNED.search(tail))
    return next((agency for sign in signs if sign and (agency := _agencies_by_tag().get(sign[1]))), None)


def dateline_name(text: str) -> str | None:
    """Who is named in a dateline as the source, listed or not: "BUCHAREST (Presskontor) -"."""
    head = text[:_HEAD_CHARS]
    tag = _TAG.search(head)
    if tag is None or not head[tag.end() :].lstrip().startswith(("-", "–", "—")):
        return None
    place = head[: tag.start()].rsplit("\n", 1)[-1].split()
    return tag[1] if place and place[0].isupper() and len(place) <= _MOST_BEFORE_TAG else None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a tag stands between place and story: followed by a dash, or preceded by a place in capitals."""
    if after.lstrip().startswith(("-", "–", "—")):
        return True
    words = before.rsplit("\n", 1)[-1].split()
    return 0 < len(words) <= _MOST_BEFORE_TAG and words[0].isupper()


def _credited(author: str) -> str | None:
    names = sorted(_agencies_by_tag(), key=len, reverse=True)
    words = " ".join(_CREDIT.findall(author))
    padded = f" {words} "
    return next((_agencies_by_tag()[name] for name in names if f" {name} " in padded), None)


def cited_outlets(text: str, known: Iterable[str]) -> list[str]:
    """Outlets that `text` gives as where a report comes from, in order.

    A name counts if it is one of `known`, an agency, in the table of families, or ends in a word
    that outlets' names end in: "according to the ministry" cites no outlet.
    """
    known_keys = frozenset(publisher_key(name) for name in known)
    return list(dict.fromkeys(o for name in _cited(text) if (o := _outlet(name, known_keys)) is not None))


def named_keys(text: str) -> frozenset[str]:
    """The keys of all that `text` may cite: those of `cited_outlets`, whatever outlets are known."""
    return frozenset(publisher_key(part) for name in _cited(text) for part in _parts(name))


def _cited(text: str) -> list[str]:
    found = sorted((m.start("name"), m["name"]) for pattern in _CITED for m in pattern.finditer(text))
    return [name for _, name in found]


def _outlet(name: str, known: frozenset[str]) -> str | None:
    """The outlet a run of capitalised words names."""
    whole, *parts = _parts(name)
    words = whole.split()
    for part in (whole, *parts):
        key = publisher_key(part)
        if (key in known or key in _agencies_by_key() or key in _families()) and _stands_alone(part, words):
            return part
    outlet_words = word_lists("outlet_words.txt")[""]
    of_a_place = words[1:] if words[:1] == ["The"] else words  # "The Times of India"
    if of_a_place[1:2] == ["of"] and of_a_place[0].lower() in outlet_words:
        return whole
    return whole if len(words) > 1 and words[-1].lower() in outlet_words else None


def _stands_alone(part: str, words: list[str]) -> bool:
    """Whether a name at the end or start of some words is all that they name.

    What follows it makes it another's name ("Metro Bank"), unless it is a programme's or a day ("Reuters Television",
    "Reuters Monday"). So does what goes before it where many outlets are called so ("Irish Times").
    """
    lists, own = word_lists("outlet_words.txt"), part.split()
    before, after = (words[: -len(own)], []) if words[-len(own) :] == own else ([], words[len(own) :])
    if any(word.lower() not in lists["beside"] | lists[""] for word in after):
        return False
    is_usual = len(own) == 1 and own[0].lower() in lists[""]
    return not is_usual or all(word.lower() in lists["beside"] or word.endswith(("'s", "’s")) for word in before)


def _parts(name: str) -> list[str]:
    """What a run of capitalised words may name: itself, or what stands at its end or start."""
    cleaned = name.strip(" .,'’").removesuffix("'s").removesuffix("’s")
    words = cleaned.removeprefix("the ").split()
    ends = [words[i:] for i in range(len(words))] + [words[:i] for i in range(len(words) - 1, 0, -1)]
    return [" ".join(part) for part in ends] or [""]


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [row for row in csv.reader(line for line in lines if not line.startswith("#")) if row]


@cache
def _agencies_by_tag() -> dict[str, str]:
    return {name: row[0] for row in _rows("wire_agencies.csv") for name in row[1:]}


@cache
def _agencies_by_key() -> dict[str, str]:
    return {publisher_key(name): agency for name, agency in _agencies_by_tag().items()}


@cache
def _families() -> dict[str, str]:
    return {publisher_key(name): row[0] for row in _rows("publisher_families.csv") for name in row[1:]}
