"""The organisations and people of a text: under which names, called by which nouns, and who speaks for whom."""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from claims.domain.mention import Entity
from claims.extract.lexicon import entries, group, word_set
from claims.extract.subjects import NameKind, kind_of_name
from claims.extract.words import Word, bare

_MOST = 30  # organisations that are kept in mind
_APPOSITION = 9  # words of ", a maker of lamps" that are read
_OTHER_CLAUSE = frozenset((".", ";", ":", "said", "told"))
_OFFICE = 8  # words between a name and the person who speaks for it


@cache
def _callings() -> dict[str, tuple[bool, frozenset[str]]]:
    """By a word of a name: whether its bearer is a firm, and the nouns it may be called by."""
    found: dict[str, tuple[bool, frozenset[str]]] = {}
    for line in entries("callings.csv"):
        sort, names, nouns = line.split(",")
        for name in names.split():
            found[name] = (sort == "firm", frozenset(nouns.split()) | found.get(name, (True, frozenset()))[1])
    return found


@dataclass(slots=True)
class Party:
    """A bearer of names: the fullest one so far, its kind, and the words by which the text describes it.

    `article`: it was introduced with "the" before its name.
    """

    name: str
    kind: NameKind
    described: set[str] = field(default_factory=set)
    speaks_for: "Party | None" = None
    article: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is a human being."""
        return self.kind is NameKind.PERSON

    @property
    def may_be_person(self) -> bool:
        """Whether it is a human being, or has a name of two words that might be one's."""
        unknown = self.kind is NameKind.UNKNOWN and " " in self.name and not self.described
        return self.is_person or (unknown and not any(word in _callings() for word in self.name.split()))

    def may_be_called(self, noun: str) -> bool:
        """Whether nothing speaks against calling it "the `noun`"."""
        if self.is_person or self.kind is NameKind.PLACE:
            return False
        callings = [found for word in self.name.split() if (found := _callings().get(word)) is not None]
        if any(noun in nouns for _, nouns in callings):
            return True
        if any(not firm for firm, _ in callings):
            return noun in self.described
        if noun in group("firm nouns"):
            return True
        return noun in self.described if callings or self.described else noun not in _body_nouns()

    def is_called(self, noun: str) -> bool:
        """Whether its name or the text itself says that it is a `noun`."""
        by_name = any(noun in _callings()[word][1] for word in self.name.split() if word in _callings())
        return by_name or noun in self.described or noun in self.name.lower().split()


def is_firm(name: str) -> bool:
    """Whether nothing in a name says that its bearer is a person, a place, or a body such as a court or a paper."""
    callings = [found for word in name.split() if (found := _callings().get(word)) is not None]
    kind = kind_of_name(name)
    return kind in (NameKind.PARTY, NameKind.UNKNOWN) and all(firm for firm, _ in callings)


@cache
def _body_nouns() -> frozenset[str]:
    lines = (line.split(",") for line in entries("callings.csv"))
    return frozenset(noun for sort, _, nouns in lines if sort == "body" for noun in nouns.split())


@dataclass(frozen=True, slots=True)
class Named:
    """A party where it is named: the numbers of the first word and of the one after the last."""

    party: Party
    first: int
    last: int


class Parties:
    """Everybody whom a text has named so far; fed sentence by sentence."""

    def __init__(self) -> None:
        self._by_name: dict[str, Party] = {}
        self._by_last: dict[str, Party | None] = {}  # None where two bear it
        self.organisations: deque[Party] = deque(maxlen=_MOST)  # the last ones introduced

    def find(self, name: str) -> Party | None:
        """The bearer of a name, in its full or its shortened form."""
        return self._by_name.get(name)

    def meet(self, entities: Sequence[Entity], words: Sequence[Word]) -> list["Named"]:
        """Take up the names of a sentence, which consists of `words`; places are left out."""
        starts = [w.start for w in words]
        met = []
        for entity in entities:
            first, last = bisect_left(starts, entity.span.start), bisect_left(starts, entity.span.end)
            party = self._take_up(entity, words, first)
            if party is not None:
                met.append(Named(party, first, last))
                if not party.is_person:
                    party.described |= set(_description(words, first, last))
        for one, other in pairwise(met):
            _employ(words, one, other)
        return met

    def _take_up(self, entity: Entity, words: Sequence[Word], at: int) -> Party | None:
        known = self._by_name.get(entity.name)
        if known is not None:
            return known
        kind = kind_of_name(entity.name)
        if kind is NameKind.PLACE or entity.name.lower() in word_set("function_words.txt"):
            return None
        titled = at > 0 and (words[at - 1].text in word_set("titles.txt") or words[at - 1].low in ("mr", "mrs", "ms"))
        kind = NameKind.PERSON if titled and kind is NameKind.UNKNOWN else kind
        article = at > 0 and words[at - 1].low == "the" and " of " in f" {entity.name} "
        party = self._shorter(entity.name) or Party(entity.name, kind, article=article)
        if party.name == entity.name and kind is not NameKind.PERSON:
            self.organisations.append(party)
        self._by_name[entity.name] = party
        self._learn_short_forms(entity.name, party)
        return party

    def _learn_short_forms(self, name: str, party: Party) -> None:
        parts = name.split()
        if len(parts) > 1:
            short = parts[-1] if party.is_person else parts[0]
            known = self._by_last.setdefault(short, party)
            if known is not party:
                self._by_last[short] = None

    def _shorter(self, name: str) -> Party | None:
        """Whom a short form means: "Kroll" after "Ida Kroll", "Halden" after "Halden Optics" alone."""
        return self._by_last.get(name) if " " not in name else None


def _employ(words: Sequence[Word], one: Named, other: Named) -> None:
    """Note that one of two neighbours is introduced as speaking for the other."""
    lows = [w.low for w in words[one.last : other.first]]
    if one.party.is_person == other.party.is_person or len(lows) > _OFFICE:
        return
    office = not group("offices").isdisjoint(lows)
    if one.party.is_person:
        leads = not group("leading an organisation").isdisjoint(lows)
        owned = words[other.last - 1].text != bare(words[other.last - 1].text)
        if lows in (["of"], ["at"], ["from"]) or (lows[:1] == [","] and (office or leads or owned)):
            one.party.speaks_for = other.party
    elif office and _OTHER_CLAUSE.isdisjoint(lows):
        other.party.speaks_for = one.party


def _description(words: Sequence[Word], at: int, end: int) -> list[str]:
    """The words that describe the name at `at` to `end`: "the lens maker Halden", "Halden, a maker of lenses,"."""
    found = []
    back = at - 1
    while back >= 0 and at - back < 5 and words[back].is_word and bare(words[back].low) == words[back].low:
        low = words[back].low
        if low in word_set("prepositions.txt") or low in group("forms of be") or low in ("and", "or", "that"):
            break
        found.append(low)
        if low in ("the", "a", "an"):
            break
        back -= 1
    if not any(low in word_set("party_nouns.txt") for low in found):
        found = []
    after = words[end : end + _APPOSITION]
    lows = [w.low for w in after]
    opens = (lows[:1] == [","] and lows[1:2] in (["a"], ["an"], ["the"], ["one"])) or (
        lows[:1] in (["is"], ["was"]) and lows[1:2] in (["a"], ["an"], ["the"])
    )
    if opens:
        for word in after[2:]:
            if (
                word.text in ",.;:"
                or word.low in group("relatives")
                or word.low in ("of", "for", "in", "with", "based")
            ):
                break
            found.append(bare(word.low))
    return found
