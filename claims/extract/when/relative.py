"""Days by their place in the week of telling: "tomorrow", "Friday", "Tuesday of next week", "the weekend"."""

from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import day_led, month_led, stands_alone
from claims.extract.when.clock import Hours
from claims.extract.when.figures import month_and_day, numeric
from claims.extract.when.lists import listed_week
from claims.extract.when.periods import Period
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import (
    DAY_WORDS,
    DAYTIMES,
    MONTHS,
    WEEKDAYS,
    WHICH,
)


def day_word(scene: Scene, i: int) -> Phrase | None:
    """Read "today", "tonight", "yesterday", "tomorrow"; not as part of a name ("USA Today")."""
    tokens = scene.tokens
    if tokens.is_capital(i) and tokens.is_capital(i - 1):
        return None
    day = periods.day(scene.told_on + timedelta(days=DAY_WORDS[tokens.words[i]]))
    hours = Hours(*DAYTIMES["night"]) if tokens.words[i] in ("tonight", "tonite") else None
    return Phrase(i, i + 1, day, hours=hours)


def day_beside(scene: Scene, i: int) -> Phrase | None:
    """Read "the day after tomorrow", "the day before yesterday"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    step = {"after": 1, "before": -1}.get(tokens.word(at + 1))
    days = DAY_WORDS.get(tokens.word(at + 2))
    if tokens.word(at) != "day" or step is None or days != step:
        return None
    return Phrase(i, at + 3, periods.day(scene.told_on + timedelta(days=days + step)))


def weekday_of_week(scene: Scene, weekday: int, which: int) -> Period:
    """A weekday (Monday 0) of last (-1), this (0) or next (1) calendar week."""
    monday = scene.told_on - timedelta(days=scene.told_on.weekday())
    return periods.day(monday + timedelta(days=weekday + 7 * which))


def weekday_led(scene: Scene, i: int) -> Phrase | None:
    """Read "Friday", "Monday, 12 March", "Tuesday of next week", "Wednesday the 9th"."""
    tokens = scene.tokens
    number = WEEKDAYS[tokens.words[i]]
    at = i + 1
    if len(tokens.words[i]) <= 5 and tokens.word(at) == "." and tokens.is_glued(at):
        at += 1
    if tokens.word(at)[:-1] in DAYTIMES and tokens.word(at)[-1:] == "s":
        return None  # "Monday mornings" are many
    named = at + 1 if tokens.word(at) in (",", "(", "-") else at
    dated = _day_beside_weekday(scene, named)
    if dated is not None and dated.period.precision is Precision.DAY:
        closing = tokens.word(at) == "(" and tokens.word(dated.end) == ")"
        return Phrase(i, dated.end + closing, dated.period, dated.yearly)
    nth_at = at + 1 if tokens.word(at) == "," and tokens.word(at + 1) == "the" else at
    nth = tokens.ordinal(nth_at + 1 if tokens.word(nth_at) == "the" else nth_at) or _bare_day(tokens, at)
    if nth is not None:
        return _weekday_the_nth(scene, i, nth)
    week = at + 1 if tokens.word(at) == "of" else at
    week = week + 1 if tokens.word(week) == "the" and week > at else week
    which = WHICH.get(tokens.word(week))
    if which is not None and tokens.word(week + 1) == "week":
        return Phrase(i, week + 2, weekday_of_week(scene, number, which))
    if not stands_alone(tokens, i) or tokens.word(i - 1) in ("every", "each", "other"):
        return None
    listed = listed_week(tokens, i)
    if listed is not None:
        return Phrase(i, i + 1, weekday_of_week(scene, number, listed))
    return Phrase(i, i + 1, scene.weekday(number, i, i + 1))


def _day_beside_weekday(scene: Scene, i: int) -> Phrase | None:
    word = scene.tokens.word(i)
    if word in MONTHS:
        return month_led(scene, i)
    if not word[:1].isdecimal():
        return day_led(scene, i)
    return day_led(scene, i) or month_and_day(scene, i) or (numeric(scene, i) if len(word) > 5 else None)


def _bare_day(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The day of the month in "Friday 31", where nothing follows that the number could count."""
    word, behind = tokens.word(i), tokens.word(i + 1)
    if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    free = behind in ("", ",", ".", "!", "?", ")", "at", "from", "between") and not tokens.is_glued(i)
    return (int(word), i + 1) if free else None


def _weekday_the_nth(scene: Scene, i: int, nth: tuple[int, int]) -> Phrase | None:
    """Read "Tuesday the 9th": the nearest month, in the past the last one, in which that weekday is that day."""
    weekday = WEEKDAYS[scene.tokens.words[i]]
    back = scene.tense(i, nth[1]) is Tense.PAST
    for months in range(0, -24, -1) if back else sorted(range(-12, 13), key=abs):
        start = periods.shifted(scene.told_on.replace(day=1), months, "month")
        when = start + timedelta(days=nth[0] - 1)
        if when.weekday() == weekday and when.month == start.month and not (back and when > scene.told_on):
            return Phrase(i, nth[1], periods.day(when))
    return None


def weekend(scene: Scene, i: int) -> Phrase | None:
    """Read "the weekend": the latest one begun, or with a future verb the coming one."""
    if scene.tokens.word(i - 1) not in ("the", "at", "over", "on", "of"):
        return None
    told_on = scene.told_on
    around = [periods.neighbour(told_on, count, "weekend") for count in (-1, 0, 1)]
    period = scene.pick(around, scene.tense(i, i + 1))
    start = i - 1 if scene.tokens.word(i - 1) == "the" else i
    return None if period is None else Phrase(start, i + 1, period)
