"""Days with the time of day beside them: "Friday at 3pm", "noon on 1 May"."""

from dataclasses import replace

from claims.domain.mention import Precision
from claims.extract.when.clock import (
    bare_hours,
    clock_at,
    clock_behind,
    may_open_clock,
    part_of_day,
    past_zone,
    settled,
)
from claims.extract.when.nested import part_of_hours
from claims.extract.when.phrases import phrase_at
from claims.extract.when.relative import weekday_of_week
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import DAY_WORDS, DAYTIMES, PARTS, WEEKDAYS, WHICH

_BEFORE_PART = frozenset(("the", "in", "early", "late", "mid"))


def timed_at(scene: Scene, i: int) -> Phrase | None:
    """The date that begins at token `i`, with a time of day before or behind it."""
    tokens = scene.tokens
    word = tokens.word(i)
    if may_open_clock(word) or word in DAYTIMES or (word in _BEFORE_PART and _is_part_near(tokens, i)):
        phrase = _clock_led(scene, i)
        if phrase is not None:
            return phrase
    phrase = phrase_at(scene, i)
    if phrase is None and word in ("early", "late"):
        return _part_of_timed(scene, i)
    if phrase is None or not _is_day(phrase):
        return phrase
    clock = clock_behind(tokens, phrase.end)
    if clock is None and (phrase.period.first > scene.told_on or phrase.hours is not None):
        clock = bare_hours(tokens, phrase.end)  # "next Monday 6-8"; a day gone by has scores
    if clock is None:
        return phrase
    timed = replace(phrase, end=clock.end, hours=settled(clock, phrase.hours) if phrase.hours else clock.hours)
    which = WHICH.get(tokens.word(clock.end))
    if which is not None and tokens.word(clock.end + 1) == "week" and word in WEEKDAYS and phrase.end == i + 1:
        return replace(timed, end=clock.end + 2, period=weekday_of_week(scene, WEEKDAYS[word], which))
    return timed


def _part_of_timed(scene: Scene, i: int) -> Phrase | None:
    """Read "early Tuesday morning", "late yesterday evening"."""
    inner = (
        timed_at(scene, i + 1)
        if scene.tokens.word(i + 1) in WEEKDAYS or scene.tokens.word(i + 1) in DAY_WORDS
        else None
    )
    return None if inner is None else part_of_hours(inner, i, PARTS[scene.tokens.words[i]])


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
    if day is None or not _is_day(day):
        return None
    is_hour = clock.hours.first != clock.hours.last or tokens.word(i - 1) in ("at", "around", "about")
    if clock.bare and (day.hours is None or not is_hour):
        return None  # "building 4 this afternoon"
    part = part_of_day(tokens, day.end)
    end = part.end if part else day.end
    hours = part.hours if part else day.hours
    return replace(day, start=i, end=end, hours=settled(clock, hours) if hours else clock.hours)


def _is_part_near(tokens: Tokens, i: int) -> bool:
    return any(tokens.word(k) in DAYTIMES for k in range(i + 1, i + 5))


def _is_day(phrase: Phrase) -> bool:
    return phrase.period.precision is Precision.DAY and phrase.period.first == phrase.period.last
