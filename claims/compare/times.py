"""When: the dates of a claim against the dates a sentence gives for the same event."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.compare.clauses import PREPOSITION
from claims.compare.conditions import Condition, agrees, differs, unknown
from claims.compare.frames import Frame, Parsed
from claims.compare.moods import Mood
from claims.domain.mention import DateMention, Precision
from claims.domain.text import Span

_SPEECH_REACH = 4


@dataclass(frozen=True, slots=True)
class TimeFinding:
    """The when condition; `moved_to` another date for the same planned event; `late` done after its day.

    `gone`: the sentence tells the plan with dates gone by alone, none of them the claim's.
    """

    condition: Condition
    moved_to: DateMention | None = None
    late: bool = False
    gone: bool = False


_NOTHING = unknown("when", "No date is given on both sides for the event.")


def compare_times(
    claimed: Sequence[DateMention],
    told: Sequence[DateMention],
    frame: Frame | None,
    claimed_on: date,
    told_on: date | None,
) -> TimeFinding:
    """Hold the dates of a claim of day `claimed_on` against `told`, the event dates of a sentence of day `told_on`."""
    if not claimed:
        return _by_age(told, claimed_on)
    mood = frame.mood if frame is not None else None
    if mood is Mood.PLANNED and told_on is not None:
        to_come = [d for d in told if d.latest >= told_on]  # a plan is not for a day gone by
        if told and not to_come:
            gone = not any(_fits(mine, other, claimed_on) for mine in claimed for other in told)
            return TimeFinding(_NOTHING, gone=gone)
        told = to_come
    if not told:
        known = mood is Mood.DONE and told_on is not None
        return _by_publication(claimed, told_on) if known and told_on is not None else TimeFinding(_NOTHING)
    for mine in claimed:
        if any(_fits(mine, other, claimed_on) for other in told):
            return TimeFinding(agrees("when", f"Both speak of {mine.span.text}."))
    mine, other = claimed[-1], told[-1]
    later = other.first > mine.latest
    condition = differs("when", f"The claim says {mine.span.text}, the passage {other.span.text}.")
    ahead = mine.latest >= claimed_on  # the day was still to come when it was claimed
    return TimeFinding(condition, other if later else None, late=later and ahead and mood is Mood.DONE)


def _by_age(told: Sequence[DateMention], claimed_on: date) -> TimeFinding:
    """A claim without a date tells of its own days: what was long before is another event."""
    old = next((d for d in told if d.latest < claimed_on - _NEWS), None)
    if old is None or any(d.latest >= claimed_on - _NEWS for d in told):
        return TimeFinding(_NOTHING)
    return TimeFinding(differs("when", f"The claim is of {claimed_on}, the passage of {old.span.text}."))


_NEWS = timedelta(days=270)  # for how long news without a date can be the same news


def _by_publication(claimed: Sequence[DateMention], told_on: date) -> TimeFinding:
    """An event told as done without a date had happened by the day of publication."""
    last = max(mine.latest for mine in claimed)
    if told_on <= last:
        return TimeFinding(agrees("when", f"It is told as done on {told_on}, within the time the claim gives.", 0.5))
    return TimeFinding(unknown("when", f"It is told as done on {told_on}, which does not say when."), late=True)


def _fits(mine: DateMention, other: DateMention, claimed_on: date) -> bool:
    if mine.span.text.lower() == other.span.text.lower():
        return True  # the same words, told again on a later day, mean the day they first meant
    if _is_limit(mine):
        return claimed_on <= other.last <= mine.last
    return mine.earliest <= other.latest and other.earliest <= mine.latest


def _is_limit(mention: DateMention) -> bool:
    return mention.limit or mention.span.text.lower().startswith(("by ", "before ", "within ", "until "))


def end_of_move(mention: DateMention, told_on: date | None) -> DateMention:
    """Of a day that something is moved from and to ("from March to October"), the day it is moved to."""
    start, to, end = mention.span.text.rpartition(" to ")
    if not to or not start.lower().startswith("from "):
        return mention
    last = mention.last
    if told_on is not None and last < told_on and not _YEAR.search(mention.span.text):
        last = _a_year_later(last)  # without its year it was read as gone by, and nothing is put off till then
    span = Span(mention.span.start + len(start) + 1, mention.span.end, f"to {end}")
    return replace(mention, span=span, first=_first_day(last, mention.precision), last=last, from_time=None)


_YEAR = re.compile(r"\b\d{4}\b")
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


def _first_day(last: date, precision: Precision) -> date:
    """The first day of the month, quarter or the like that ends on a day; the day itself where it is one."""
    months = _MONTHS.get(precision)
    return last if months is None else last.replace(day=1, month=last.month - (last.month - 1) % months)


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, monthrange(day.year + 1, day.month)[1]))


def event_dates(
    dates: Iterable[DateMention], parsed: Parsed, frame: Frame | None, offset: int
) -> tuple[DateMention, ...]:
    """The dates of the event `frame` tells, not of somebody speaking ("said on Tuesday") or of another clause."""
    own = (d for d in dates if not _is_of_speech(parsed, d.span.start - offset))
    return tuple(d for d in own if frame is None or _is_in_clause(parsed, frame, d, offset))


def _is_in_clause(parsed: Parsed, frame: Frame, mention: DateMention, offset: int) -> bool:
    """Whether a date stands in the action's clause or right before it ("On 1 May, ...")."""
    words = parsed.words
    at = sum(1 for w in words if w.end <= mention.span.start - offset)
    after = sum(1 for w in words if w.start < mention.span.end - offset)
    if at >= frame.start:
        return all(not w.is_word or w.low in PREPOSITION for w in words[frame.end : at])  # "moved to Oslo, in 1998,"
    return not any(w.is_word for w in words[after : frame.start - 1])


def _is_of_speech(parsed: Parsed, start: int) -> bool:
    """Whether the words right before the date are a verb of speech and at most a preposition."""
    at = sum(1 for w in parsed.words if w.end <= start)
    nearest = [g for g in parsed.governors if g.end <= at and g.kind in {"saying", "affirming", "denial"}]
    if not nearest or at - nearest[-1].end > _SPEECH_REACH:
        return False
    between = [w.low for w in parsed.words[nearest[-1].end : at]]
    return not {"that", ",", "it", "to", "a", "an", "will", "would"} & set(between)
