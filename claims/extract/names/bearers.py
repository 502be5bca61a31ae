"""Which names of a text have one bearer: short forms, surnames, acronyms."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from claims.domain.mention import EntityKind
from claims.extract.casing import Cased, is_ordinary
from claims.extract.lexicon import group, word_set
from claims.extract.names.lists import aliases, name_words, places

_JOINING = frozenset(["of", "the", "and", "&", "for", "de", "du", "des", "la", "le"])
_LONGEST_ACRONYM = 8
_MOST = 20  # names that one short form is weighed against
_GUESSED = 8  # from this doubt on a kind is told by the words around alone


class Named(NamedTuple):
    """A name where it stands: its words, the form it is compared under, and its kind with the doubt about it."""

    first: int
    last: int
    name: str
    kind: EntityKind
    doubt: int


class Bearer(NamedTuple):
    """The fullest name that the text has for whoever bears it, and the kind that the surest place tells."""

    name: str
    kind: EntityKind


def bearers(cased: Cased, named: Sequence[Named]) -> list[Bearer]:
    """The bearer of each of the names."""
    introduced = _introduced(named)
    bracketed = _bracketed(cased, named)
    fuller = _fuller(introduced, bracketed)
    names = [_bearer(one, introduced, fuller, bracketed) for one in named]
    surest: dict[str, tuple[int, EntityKind]] = {}
    for one, name in zip(named, names, strict=True):
        told = (one.doubt, one.kind)
        if one.doubt > _GUESSED:
            told = _inherited(one.name, introduced, fuller) or told
        surest[name] = min(surest.get(name, told), told, key=itemgetter(0))
    return [Bearer(name, surest[name][1]) for name in names]


def _inherited(name: str, introduced: dict[str, Named], fuller: dict[str, list[str]]) -> tuple[int, EntityKind] | None:
    """The kind of those that `name` may be short for, if it is one: of two Clintons neither is a place."""
    kinds = {introduced[other].kind for other in fuller.get(name, ())[:_MOST]}
    return (_GUESSED, kinds.pop()) if len(kinds) == 1 else None


def _introduced(named: Sequence[Named]) -> dict[str, Named]:
    """Each name where it first stands, with the surest kind that any place gives it."""
    first: dict[str, Named] = {}
    for one in named:
        known = first.setdefault(one.name, one)
        if one.doubt < known.doubt:
            first[one.name] = Named(known.first, known.last, one.name, one.kind, one.doubt)
    return first


def _bracketed(cased: Cased, named: Sequence[Named]) -> dict[str, str]:
    """Short forms that the text explains: "European Central Bank (ECB)"."""
    found: dict[str, str] = {}
    for long, short in pairwise(named):
        gap = cased.text[cased.words[long.last - 1].end : cased.words[short.first].start]
        closes = short.last < len(cased.words) and cased.words[short.last].text == ")"
        if gap == " (" and closes and short.name.isupper() and " " in long.name and short.name != long.name:
            found.setdefault(short.name, long.name)
    return found


def _fuller(introduced: dict[str, Named], bracketed: dict[str, str]) -> dict[str, list[str]]:
    """For each possible short form the names that it may be short for, in the order of the text."""
    fuller: dict[str, list[str]] = {}
    for name, one in introduced.items():
        if name not in bracketed:
            for short in _short_forms(name, one.kind):
                if short in introduced and short != name and short not in places() and not _says_nothing(short):
                    fuller.setdefault(short, []).append(name)
    return fuller


def _short_forms(name: str, kind: EntityKind) -> list[str]:
    """How a name may be shortened: to its first words, a person's to the last, an organisation's to its letters."""
    parts = name.split()
    if len(parts) < 2:
        return []
    forms = [" ".join(parts[:n]) for n in range(1, len(parts))]
    if kind is EntityKind.PERSON:
        forms = [parts[0], *(" ".join(parts[n:]) for n in range(1, len(parts)))]
        if parts[-1] in ("Jr", "Sr", "II", "III"):
            forms.append(parts[-2])
    elif kind is not EntityKind.PLACE:
        forms += [*_acronyms(parts)]
        if parts[0] in name_words("organisation heads"):
            forms.append(" ".join(parts[1:]))
    return list(dict.fromkeys(forms))


def _acronyms(parts: list[str]) -> set[str]:
    every = "".join(part[0] for part in parts).upper()
    telling = "".join(part[0] for part in parts if part.lower() not in _JOINING).upper()
    return {letters for letters in (every, telling) if 2 <= len(letters) <= _LONGEST_ACRONYM}


def _says_nothing(form: str) -> bool:
    """Whether a short form is made of words that many names share: "University", "South", "New"."""
    compass, nations = group("compass"), word_set("nationalities.txt")
    return all(part in nations or part.lower() in compass or is_ordinary(part.lower()) for part in form.split())


def _bearer(one: Named, introduced: dict[str, Named], fuller: dict[str, list[str]], bracketed: dict[str, str]) -> str:
    name = bracketed.get(one.name, one.name)
    for _ in range(3):  # "Ostrava" to "Ostrava Steel" to "Ostrava Steel Works"
        longer = _longer(name, one.first, introduced, fuller)
        if longer is None:
            break
        name = longer
    return aliases().get(name, name)


def _longer(name: str, at: int, introduced: dict[str, Named], fuller: dict[str, list[str]]) -> str | None:
    """The one name that `name` can be short for at the word `at`: the only one before, or the only one at all."""
    candidates = [other for other in fuller.get(name, ())[:_MOST] if _agree(introduced[name], introduced[other])]
    if not candidates:
        return None
    before = bisect_left(candidates, at, key=lambda other: introduced[other].first)
    if len(candidates) > 1 and before != 1:
        if before > 1 and len({introduced[other].kind for other in candidates}) > 1:
            return candidates[0]  # "Halden" is the firm that was named first, not its founder
        shortest = min(candidates, key=len)
        nested = all(other == shortest or other.startswith(shortest + " ") for other in candidates)
        return shortest if nested else None
    return candidates[0]


def _agree(short: Named, long: Named) -> bool:
    """Whether the kinds can be those of one bearer; a name that is itself in a list is its own."""
    if short.kind is long.kind:
        return True
    return short.doubt > 0 and (short.doubt > _GUESSED or long.doubt > _GUESSED)
