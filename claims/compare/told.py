"""A sentence as one side of a comparison: its reading, its names, and what the text around it settles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.compare.claim_names import Name, stop_words
from claims.compare.claim_side import ClaimSide
from claims.compare.clauses import PREPOSITION
from claims.compare.frames import Frame, Parsed, parse
from claims.compare.lexicon import word_class
from claims.compare.names import find_name, find_names, is_rival, same_name
from claims.compare.synonyms import has_word
from claims.compare.words import Word, stem
from claims.domain.reading import Reading, SentenceReading

_SENTENCES_BEFORE = 2
_STOPS = frozenset({",", ";", ":", "."})
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and its surroundings.

    `named` are its names as (start, end, name), counted in its own text. `context` are the readings
    of the title and the sentences before it, by which "the deal" and "the company" are understood.
    `lent` are the words of names by which only somebody else is told: "the senator's brother", "a rival of Arden".
    `found` holds the places of names that were asked for.
    """

    sentence: SentenceReading
    parsed: Parsed
    named: tuple[tuple[int, int, str], ...]
    context: tuple["Before", ...]
    lent: frozenset[int] = frozenset()
    found: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)

    @property
    def offset(self) -> int:
        """Where the sentence starts in its text."""
        return self.sentence.span.start

    def place_of(self, name: str) -> int | None:
        """The word at which `name` or a short form of it stands."""
        return next((at for at in self._places(name) if at not in self.lent), None)

    def is_lent(self, name: str) -> bool:
        """Whether the name only tells somebody else: "the senator's brother"."""
        return any(at in self.lent for at in self._places(name))

    def place_in(self, name: str, *parts: range) -> int | None:
        """The first word within `parts` at which the name stands, an earlier part before a later one."""
        places = [at for at in self._places(name) if at not in self.lent]
        return next((min(found) for part in parts if (found := [at for at in places if at in part])), None)

    def _places(self, name: str) -> tuple[int, ...]:
        """All words at which the name stands; looked for once, since many conditions ask."""
        if name not in self.found:
            self.found[name] = tuple(find_names(name, self.parsed, self.named))
        return self.found[name]

    def clause(self, frame: Frame | None) -> tuple[range, ...]:
        """The words that tell a deed: its clause, what is said before it ("In Bulgaria, ..."), and its parts."""
        if frame is None:
            return (range(len(self.parsed.words)),)
        own = range(self._opening(frame.start), frame.end)
        return own, *(part for part in (frame.agent, frame.patient) if part and part[0] not in own)

    def _opening(self, start: int) -> int:
        """Where the adverbial before a clause begins: at a preposition that nothing but other words of it precede."""
        words = self.parsed.words
        if start < 2 or words[start - 1].low != ",":
            return start
        first = next((i + 1 for i in range(start - 2, -1, -1) if words[i].low in _STOPS), 0)
        opens = words[first].low in PREPOSITION and not any(f.at in range(first, start) for f in self.parsed.frames)
        return first if opens else start

    def holds(self, part: range, at: int) -> bool:
        """Whether the name at word `at` has the part in a deed that these words tell, and no other name of them.

        "Arden Foods, a rival of Norvale," is Arden Foods.
        """
        return at in part and not any(i in part and i < at and self._only_explains(i, at) for i in self._leading(part))

    def _leading(self, part: range) -> list[int]:
        places = (self.word_at(start) for start, _, _ in self.named)
        return [i for i in places if i in part and not self._is_governed(i)]

    def _only_explains(self, leading: int, at: int) -> bool:
        """Whether the name at `at` stands in what is said of the one at `leading`: behind "of" or after a comma."""
        between = self.parsed.words[leading:at]
        listed = any(w.low == "and" for w in between)
        return not listed and (self._is_governed(at) or any(w.low == "," for w in between))

    def _is_governed(self, at: int) -> bool:
        i = at - 1
        while i >= 0 and (self.parsed.words[i].capital or self.parsed.words[i].low in _ARTICLES):
            i -= 1
        return i >= 0 and self.parsed.words[i].low in PREPOSITION

    def in_context(self, name: str) -> bool:
        """Whether the title or a sentence before has the name."""
        return any(find_name(name, before.parsed, before.named) is not None for before in self.context)

    def has_before(self, word: str) -> bool:
        """Whether the title or a sentence before has the stem `word`, or one that news uses for it."""
        return any(has_word(before.parsed, word) for before in self.context)

    def word_at(self, start: int) -> int:
        """The word that holds character `start` of the sentence."""
        return next((i for i, w in enumerate(self.parsed.words) if w.end > start), 0)

    def foreign_names(self, side: ClaimSide, part: range) -> Iterator[str]:
        """Names in a stretch of words that are none of the claim's."""
        for start, _, name in self.named:
            if self.word_at(start) in part and not any(same_name(n.text, name) for n in side.names + side.places):
                yield name

    def rival_of(self, name: Name) -> str | None:
        """A sibling of the name that stands here in its stead ("Highway 14" for "Highway 12")."""
        return next((other for _, _, other in self.named if is_rival(name.text, other)), None)

    def content(self, part: range) -> list[str]:
        """Stems of the telling words in a stretch, amounts left out."""
        words = (self.parsed.words[i] for i in part)
        spans = [q.span for q in self.sentence.quantities if not q.unit.islower()]
        return [
            w.stem
            for w in words
            if w.is_word
            and not w.low[0].isdigit()
            and w.low not in stop_words()
            and not any(s.start <= w.start + self.offset < s.end for s in spans)
        ]


