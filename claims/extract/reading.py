"""Reading an article: one pass that finds its sentences and everything said in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from claims.domain.mention import Attribution, DateMention, Entity, Manner, Quantity
from claims.domain.reading import Reading, SentenceReading
from claims.domain.text import Span
from claims.extract.attribution import cast_of, speech_in
from claims.extract.datelines import is_dateline
from claims.extract.dates import find_dates
from claims.extract.entities import entities_in
from claims.extract.figures import joined_figures
from claims.extract.quantities import find_quantities
from claims.extract.referents import with_referents
from claims.extract.sentences import split_sentences
from claims.extract.speech.scene import Scene
from claims.extract.words import Word, split_words

_Mention = TypeVar("_Mention", Quantity, DateMention, Entity)


def read(text: str, told_on: date, title: str = "") -> Reading:
    """The sentences of `text` with their quantities, dates, names and speech.

    `told_on` is the day from which "in one month" counts. All spans count in `text`.
    """
    words = split_words(text)
    plain = _with_mentions(text, split_sentences(text), words, told_on)
    return Reading(sentences=_with_speech(text, words, plain), title=title, told_on=told_on)


def glance(text: str, told_on: date) -> SentenceReading:
    """A text as one sentence with its quantities, dates and names; who says it is not asked, which takes most time."""
    return _with_mentions(text, [Span(0, len(text), text)], split_words(text), told_on)[0]


def _with_mentions(text: str, spans: Sequence[Span], words: list[Word], told_on: date) -> tuple[SentenceReading, ...]:
    days = find_dates(text, told_on)
    quantities = _shared_out(joined_figures(text, _without_deadlines(find_quantities(text), days)), spans)
    dates = _shared_out(days, spans)
    entities = _shared_out(entities_in(text, words), spans)
    for n, span in enumerate(spans):
        if is_dateline(span.text):
            entities[n] = ()  # nobody whom it names acts in the report
    return tuple(
        SentenceReading(span=span, quantities=quantities[n], dates=dates[n], entities=entities[n])
        for n, span in enumerate(spans)
    )


def _without_deadlines(quantities: Iterable[Quantity], dates: Iterable[DateMention]) -> list[Quantity]:
    """The quantities but those that only say when: "one month" in "in one month"."""
    taken = {span.end: span.start for span in (date.span for date in dates if date.limit)}
    return [q for q in quantities if taken.get(q.span.end, q.span.end) > q.span.start]


def _shared_out(mentions: Iterable[_Mention], spans: Sequence[Span]) -> list[tuple[_Mention, ...]]:
    """Each sentence's share of the mentions: those that begin in it."""
    shares: list[list[_Mention]] = [[] for _ in spans]
    starts = [span.start for span in spans]
    for mention in mentions:
        at = bisect_right(starts, mention.span.start) - 1
        if at >= 0:
            shares[at].append(mention)
    return [tuple(share) for share in shares]


def _with_speech(text: str, words: list[Word], sentences: tuple[SentenceReading, ...]) -> tuple[SentenceReading, ...]:
    scene = Scene.of(text, words, [s.span for s in sentences])
    cast = cast_of(scene, sentences)
    said = _said_in(speech_in(scene, [e for s in sentences for e in s.entities], cast), sentences)
    own = [scene.words[lo:hi] for lo, hi in scene.bounds]
    told = tuple(
        replace(sentence, attributions=said[n], subject=cast.subject(own[n])) for n, sentence in enumerate(sentences)
    )
    return with_referents(text, told, own)


def _said_in(
    attributions: Iterable[Attribution], sentences: Sequence[SentenceReading]
) -> list[tuple[Attribution, ...]]:
    """The attributions of each sentence: those by a verb of saying or thinking that reach into it."""
    shares: list[list[Attribution]] = [[] for _ in sentences]
    starts = [s.span.start for s in sentences]
    for one in attributions:
        if one.manner is Manner.OTHER:
            continue
        spans = [one.content] if one.cue is None else [one.content, one.cue]
        first = max(0, bisect_right(starts, min(s.start for s in spans)) - 1)
        last = bisect_left(starts, max(s.end for s in spans))
        for n in range(first, last):
            if any(sentences[n].span.overlaps(s) for s in spans):
                shares[n].append(one)
    return [tuple(share) for share in shares]
