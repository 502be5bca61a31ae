"""A sentence as one side of a comparison: its reading, its names, and what the text around it settles."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.compare.claim_side import ClaimSide, Name, stop_words
from claims.compare.frames import Parsed, parse
from claims.compare.lexicon import word_class
from claims.compare.names import find_name, is_rival, same_name
from claims.domain.reading import Reading, SentenceReading

_SENTENCES_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and its surroundings.

    `named` are its names as (start, end, name), counted in its own text. `context` are the readings
    of the title and the sentences before it, by which "the deal" and "the company" are understood.
    """

    sentence: SentenceReading
    parsed: Parsed
    named: tuple[tuple[int, int, str], ...]
    context: tuple["Before", ...]

    @property
    def offset(self) -> int:
        """Where the sentence starts in its text."""
        return self.sentence.span.start

    def place_of(self, name: str) -> int | None:
        """The word at which `name` or a short form of it stands."""
        return find_name(name, self.parsed, self.named)

    def in_context(self, name: str) -> bool:
        """Whether the title or a sentence before has the name."""
        return any(find_name(name, before.parsed, before.named) is not None for before in self.context)

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


def told_of(sentence: SentenceReading, reading: Reading | None) -> Told:
    """The sentence with what `reading` has before it."""
    return Told(sentence, parse(sentence.text), _named(sentence), _context(sentence, reading))


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
