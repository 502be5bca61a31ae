"""What a claim would consist of: one statement's own words with its mentions, before anything is decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.domain.mention import Attribution, DateMention, Quantity
from claims.domain.reading import SentenceReading
from claims.domain.text import Span
from claims.extract.lexicon import group, word_set
from claims.extract.quotations import find_quotations
from claims.extract.subjects import names_party
from claims.extract.words import Word, split_words

_QUOTE_MARKS = "“”„\"«»‘’'"
_SHORTEST_QUOTE = 4  # words; a shorter quotation is a turn of phrase, and the sentence is the statement
_BACK = 6  # sentences in which "the deal" may have been introduced
_SUBJECT_CHARS = 12  # a subject stands so close to the beginning
_LONGEST_CLAIMANT = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence or the words quoted in it; the spans of its mentions count in the article.

    `told` holds every word of the sentence it stands in, the speaker and verb included. `own` says
    that the claimant speaks of itself.
    """

    span: Span
    words: Sequence[Word]
    told: Sequence[Word]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    names: tuple[str, ...]
    attribution: Attribution | None = None
    claimant: str | None = None
    own: bool = False

    @property
    def named_claimant(self) -> bool:
        """Whether somebody with a name stands for the words."""
        return self.claimant is not None and self.attribution is not None and not self.attribution.anonymous


def statement_of(sentences: Sequence[SentenceReading], number: int, whole: bool = False) -> Statement:
    """The statement that sentence `number` of an article makes; `whole` keeps all of its words."""
    sentence = sentences[number]
    told = split_words(sentence.text)
    said = main_attribution(sentence)
    span = sentence.span if whole else _own_words(sentence, said)
    words = told if span == sentence.span else split_words(span.text)
    claimant = _claimant(said) or _nameless_before(sentences, number, said)
    own = said is not None and _speaks_of_itself(sentence, said, words, span)
    return Statement(
        span=span,
        words=words,
        told=told,
        quantities=tuple(q for q in sentence.quantities if span.covers(q.span)),
        dates=tuple(d for d in sentence.dates if span.covers(d.span)),
        names=_names(sentences, number, span, words, said if own else None),
        attribution=said,
        claimant=claimant,
        own=own,
    )


def main_attribution(sentence: SentenceReading) -> Attribution | None:
    """The attribution that frames the sentence: of speech, the one with the longest content.

    Intentions ("plans to open") are attributions as well, but nobody is on record with them.
    """
    speech = [
        a for a in sentence.attributions if a.cue is None or a.cue.text.split()[0].lower() not in word_set("wishes.txt")
    ]
    return max(speech, key=lambda a: a.content.end - a.content.start, default=None)


def _own_words(sentence: SentenceReading, said: Attribution | None) -> Span:
    """The quoted words, or the content of plain speech where it can stand alone, or else the sentence."""
    if said is None or said.cue is None:
        return sentence.span
    if any(mark in said.content.text for mark in '“"«'):
        quoted = _quoted_words(sentence)
        if quoted is not None:
            return quoted
    plain = any(word.low in group("telling") for word in split_words(said.cue.text))
    if not plain or not sentence.span.covers(said.content):
        return sentence.span
    content = _trimmed(sentence, said.content.start, said.content.end)
    words = split_words(content.text)
    if words and words[0].low in ("that", "how", "why", "whether", "what"):
        content = _trimmed(sentence, content.start + words[0].end, content.end)
        words = words[1:]
    alone = len(words) >= 4 and words[0].low not in group("party pronouns") and words[0].low not in ("to", "if")
    return content if alone else sentence.span


