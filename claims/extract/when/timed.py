"""Days with the time of day beside them: "Friday at 3pm", "noon on 1 May"."""

from dataclasses import replace

from claims.domain.mention import Precision
from claims.extract.when.clock import Hours, afternoon, clock_at, clock_behind, may_open_clock, part_of_day, past_zone
from claims.extract.when.phrases import phrase_at
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import DAYTIMES

_BEFORE_PART = frozenset(("the", "in", "early", "late", "mid"))
_EVENING = 5  # the first hour of an evening


def timed_at(scene: Scene, i: int) -> Phrase | None:
    """The date that begins at token `i`, with a time of day before or behind it."""
    tokens = scene.tokens
    word = tokens.word(i)
    if may_open_clock(word) or word in DAYTIMES or (word in _BEFORE_PART and _is_part_near(tokens, i)):
        phrase = _clock_led(scene, i)
        if phrase is not None:
            return phrase
    phrase = phrase_at(scene, i)
    if phrase is None or not _is_day(phrase):
        return phrase
    clock = clock_behind(tokens, phrase.end)
    if clock is None:
        return phrase
    return replace(phrase, end=clock.end, hours=_settled(clock.hours, phrase.hours))


def _clock_led(scene: Scene, i: int) -> Phrase | None:
    """Read "3 pm on Monday", "9 to 11 am tomorrow", "the morning of 3 May"."""
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) == "the" else i
    clock = part_of_day(tokens, at) or clock_at(tokens, i)
    if clock is None:
        return None
    end = past_zone(tokens, clock.end)
    if tokens.word(end) == ",":
        end += 1
    end = end + 1 if tokens.word(end) in ("on", "of") else end
    day = phrase_at(scene, end)
    if day is None or not _is_day(day) or (clock.bare and day.hours is None):
        return None
    return replace(day, start=i, hours=_settled(clock.hours, day.hours))


def _is_part_near(tokens: Tokens, i: int) -> bool:
    return any(tokens.word(k) in DAYTIMES for k in range(i + 1, i + 5))


def _is_day(phrase: Phrase) -> bool:
    return phrase.period.precision is Precision.DAY and phrase.period.first == phrase.period.last


def _settled(hours: Hours, part: Hours | None) -> Hours:
    """The hours told beside a part of the day: "tonight at 8" is 20:00, "tonight at 1" is not 13:00."""
    return afternoon(hours, _EVENING) if part and part.first and part.first.hour >= 12 else hours
