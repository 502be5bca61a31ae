"""Dates, ranges and deadlines in a text, resolved against the day it was told on.

A scan over the words with rules of our own (claims.extract.when), because what a news text means by
"on Friday" or "in May" hangs on the verb beside it, which date parsers do not look at.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time

from claims.domain.mention import DateMention
from claims.domain.text import span_of
from claims.extract.when.deadlines import framed_at, frames
from claims.extract.when.frames import Framed
from claims.extract.when.phrases import holds, opens, phrase_at
from claims.extract.when.scene import Scene
from claims.extract.when.tokens import Tokens

_NEAR = 5  # tokens from the first word of a date to one that dates are made of: "not later than the 5th"


def find_dates(text: str, told_on: date, told_at: time | None = None) -> tuple[DateMention, ...]:
    """Every date in `text` in its order, with the first and last day it means; spans count in `text`.

    The span of a plain date is the date alone ("in [October 2025]"); that of a deadline, of a range
    and of an open period holds its preposition ("by 2030", "from March to May", "since 2019").
    `told_at` is the local time of telling, from which "in 30 minutes" counts; without it only the day is told.
    """
    scene = Scene(Tokens(text), told_on, phrase_at, told_at)
    return tuple(_mention(scene.tokens, framed) for framed in _scan(scene))


def _mention(tokens: Tokens, framed: Framed) -> DateMention:
    phrase = framed.phrase
    return DateMention(
        span_of(tokens.text, tokens.starts[phrase.start], tokens.ends[phrase.end - 1]),
        phrase.period.first,
        phrase.period.last,
        phrase.period.precision,
        framed.limit,
        from_time=phrase.hours.first if phrase.hours else None,
        to_time=phrase.hours.last if phrase.hours else None,
        open_start=phrase.open_start,
        open_end=phrase.open_end,
    )


def _scan(scene: Scene) -> Iterator[Framed]:
    words = scene.tokens.words
    behind = 0
    for i in _openings(words):
        framed = _framed_at(scene, i) if i >= behind else None
        if framed is not None:
            yield framed
            behind = framed.phrase.end


def _openings(words: Sequence[str]) -> list[int]:
    """The tokens at which a date may begin: words that open one, near a word that dates are made of."""
    found: list[int] = []
    made_of = len(words) + _NEAR
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if holds(word):
            made_of = i
        if made_of - i < _NEAR and (opens(word) or frames(word)):
            found.append(i)
    return found[::-1]


def _framed_at(scene: Scene, i: int) -> Framed | None:
    try:
        return framed_at(scene, i)
    except (ValueError, OverflowError):
        return None  # the words name a day that no calendar has
