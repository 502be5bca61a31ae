"""What a claim would consist of: one statement's own words with its mentions, before anything is decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.domain.mention import Attribution, DateMention, Quantity
from claims.domain.reading import SentenceReading
from claims.domain.text import Span
from claims.extract.claimants import claimant_of, is_nameless, main_attribution, speaks_of_itself, vower
from claims.extract.datelines import is_dateline
from claims.extract.lexicon import group, word_set
from claims.extract.quotations import find_quotations
from claims.extract.speech.verbs import is_past
from claims.extract.subjects import names_party
from claims.extract.wording import Edit
from claims.extract.words import Word, first_in, split_words

_QUOTE_MARKS = "“”„\"«»‘’'"
_SHORTEST = 4  # words of a statement; a shorter quotation is a turn of phrase, and the sentence is the statement
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|CET|ET))?:? (?=[^\W\d_a-z]|[“\"])")
_SUBJECT_CHARS = 12  # a subject stands so close to the beginning
_BACK = 6  # sentences in which "the deal" may have been introduced


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence or the words told in it; the spans of its mentions count in the article.

    `words` are its own, `told` all of the sentence it stands in; both count from `told_at`, where that begins.
    A quantity inside a date ("in five years") is not among its quantities. `due` are the dates of what is told,
    without the day on which it was told ("said on Monday"). `on_record`: somebody with a name stands for it.
    `own`: the claimant speaks of itself. `sentence` is the one it stands in, `said` what is said there and by whom.
    Where a sentence makes several claims, `lead` has what this one shares with another and comes before `span`, and
    `edits` are words to be put in place of some of its own; the words of `lead` are among `words`.
    """

    span: Span
    words: Sequence[Word]
    told: Sequence[Word]
    told_at: int
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    names: tuple[str, ...]
    due: tuple[DateMention, ...] = ()
    claimant: str | None = None
    on_record: bool = False
    own: bool = False
    sentence: SentenceReading
    said: Attribution | None = None
    lead: tuple[Span, ...] = ()
    edits: tuple[Edit, ...] = ()


def statements_of(sentences: Sequence[SentenceReading]) -> Iterator[Statement]:
    """The statement that each sentence of an article makes, in their order."""
    words = [split_words(s.text) for s in sentences]
    for number, sentence in enumerate(sentences):
        if is_dateline(sentence.text):
            continue
        said = main_attribution(sentence)
        yield _statement(sentences, words, number, said, _own_words(sentence, words[number], said))


def typed_statement(text: str, sentences: Sequence[SentenceReading], claimant: str | None = None) -> Statement:
    """All of `text` as one statement; the first sentence in which somebody speaks gives the claimant.

    A `claimant` who is given goes before that one, and speaks of itself where the text begins with its name.
    """
    whole = SentenceReading(
        span=Span(0, len(text), text),
        quantities=tuple(q for s in sentences for q in s.quantities),
        dates=tuple(d for s in sentences for d in s.dates),
        entities=tuple(e for s in sentences for e in s.entities),
        subject=next((s.subject for s in sentences if s.subject), None),
    )
    said = next((a for s in sentences if (a := main_attribution(s)) is not None), None)
    if said is not None:
        whole = replace(whole, attributions=(said,))
    statement = _statement((whole,), [split_words(text)], 0, said, whole.span)
    if claimant is None:
        return statement
    opening = statement.words[0].low if statement.words else ""
    named = any(e.span.start < _SUBJECT_CHARS and _is_same(e.name, claimant) for e in whole.entities[:1])
    own = statement.own or named or opening in ("we", "i")
    return replace(statement, claimant=claimant, on_record=True, own=own)


def _is_same(name: str, claimant: str) -> bool:
    """Whether a name is the claimant's, in full or shortened."""
    ours, theirs = name.casefold().split(), claimant.casefold().split()
    return ours[: len(theirs)] == theirs or theirs[: len(ours)] == ours


def _statement(
    sentences: Sequence[SentenceReading],
    words: Sequence[Sequence[Word]],
    number: int,
    said: Attribution | None,
    span: Span,
) -> Statement:
    sentence, told = sentences[number], words[number]
    base = sentence.span.start
    own_words = _within(told, span.start - base, span.end - base)
    own = False
    if said is not None:
        start = max(span.start, said.content.start)
        own = speaks_of_itself(sentence, said, _within(told, start - base, said.content.end - base), start)
    claimant = claimant_of(sentences, number, said) if said is not None else vower(sentence, own_words)
    dates = tuple(d for d in sentence.dates if span.covers(d.span))
    dated = {offset for d in dates for offset in range(d.span.start, d.span.end)}
    names = _names(sentence, span, own_words, said, own) or _introduced_with(sentences, words, number, own_words)
    if not names and said is not None and said.speaker:
        names = [said.speaker]
    return Statement(
        span=span,
        words=own_words,
        told=told,
        told_at=base,
        quantities=tuple(q for q in sentence.quantities if span.covers(q.span) and q.span.start not in dated),
        dates=dates,
        due=tuple(d for d in dates if said is None or said.content.covers(d.span)),
        names=tuple(dict.fromkeys(names)),
        claimant=claimant,
        on_record=claimant is not None and not (is_nameless(claimant) if said is None else said.anonymous),
        own=own,
        sentence=sentence,
        said=said,
    )