def told_of(sentence: SentenceReading, reading: Reading | None, side: ClaimSide) -> Told:
    """The sentence with what `reading` has before it, as a claim meets it."""
    parsed = parse(sentence.text)
    return Told(sentence, parsed, _named(sentence), _context(sentence, reading), _lent(parsed, side))


def _lent(parsed: Parsed, side: ClaimSide) -> frozenset[int]:
    """The words of names before "'s" and behind "of" by which something else is told, unless the claim tells it so."""
    words = parsed.words
    found: set[int] = set()
    if not parsed.lows.isdisjoint(_AWAY):
        for i in range(2, len(words)):
            if words[i - 1].low in {"of", "from"} and words[i - 2].low in _AWAY:
                found.update(_capitals(words, range(i, len(words))))
    if parsed.stems.isdisjoint(_KIN) or not side.parsed.stems.isdisjoint(_KIN):
        return frozenset(found)
    for i, word in enumerate(words):
        if word.stem not in _KIN:
            continue
        owner = next((k for k in range(i - 1, max(-1, i - 1 - _KIN_REACH), -1) if words[k].low in _OWNING), None)
        first = i + 2 if i + 1 < len(words) and words[i + 1].low in {"of", "to"} else None
        if owner is not None:
            found.update(_capitals(words, range(owner - 1, -1, -1)))
        if first is not None:
            found.update(_capitals(words, range(first, len(words))))
    return frozenset(found)


def _capitals(words: Sequence[Word], places: range) -> Iterator[int]:
    """The capitalised words in a row from the first of `places` on, articles and one title passed over."""
    for number, i in enumerate(places):
        if words[i].capital:
            yield i
        elif number > 1 or words[i].low in PREPOSITION or not words[i].is_word:
            return


_KIN = frozenset(stem(word) for word in word_class("kin"))
_AWAY = word_class("compass") | word_class("distance")  # "forty kilometres east of Serra Alta" is not there
_KIN_REACH = 3  # words between "'s" and whom it leads to
_OWNING = frozenset({"'s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Before:
    """A text before the sentence, with the names known to be in it."""

    parsed: Parsed
    named: tuple[tuple[int, int, str], ...] = ()


def _named(sentence: SentenceReading) -> tuple[tuple[int, int, str], ...]:
    at = sentence.span.start
    return tuple((e.span.start - at, e.span.end - at, e.name) for e in sentence.entities)


def _context(sentence: SentenceReading, reading: Reading | None) -> tuple[Before, ...]:
    if reading is None:
        return ()
    number = _number(reading, sentence.span.start)
    before = reading.sentences[max(0, number - _SENTENCES_BEFORE) : number]
    if number > _SENTENCES_BEFORE:
        before = (reading.sentences[0], *before)
    title = (Before(parse(reading.title)),) if reading.title else ()
    return (*title, *(Before(parse(s.text), _named(s)) for s in before))


def _number(reading: Reading, start: int) -> int:
    return next((i for i, s in enumerate(reading.sentences) if s.span.start == start), 0)


_REFERRING = word_class("referring")


def refers_back(told: Told) -> bool:
    """Whether the sentence can pick up something named before: it has a pronoun or a definite article."""
    return any(w.low in _REFERRING for w in told.parsed.words)
