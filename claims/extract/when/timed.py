"""Days with the time of day beside them: "Friday at 3pm", "noon on 1 May"."""

from dataclasses import replace
from datetime import time

from claims.domain.mention import Precision
from claims.extract.when.absolute import is_day_number, nearest_day
from claims.extract.when.clock import (
    Clock,
    Hours,
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
from claims.extract.when.tense import Tense
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import DAY_WORDS, DAYTIMES, MONTHS, PARTS, WEEKDAYS, WHICH

_PARTS_OF_DAY = {  # before noon, around it, after it
    "early": (time(0), time(12)),
    "mid": (time(10), time(14)),
    "late": (time(12), time(23, 59, 59)),
    "later": (time(12), time(23, 59, 59)),
}
_BEFORE_PART = frozenset(("the", "in", "early", "late", "mid"))


def timed_at(scene: Scene, i: int) -> Phrase | None:
    """The date that begins at token `i`, with a time of day before or behind it."""
    tokens = scene.tokens
    word = tokens.word(i)
    is_quarter = word == "a" and tokens.word(i + 1) == "quarter"
    if is_quarter or may_open_clock(word) or word in DAYTIMES or (word in _BEFORE_PART and _is_part_near(tokens, i)):
        phrase = _clock_led(scene, i)
        if phrase is not None:
            return phrase
    phrase = phrase_at(scene, i)
    if phrase is None and word in _PARTS_OF_DAY:
        return _part_of_timed(scene, i)
    if phrase is None and (word == "the" or word[:1].isdecimal()):
        return _number_led(scene, i)
    if phrase is None or not _is_day(phrase):
        return phrase
    clock = clock_behind(tokens, phrase.end)
    if clock is None and (phrase.period.first > scene.told_on or phrase.hours is not None):
        clock = bare_hours(tokens, phrase.end)  # "next Monday 6-8"; a day gone by has scores
    if clock is None:
        return phrase
    timed = replace(phrase, end=clock.end, hours=settled(clock, phrase.hours) if phrase.hours else clock.hours)
    year = tokens.year(clock.end) if phrase.yearly is not None else None
    if year is not None and phrase.yearly is not None:  # "Oct 26 15:50:06 2016"
        return replace(timed, end=clock.end + 1, period=phrase.yearly(year), yearly=None)
    which = WHICH.get(tokens.word(clock.end))
    if which is not None and tokens.word(clock.end + 1) == "week" and word in WEEKDAYS and phrase.end == i + 1:
        return replace(timed, end=clock.end + 2, period=weekday_of_week(scene, WEEKDAYS[word], which))
    return timed


def _part_of_timed(scene: Scene, i: int) -> Phrase | None:
    """Read "early Tuesday morning", "late yesterday evening"; "late on Friday", "later today", "early in the day"."""
    tokens = scene.tokens
    word, at = tokens.words[i], i + 1
    if [tokens.word(at + k) for k in range(3)] == ["in", "the", "day"]:
        at += 3
    at = at + 1 if tokens.word(at) == "on" else at
    is_day = tokens.word(at) in WEEKDAYS or tokens.word(at) in DAY_WORDS
    inner = timed_at(scene, at) if is_day and tokens.word(i - 1) != "the" else None  # "the late Friday prayers"
    if inner is None or not _is_day(inner):
        return None
    if inner.hours is not None:
        return part_of_hours(inner, i, PARTS[word]) if word in PARTS else None
    first, last = _PARTS_OF_DAY[word]
    is_running = word == "later" and scene.told_at is not None and inner.period.first == scene.told_on
    if is_running and scene.told_at is not None:
        first = min(last, max(first, scene.told_at))
    return replace(inner, start=i, hours=Hours(first, last))


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
    day = phrase_at(scene, end) or (_numbered_day(scene, end) if tokens.word(end - 1) == "on" else None)
    if day is None or not _is_day(day):
        return None
    if clock.bare and not _are_hours(scene, i, clock, day):
        return None
    part = part_of_day(tokens, day.end)
    end = part.end if part else day.end
    hours = part.hours if part else day.hours
    return replace(day, start=i, end=end, hours=settled(clock, hours) if hours else clock.hours)


def _are_hours(scene: Scene, i: int, clock: Clock, day: Phrase) -> bool:
    """Whether bare numbers before a day are hours: "between 3 and 5 on Monday", "at 8 tonight"; not "building 4"."""
    word, before = scene.tokens.word(i), scene.tokens.word(i - 1)
    is_range = clock.hours.first != clock.hours.last
    if day.hours is not None:
        return is_range or before in ("at", "around", "about")
    if not is_range:
        is_told = scene.tokens.word(clock.end) == "on" or part_of_day(scene.tokens, day.end) is not None
        return before == "at" and is_told
    if word == "between":
        return True
    return day.period.first >= scene.told_on and scene.tense(i, day.end) is not Tense.PAST  # no scores


def _numbered_day(scene: Scene, i: int) -> Phrase | None:
    """Read "15" of "8pm on 15", "on 15 at 8:00": a day of the month by its number alone beside a time of day."""
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) == "the" else i
    day = tokens.ordinal(at) or (tokens.number(at) if is_day_number(tokens, at) else None)
    return None if day is None or tokens.word(day[1]) in MONTHS else nearest_day(scene, i, day)


def _number_led(scene: Scene, i: int) -> Phrase | None:
    """Read "15 at 8:00", "the 17th between 2 and 4pm" behind "on", "at" or "the"."""
    tokens = scene.tokens
    day = _numbered_day(scene, i)
    if day is None:
        return None
    is_nth = not tokens.word(day.end - 1).isdecimal()
    is_told = "the" in (tokens.word(i), tokens.word(i - 1)) or tokens.word(i - 1) == "on"
    clock = clock_behind(tokens, day.end) if is_told or (is_nth and tokens.word(i - 1) == "at") else None
    if clock is None or clock.bare or (tokens.word(day.end) in DAYTIMES and not is_nth):
        return None  # "on 2 morning shows"
    return replace(day, end=clock.end, hours=clock.hours)


def _is_part_near(tokens: Tokens, i: int) -> bool:
    return any(tokens.word(k) in DAYTIMES for k in range(i + 1, i + 5))


def _is_day(phrase: Phrase) -> bool:
    return phrase.period.precision is Precision.DAY and phrase.period.first == phrase.period.last