def _quoted_words(sentence: SentenceReading) -> Span | None:
    """The one long quotation in the sentence without its marks; None where there are several or none."""
    base, text = sentence.span.start, sentence.text
    quotes = find_quotations(text)
    if not quotes and text[-1:] in '”»"':
        quotes = [(0, len(text))]  # the end of a quotation that began a sentence before
    pieces = [_trimmed(sentence, base + start, base + end) for start, end in quotes]
    if not pieces and text[:1] not in "”»":
        return None
    long = [p for p in pieces if len(p.text.split()) >= _SHORTEST_QUOTE]
    return long[0] if len(long) == 1 else None


def _trimmed(sentence: SentenceReading, start: int, end: int) -> Span:
    text = sentence.text[start - sentence.span.start : end - sentence.span.start]
    inner = text.strip().strip(_QUOTE_MARKS).rstrip(",").strip()
    at = start + text.find(inner) if inner else start
    return Span(at, at + len(inner), inner)


def _claimant(said: Attribution | None) -> str | None:
    """The speaker's name, or the words for a nameless one ("Sources"), which tell a reader more than nothing."""
    if said is None or said.claimant is None:
        return None
    if said.speaker is not None:
        return said.speaker
    words = " ".join(said.claimant.text.split())
    if words.lower() in group("party pronouns") or words.lower() in ("you", "who", "which", "that", "there"):
        return None
    return words[:1].upper() + words[1:_LONGEST_CLAIMANT]


def _nameless_before(sentences: Sequence[SentenceReading], number: int, said: Attribution | None) -> str | None:
    """The words for the nameless speakers that "they" goes on with: "Experts in the field"."""
    if said is None or not said.anonymous:
        return None
    for earlier in reversed(sentences[max(0, number - _BACK) : number]):
        for one in earlier.attributions:
            if one.anonymous and (claimant := _claimant(one)) is not None:
                return claimant
    return None


def _speaks_of_itself(sentence: SentenceReading, said: Attribution, words: Sequence[Word], span: Span) -> bool:
    """Whether the subject of what is told is whoever tells it."""
    content = words if span != sentence.span else split_words(said.content.text)
    opening = [w for w in content if w.is_word and w.low != "that"][:4]
    if not opening:
        return False
    if opening[0].low in group("party pronouns") or opening[0].low == "to":
        return said.claimant is not None
    if names_party(opening):
        quoted = said.content.text[:1] in _QUOTE_MARKS
        return said.speaker is not None and (quoted or sentence.subject in (None, said.speaker))
    begins = max(said.content.start, span.start)
    first = next((e for e in sentence.entities if said.content.covers(e.span) and e.span.start >= begins), None)
    return first is not None and first.name == said.speaker and first.span.start - begins < _SUBJECT_CHARS


def _names(
    sentences: Sequence[SentenceReading], number: int, span: Span, words: Sequence[Word], own: Attribution | None
) -> tuple[str, ...]:
    """The names in the statement, with whom its pronouns stand for; else those its "the deal" was introduced with."""
    sentence = sentences[number]
    names = [e.name for e in sentence.entities if span.covers(e.span)]
    if own is not None and own.speaker:
        names.append(own.speaker)
    elif sentence.subject and (any(w.low in group("party pronouns") for w in words) or names_party(words)):
        names.append(sentence.subject)
    if not names:
        names = _introduced_with(sentences, number, words)
    return tuple(dict.fromkeys(names))


def _introduced_with(sentences: Sequence[SentenceReading], number: int, words: Sequence[Word]) -> list[str]:
    """The names of the last sentence that speaks of the same thing as "the deal" or "these cameras" here."""
    nouns = {
        words[at + step].low.removesuffix("s")
        for at, word in enumerate(words)
        if word.low in ("the", "this", "these", "those")
        for step in range(1, 6)
        if at + step < len(words) and words[at + step].is_word and len(words[at + step].low) > 3
    } - word_set("function_words.txt")
    for earlier in reversed(sentences[max(0, number - _BACK) : number]):
        if earlier.entities and nouns & {w.low.removesuffix("s") for w in split_words(earlier.text)}:
            return [e.name for e in earlier.entities]
    return []
