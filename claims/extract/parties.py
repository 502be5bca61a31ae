"""The organisations and people of a text: under which names, called by which nouns, and who speaks for whom."""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from claims.domain.mention import Entity, EntityKind
from claims.extract.lexicon import entries, group, word_set
from claims.extract.words import Word, bare

_MOST = 30  # organisations that are kept in mind
_BEFORE = 4  # words of "the South Korean lens maker" that are read
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
    """A bearer of names: the fullest one, its kind, and the words by which the text describes it.

    `introduced`: a title or an office stands before its name. `article`: "the" does.
    """

    name: str
    kind: EntityKind
    described: set[str] = field(default_factory=set)
    speaks_for: "Party | None" = None
    introduced: bool = False
    article: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is a human being."""
        return self.kind is EntityKind.PERSON

    @property
    def is_guess(self) -> bool:
        """Whether one word alone, which acts as people do, makes it a person: "Halden said"."""
        return self.is_person and " " not in self.name and self.speaks_for is None

    @property
    def is_stranger(self) -> bool:
        """Whether a name of two words makes it a person, and nothing else does: "Zolta Varn" may be a firm."""
        first, _, rest = self.name.partition(" ")
        known = first in word_set("first_names.txt") or self.introduced or self.speaks_for is not None
        return self.is_person and bool(rest) and not known

    @property
    def may_be_person(self) -> bool:
        """Whether it is a human being, or has a name of two words that might be one's."""
        unknown = self.kind is EntityKind.OTHER and " " in self.name and not self.described
        return self.is_person or unknown

    def may_be_called(self, noun: str) -> bool:
        """Whether nothing speaks against calling it "the `noun`"."""
        if self.is_person:
            return False
        callings = [found for word in self.name.split() if (found := _callings().get(word)) is not None]
        if any(noun in nouns for _, nouns in callings):
            return True
        if any(not firm for firm, _ in callings):
            return noun in self.described
        if noun in group("firm nouns"):
            return self.described.isdisjoint(_body_nouns())
        return noun in self.described if callings or self.described else noun not in _body_nouns()

    def is_called(self, noun: str) -> bool:
        """Whether its name or the text itself says that it is a `noun`."""
        by_name = any(noun in _callings()[word][1] for word in self.name.split() if word in _callings())
        return by_name or noun in self.described or noun in self.name.lower().split()


def is_firm(name: str) -> bool:
    """Whether nothing in the name of an organisation says that it is a body such as a court or a newspaper."""
    return all(_callings()[word][0] for word in name.split() if word in _callings())


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
        self.organisations: deque[Party] = deque(maxlen=_MOST)  # the last ones introduced
        self._persons: deque[Party] = deque(maxlen=_MOST)

    @property
    def strangers(self) -> list[Party]:
        """Those whose names look like people's and who may be organisations."""
        return [party for party in self._persons if party.is_stranger]

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
        if entity.kind in (EntityKind.PLACE, EntityKind.PRODUCT) or entity.name.lower() in word_set(
            "function_words.txt"
        ):
            return None
        bearer = entity.bearer or entity.name
        party = self._by_name.get(bearer)
        if party is None:
            article = at > 0 and words[at - 1].low == "the" and " of " in bearer
            party = self._by_name[bearer] = Party(_without_trade(bearer), entity.kind, article=article)
            (self._persons if party.is_person else self.organisations).append(party)
        elif party.kind is EntityKind.OTHER:
            party.kind = entity.kind
        party.introduced = party.introduced or _is_introduced(words, at)
        self._by_name.setdefault(party.name, party)
        return self._by_name.setdefault(entity.name, party)


def _without_trade(name: str) -> str:
    """A name without the noun of its trade, which has a capital at the head of a sentence: "Retailer Halden"."""
    trade, _, rest = name.partition(" ")
    return rest if rest and trade.endswith("er") and trade.lower() in word_set("party_nouns.txt") else name


def _is_introduced(words: Sequence[Word], at: int) -> bool:
    """Whether a title or what somebody does for a living stands before a name: "Dr", "singer", "Mayor"."""
    before = words[at - 1 - (at > 1 and words[at - 1].text == ".")] if at else None
    return before is not None and (before.text in word_set("titles.txt") or before.low in word_set("roles.txt"))


def _employ(words: Sequence[Word], one: Named, other: Named) -> None:
    """Note that one of two neighbours is introduced as speaking for the other."""
    lows = [w.low for w in words[one.last : other.first]]
    if len(lows) > _OFFICE:
        return
    office = not group("offices").isdisjoint(lows)
    if lows[:1] == [","] and one.party.may_be_person and not other.party.is_person:
        owned = words[other.last - 1].text != bare(words[other.last - 1].text)
        if office or owned or not group("leading an organisation").isdisjoint(lows):
            one.party.kind = EntityKind.PERSON
            one.party.speaks_for = other.party
    elif lows in (["of"], ["at"], ["from"]) and one.party.is_person and not other.party.is_person:
        one.party.speaks_for = other.party
    elif office and other.party.may_be_person and not one.party.is_person and _OTHER_CLAUSE.isdisjoint(lows):
        other.party.kind = EntityKind.PERSON
        other.party.speaks_for = one.party


def _description(words: Sequence[Word], at: int, end: int) -> list[str]:
    """The words that describe the name at `at` to `end`: "the lens maker Halden", "Halden, a maker of lenses,"."""
    found: list[str] = []
    if at and words[at - 1].low in word_set("party_nouns.txt") and (at == 1 or words[at - 1].text.islower()):
        for word in reversed(words[max(0, at - _BEFORE) : at]):
            if not word.is_word or word.low in word_set("function_words.txt") or bare(word.low) != word.low:
                break
            found.append(word.low)
    if at > 1 and words[at - 1].text == "," and words[at - 2].low in word_set("party_nouns.txt"):
        found.append(words[at - 2].low)  # "the riders' union, Zolta,"
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