def _names(
    sentence: SentenceReading, span: Span, own_words: Sequence[Word], said: Attribution | None, own: bool
) -> list[str]:
    """The names that the statement is about, with whom its pronouns stand for; a mere speaker is not among them."""
    speaker = said.claimant if said is not None and not own else None
    names = [
        e.name
        for e in sentence.entities
        if span.covers(e.span) and not (speaker is not None and speaker.covers(e.span))
    ]
    if own and said is not None and said.speaker:
        return [*names, said.speaker]
    if sentence.subject is None:
        return names
    refers = first_in(own_words, group("party pronouns")) is not None or names_party(own_words)
    return [*names, sentence.subject] if refers else names


def _within(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    return [w for w in words if start <= w.start and w.end <= end]


def _own_words(sentence: SentenceReading, words: Sequence[Word], said: Attribution | None) -> Span:
    """The quoted words, or the content of plain speech where it can stand alone, or else the sentence."""
    whole = _without_opening(sentence, words)
    if said is None or said.cue is None:
        return whole
    if any(mark in said.content.text for mark in '“"«'):
        quoted = _quoted_words(sentence)
        if quoted is not None:
            return whole if _is_fragment(quoted, words, sentence.span.start) else quoted
    base = sentence.span.start
    plain = any(w.low in group("telling") for w in _within(words, said.cue.start - base, said.cue.end - base))
    if not plain or not sentence.span.covers(said.content):
        return whole
    told = _within(words, said.content.start - base, said.content.end - base)
    introduced = bool(told) and told[0].low in group("question words")
    told = told[introduced:]
    if len(told) < _SHORTEST or told[0].low in group("party pronouns") or told[0].low == "to":
        return whole
    if not introduced and not _is_clause(told) and said.cue.text.lower() in group("telling of things"):
        return whole
    return _trimmed(sentence, told[0].start, said.content.end - base)


def _without_opening(sentence: SentenceReading, words: Sequence[Word]) -> Span:
    """The sentence without "But" or "And", and without the hour that an entry of a live report opens with."""
    first = 0
    hour = _HOUR.match(sentence.text)
    while hour and first < len(words) and words[first].start < hour.end():
        first += 1
    if first < len(words) and words[first].low in group("opening") and words[first].text[0].isupper():
        first += 1 + (first + 1 < len(words) and words[first + 1].text == ",")
    if not 0 < first < len(words):
        return sentence.span
    return Span(words[first].start, len(sentence.text), sentence.text[words[first].start :]).shifted(
        sentence.span.start
    )


def _is_fragment(quoted: Span, words: Sequence[Word], base: int) -> bool:
    """Whether a quotation has no subject of its own: "did not reflect reality", "for as long as it takes"."""
    first = next(iter(_within(words, quoted.start - base, quoted.end - base)), None)
    if first is None or first.text[0].isupper():
        return False
    return first.low in word_set("auxiliaries.txt") or first.low in word_set("prepositions.txt") or is_past(first.low)


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether a verb stands in the words: "sales of lamps rose", not "sales of $3 million"."""
    return any(w.low in word_set("auxiliaries.txt") or is_past(w.low) for w in words)


def _quoted_words(sentence: SentenceReading) -> Span | None:
    """The one long quotation in the sentence without its marks; None where there are several or none."""
    text = sentence.text
    quotes = find_quotations(text)
    if not quotes and text[-1] in '”»"':
        quotes = [(0, len(text))]  # the end of a quotation that began a sentence before
    long = [q for q in quotes if len(text[slice(*q)].split()) >= _SHORTEST]
    return _trimmed(sentence, *long[0]) if len(long) == 1 else None


def _trimmed(sentence: SentenceReading, start: int, end: int) -> Span:
    """Part of a sentence without quotation marks and a comma at its ends."""
    text = sentence.text
    while start < end and (text[start].isspace() or text[start] in _QUOTE_MARKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _QUOTE_MARKS or text[end - 1] == ","):
        if text[end - 1] in '”"' and _is_odd(text[start : end - 1]):
            break
        end -= 1
    return Span(start, end, text[start:end]).shifted(sentence.span.start)


def _is_odd(text: str) -> bool:
    """Whether a quotation is open at the end of some words."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _introduced_with(
    sentences: Sequence[SentenceReading], words: Sequence[Sequence[Word]], number: int, own_words: Sequence[Word]
) -> list[str]:
    """The names of the last sentence that speaks of the same thing as "the deal" or "these cameras" here."""
    pointing = group("pointing")
    nouns = (
        {
            own_words[at + step].low.removesuffix("s")
            for at, word in enumerate(own_words)
            if word.low in pointing
            for step in range(1, 6)
            if at + step < len(own_words) and len(own_words[at + step].low) > 3
        }
        - word_set("function_words.txt")
        - group("times")
    )
    if not nouns:
        return []
    if nouns & group("bargains"):
        nouns |= group("bargains")
    for earlier in range(number - 1, max(-1, number - 1 - _BACK), -1):
        if sentences[earlier].entities and nouns & {w.low.removesuffix("s") for w in words[earlier]}:
            return [e.name for e in sentences[earlier].entities]
    return []
