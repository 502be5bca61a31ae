"""Names of organisations, people, places and products, found by their capitals and by word lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.domain.mention import Entity
from claims.domain.text import span_of
from claims.extract.casing import in_headlines, is_capital, is_ordinary, opens_sentence
from claims.extract.lexicon import entries, group, phrase_set, word_set
from claims.extract.words import Word, bare, split_words

_MAX_WORDS = 10  # of a name
_ABBREVIATED = group("abbreviated")
_PARTICLES = group("particles")
_FAMILY = group("family")
_COMPASS = group("compass")
_MADE = group("compound tails")
_CURRENCY_MARKS = frozenset("$€£¥₩₹")


def find_entities(text: str) -> tuple[Entity, ...]:
    """The names in `text` in their order; `Entity.name` is the form they are compared under.

    A capital at the head of a sentence proves nothing, nor does one in a headline: there, word lists
    and the casing of the same word elsewhere in the text decide.
    """
    return entities_in(text, split_words(text))


def entities_in(text: str, words: list[Word]) -> tuple[Entity, ...]:
    """As find_entities, for a text whose words are at hand."""
    return _Finder.of(text, words).find()


@cache
def aliases() -> dict[str, str]:
    """Short forms of countries and unions ("U.S") and the name to compare under."""
    return dict(line.split(",", 1) for line in entries("aliases.csv"))


@cache
def places() -> frozenset[str]:
    """Countries, continents, cities and states, as printed."""
    return phrase_set("countries.txt") | phrase_set("cities.txt")


@cache
def _known_by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of several words that stand in a list, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in places() | phrase_set("known_names.txt"):
        parts = tuple(name.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


@dataclass(frozen=True, slots=True)
class _Finder:
    """One text on its way: its words, which of them carry a capital only for their place, and the casing seen."""

    text: str
    words: list[Word]
    capital: list[bool]
    placed: list[bool]  # capital explained by the word's place: head of a sentence, headline
    headline: list[bool]
    lower_seen: frozenset[str]
    name_seen: frozenset[str]

    @classmethod
    def of(cls, text: str, words: list[Word]) -> "_Finder":
        capital = [is_capital(w.text) for w in words]
        headline = in_headlines(text, words)
        placed = [w.text[0].isupper() and (headline[i] or opens_sentence(text, words, i)) for i, w in enumerate(words)]
        lower = frozenset(w.text for w in words if w.text.islower())
        names = frozenset(
            bare(w.text) for w, at_head in zip(words, placed, strict=True) if not at_head and w.text[0].isupper()
        )
        return cls(text, words, capital, placed, headline, lower, names)

    def find(self) -> tuple[Entity, ...]:
        found: list[Entity] = []
        at = 0
        while at < len(self.words):
            if not self._may_begin(at):
                at += 1
                continue
            end = self._known(at) or self._chain(at)
            found.extend(self._entities(at, end))
            at = end
        return tuple(found)

    def _may_begin(self, at: int) -> bool:
        if not self.capital[at]:
            return False
        word = self.words[at].text
        if blocks(word):
            return False
        money = at + 1 < len(self.words) and self.words[at + 1].text in _CURRENCY_MARKS
        return not (money and self.words[at + 1].start == self.words[at].end)

    def _known(self, at: int) -> int | None:
        """The end of a listed name of several words that begins at `at`."""
        for parts in _known_by_first().get(self.words[at].text, ()):
            following = self.words[at : at + len(parts)]
            if tuple(bare(w.text) for w in following) == parts:
                end = at + len(parts)
                last = following[-1].text
                grows = end < len(self.words) and last == bare(last) and self._joined(end) and self._may_begin(end)
                return None if grows and not self.placed[end] else end
        return None

    def _chain(self, at: int) -> int:
        """The end (exclusive) of the run of words that may make one name from `at` on."""
        end = at + 1
        while end < len(self.words) and end - at < _MAX_WORDS:
            last = self.words[end - 1].text
            if last != bare(last) or hyphen_head(last) != last:
                break
            step = self._step(at, end)
            if step == 0:
                break
            end += step
        return end

    def _step(self, at: int, end: int) -> int:
        """How many words from `end` on belong to the name that began at `at`."""
        word, last = self.words[end], self.words[end - 1].text
        if not self._joined(end):
            return 2 if self._legal_after_comma(end) else 0
        if self.capital[end]:
            return 0 if blocks(word.text) else 1
        if word.text.isdigit():
            return 1 if last in word_set("numbered.txt") and len(word.text) <= 4 else 0
        if word.text == "." and (last.lower() in _ABBREVIATED or (len(last) == 1 and last != "I")):
            return 2 if self._follows(end + 1) and last.lower() not in word_set("legal_suffixes.txt") else 0
        if word.text == "&" or (word.low == "and" and self._family(end + 1)):
            return 2 if self._follows(end + 1) else 0
        if word.low == "of" and last in word_set("of_heads.txt"):
            if self._follows(end + 1):
                return 2
            return 3 if end + 1 < len(self.words) and self.words[end + 1].low == "the" and self._follows(end + 2) else 0
        if word.low in _PARTICLES and end - at >= 1 and not self.placed[end - 1]:
            return 2 if self._follows(end + 1) else 0
        return 0

    def _joined(self, at: int) -> bool:
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return len(gap) <= 2 and "\n" not in gap and (gap != "" or self.words[at].text in ".,")

    def _follows(self, at: int) -> bool:
        return at < len(self.words) and self._joined(at) and self.capital[at] and not blocks(self.words[at].text)

    def _family(self, at: int) -> bool:
        return at < len(self.words) and bare(self.words[at].low) in _FAMILY

    def _legal_after_comma(self, at: int) -> bool:
        return (
            self.words[at].text == ","
            and at + 1 < len(self.words)
            and self.words[at + 1].text in word_set("legal_suffixes.txt")
        )

    def _entities(self, start: int, end: int) -> Iterator[Entity]:
        pieces = self._pieces(start, end) if self.headline[start] else [(start, end)]
        for first, last in pieces:
            first, last = self._trimmed(first, last)  # noqa: PLW2901
            if first < last and self._is_name(first, last):
                yield self._entity(first, last)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of a headline's words that are not ordinary English."""
        if self._known(start) == end:
            return [(start, end)]
        pieces: list[tuple[int, int]] = []
        at = start
        while at < end:
            known = self._known(at)
            if known is not None and known <= end:
                pieces.append((at, known))
                at = known
                continue
            first = at
            while at < end and not self._plain(at, first) and (at == first or self._known(at) is None):
                at += 1
            if at > first:
                pieces.append((first, at))
            at = max(at, first + 1)
        return pieces

    def _plain(self, at: int, first: int) -> bool:
        """Whether a headline's word is ordinary; a company's "Group" after a name is not."""
        word = self.words[at]
        if at > first and word.text in word_set("org_words.txt"):
            return False
        low = bare(word.low)
        surname = at == first + 1 and self.words[first].text in word_set("first_names.txt")
        if surname or bare(word.text) in self.name_seen:
            return False
        participle = low.endswith("ed") and len(low) > 5 and word.text not in word_set("first_names.txt")
        return low in self.lower_seen or participle or is_ordinary(low)

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The run without what only stands before or after a name: openers, titles, nationalities."""
        outer = word_set("function_words.txt")
        while first < last and (
            self.words[first].low in outer and (self.placed[first] or self.words[first].low == "the")
        ):
            if last - first > 1 and self.words[first].text.isupper() and len(self.words[first].text) > 1:
                break
            first += 1
        while first < last and self.words[last - 1].text in word_set("not_names.txt"):
            last -= 1
        if any(bare(w.text) in word_set("org_words.txt") for w in self.words[first + 1 : last]):
            return first, last
        while first < last and self._before_person(first, last):
            first += 1
        return first, last

    def _before_person(self, at: int, end: int) -> bool:
        titles, parts = word_set("titles.txt"), word_set("title_parts.txt") | word_set("nationalities.txt")
        word = self.words[at].text
        if word in titles or self.words[at].text == ".":
            return True
        rest = [w.text for w in self.words[at + 1 : min(end, at + 4)]]
        return (word in parts or word in ("South", "North")) and any(w in titles for w in rest)

    def _is_name(self, first: int, last: int) -> bool:
        run = self.words[first:last]
        if all(bare(hyphen_head(w.text)) in word_set("nationalities.txt") or w.low in _COMPASS for w in run):
            return False
        if last - first > 1:
            return True
        word, low = bare(run[0].text), bare(run[0].low)
        if len(word) < 2 or word in word_set("not_names.txt") or word in word_set("title_parts.txt"):
            return False
        if word in places() or word in aliases():
            return True
        if self.placed[first]:
            known = word in self.name_seen or (low not in self.lower_seen and not is_ordinary(low))
            return known and not low.endswith("ly")
        if word.isupper():
            return True
        after_the = first > 0 and self.words[first - 1].low == "the"
        return not (is_ordinary(low) and (after_the or word in word_set("org_words.txt") or low in self.lower_seen))

    def _entity(self, first: int, last: int) -> Entity:
        start = self.words[first].start
        final = self.words[last - 1]
        end = final.start + len(hyphen_head(bare(final.text)))
        return Entity(span_of(self.text, start, end), self._name(first, last))

    def _name(self, first: int, last: int) -> str:
        parts = [w.text for w in self.words[first:last] if w.text not in (".", ",")]
        parts[-1] = hyphen_head(bare(parts[-1]))
        while len(parts) > 1 and parts[-1] in word_set("legal_suffixes.txt"):
            parts.pop()
        if len(parts) > 1 and parts[-1] in ("&", "and"):
            parts.pop()
        name = " ".join(parts)
        return aliases().get(name, name)


def hyphen_head(word: str) -> str:
    """The name in a compound such as "Seoul-based"; other words as they are."""
    head, _, tail = word.partition("-")
    return head if head and tail in _MADE else word


def blocks(word: str) -> bool:
    """Whether a capitalised word can be no part of a name: a weekday, a month, a sum in a currency."""
    if word in word_set("calendar.txt"):
        return True
    return word[-1].isdigit() and word[:3] in word_set("not_names.txt")
