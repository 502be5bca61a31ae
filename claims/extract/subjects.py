"""Whom "it", "she" and "the company" stand for: the last name before that fits."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from claims.domain.mention import Entity, EntityKind
from claims.extract.lexicon import group, word_set
from claims.extract.names.lists import known
from claims.extract.words import Word, bare

_LOOK_BACK = 30  # names that may be passed over on the way back
_LEADING_WORDS = 12  # of a sentence, in which its subject is expected
_IT = group("it")
_THEY = group("they")
_PERSON = group("persons")
_DETERMINERS = group("determiners")
_REPORTING = group("after it is")


class _Named(NamedTuple):
    start: int
    name: str
    kind: EntityKind
    leads: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of an article in their order, each with its kind and whether it leads its sentence."""

    named: list[_Named] = field(default_factory=list)
    full_names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sentences: Iterable[tuple[Sequence[Entity], Sequence[Word]]]) -> "Cast":
        """The cast of an article from its sentences, each with its names and words."""
        cast = cls()
        for entities, words in sentences:
            cast._add(entities, words)
        return cast

    def _add(self, entities: Sequence[Entity], words: Sequence[Word]) -> None:
        starts = [w.start for w in words]
        led = False
        for entity in entities:
            at = bisect_left(starts, entity.span.start)
            kind = EntityKind.PERSON if entity.name in self.full_names else _kind(entity)
            leads = not led and kind is not EntityKind.PLACE and _may_lead(words, at)
            led = led or leads
            after = bisect_left(starts, entity.span.end)
            speaks = _is_speech(words, after) or _is_speech(words, at - 1)
            name = self.full_names.get(entity.name, entity.name)
            if kind is EntityKind.PERSON and " " in entity.name:
                self.full_names.setdefault(entity.name.rsplit(" ", 1)[-1], entity.name)
            relays = after < len(words) and words[after].low in group("relaying")
            self.named.append(_Named(entity.span.start, name, kind, (leads or speaks) and not relays))

    def full_name(self, name: str) -> str:
        """The longest form under which the text has introduced a person: "Berg" to "Jo Berg"."""
        return self.full_names.get(name, name)

    def resolve(self, low: str, before: int) -> str | None:
        """The name that the pronoun or noun `low` stands for at offset `before`; None where nothing fits."""
        fits = _fitting(low)
        if not fits:
            return None
        at = bisect_left(self.named, before, key=lambda n: n.start)
        earlier = self.named[max(0, at - _LOOK_BACK) : at][::-1]
        if low in word_set("party_nouns.txt"):
            for one in earlier:
                if one.name.lower().endswith(" " + low):
                    return one.name
        fitting = [one for one in earlier if one.kind in fits]
        leading = next((one for one in fitting if one.leads), None)
        best = leading or min(fitting, key=lambda one: fits.index(one.kind), default=None)
        return best.name if best else None

    def subject(self, words: Sequence[Word]) -> str | None:
        """The name which the first "it", "they", "the company" or the like among `words` stands for."""
        nouns, pointing = word_set("party_nouns.txt"), _pointing()
        for at, word in enumerate(words):
            low = word.low if word.low[-1] not in "s'" else bare(word.low)
            if low in pointing and not _empty_it(words, at):
                if low in nouns and not _names_party_at(words, at):
                    continue
                name = self.resolve(low, word.start)
                if name is not None:
                    return name
        return None


def _kind(entity: Entity) -> EntityKind:
    """The kind of a name; OTHER for a lone unlisted word, of which the words around say little: "Tarvin council"."""
    bearer = entity.bearer or entity.name
    lone = " " not in bearer and not bearer.isupper() and bearer not in known()
    return EntityKind.OTHER if lone and entity.kind is not EntityKind.PERSON else entity.kind


def names_party(words: Sequence[Word]) -> bool:
    """Whether words such as "the company" call a party by a common noun."""
    nouns = word_set("party_nouns.txt")
    return any(_names_party_at(words, at) for at, word in enumerate(words) if word.low in nouns or word.low[-1] in "s'")


def _names_party_at(words: Sequence[Word], at: int) -> bool:
    if bare(words[at].low) not in word_set("party_nouns.txt") or words[at].text[0].isupper():
        return False
    return any(w.low in _DETERMINERS for w in words[max(0, at - 4) : at])


@cache
def _pointing() -> frozenset[str]:
    """The pronouns and nouns that may stand for a name."""
    return _IT | _THEY | _PERSON | word_set("party_nouns.txt")


def _fitting(low: str) -> tuple[EntityKind, ...]:
    """The kinds of name a pronoun or noun may stand for, the best first."""
    if low in _IT or low in word_set("party_nouns.txt"):
        return (EntityKind.ORGANISATION, EntityKind.OTHER)
    if low in _THEY:
        return (EntityKind.ORGANISATION, EntityKind.OTHER, EntityKind.PERSON)
    if low in _PERSON:
        return (EntityKind.PERSON, EntityKind.OTHER)
    return ()


def _empty_it(words: Sequence[Word], at: int) -> bool:
    """Whether "it" stands for nothing, as in "it was reported that"."""
    return (
        words[at].low == "it"
        and at + 2 < len(words)
        and words[at + 1].low in ("is", "was", "has")
        and words[at + 2].low in _REPORTING
    )


def _may_lead(words: Sequence[Word], at: int) -> bool:
    """Whether a name can be the subject of its sentence: early, before any auxiliary, under no preposition."""
    if at >= _LEADING_WORDS or _governed(words, at) or (at and words[at - 1].low in ("a", "an", "(", "[")):
        return False
    return not any(w.low in group("forms of be") or w.low in group("forms of have") for w in words[:at])


def _governed(words: Sequence[Word], at: int) -> bool:
    """Whether a preposition stands before the name, so that it is not the subject."""
    for back in range(at - 1, max(-1, at - 4), -1):
        low = words[back].low
        if low in word_set("prepositions.txt"):
            return True
        if low not in _DETERMINERS and words[back].text not in word_set("nationalities.txt"):
            return False
    return False


def _is_speech(words: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(words) and words[at].low in group("plainly speaking")
