"""Who said what: direct and indirect speech, thoughts and plans, who tells them, and by which word.

A trained model finds the cues and what they tell (speech/weighing.py), grammar finds who tells it
(speech/tellers.py), and the names of the article tell whom that means (speech/speakers.py).
"""

from bisect import bisect_right
from collections.abc import Sequence

from claims.domain.mention import Attribution, Entity
from claims.domain.reading import SentenceReading
from claims.extract.entities import entities_in
from claims.extract.sentences import split_sentences
from claims.extract.speech.scene import Scene
from claims.extract.speech.speakers import named
from claims.extract.speech.tellers import Told, told_by
from claims.extract.speech.weighing import parted, readings
from claims.extract.subjects import Cast
from claims.extract.words import split_words


def find_attributions(text: str) -> tuple[Attribution, ...]:
    """What is said or thought in `text`, by whom, in order of the content.

    A content that goes on after its cue ("...," she said. "...") is one span over both parts.
    """
    words, spans = split_words(text), split_sentences(text)
    starts = [span.start for span in spans]
    named: list[list[Entity]] = [[] for _ in spans]
    for entity in entities_in(text, words):
        named[bisect_right(starts, entity.span.start) - 1].append(entity)
    sentences = [SentenceReading(span=span, entities=tuple(own)) for span, own in zip(spans, named, strict=True)]
    scene = Scene.of(text, words, spans)
    return speech_in(scene, [e for own in named for e in own], cast_of(scene, sentences))


def cast_of(scene: Scene, sentences: Sequence[SentenceReading]) -> Cast:
    """The names of an article that a pronoun may stand for."""
    worded = ((s.entities, scene.words[lo:hi]) for s, (lo, hi) in zip(sentences, scene.bounds, strict=True))
    return Cast.of(worded)


def speech_in(scene: Scene, entities: Sequence[Entity], cast: Cast) -> tuple[Attribution, ...]:
    """As find_attributions, for an article that is laid out already."""
    told: list[Told] = []
    for reading in parted(scene, readings(scene)):
        one = told_by(scene, reading)
        if one is None or (told and (reading.cue < told[-1].cue[1] or one.content == told[-1].content)):
            continue  # "saying" in "quoted the firm as saying", the colon of "said:"
        told.append(one)
    return tuple(sorted(named(scene, entities, cast, told), key=lambda a: (a.content.start, a.content.end)))
