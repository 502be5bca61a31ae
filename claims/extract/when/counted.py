"""Days counted in units from the day of telling or from another one: "a week ago", "two Sundays from now"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.clock import Hours
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import DAY_WORDS, GROUPS, MONTHS, WEEKDAYS

_NOON = time(12)  # taken for the time of telling where only the day is known
_STORY = 25  # tokens before "two days later" in which another date would be the one it counts from


def counted(scene: Scene, i: int) -> Phrase | None:
    """Read "a week ago", "two years from now", "2 days hence", "will come a fortnight later"."""
    lapse = scene.tokens.lapse(i)
    if lapse is None:
        return None
    counts, end = lapse
    side = _side(scene, i, end)
    return None if side is None else moved(i, side[1], scene, counts, back=side[0] < 0)


def counted_weekdays(scene: Scene, i: int) -> Phrase | None:
    """Read "two Sundays from now", "three Mondays ago"."""
    tokens = scene.tokens
    number = tokens.number(i)
    named = tokens.word(number[1]) if number else ""
    weekday = WEEKDAYS.get(named, WEEKDAYS.get(named[:-1]))
    if number is None or weekday is None or not 1 <= number[0] <= 52:
        return None
    side = _side(scene, i, number[1] + 1)
    if side is None:
        return None
    near = (side[0] * (weekday - scene.told_on.weekday()) - 1) % 7 + 1
    return Phrase(i, side[1], periods.day(scene.told_on + side[0] * timedelta(days=near + 7 * (number[0] - 1))))


def _side(scene: Scene, start: int, i: int) -> tuple[int, int] | None:
    """-1 for "ago", 1 for "from now", "hence", "in the future" and "later" at token `i`, and the token behind."""
    tokens = scene.tokens
    word = tokens.word(i)
    if word == "ago":
        return -1, i + 2 if tokens.word(i + 1) == "today" else i + 1
    if (word, tokens.word(i + 1)) == ("from", "now"):
        return 1, i + 2
    if word == "hence":
        return 1, i + 1
    if (word, tokens.word(i + 1), tokens.word(i + 2)) == ("in", "the", "future"):
        return 1, i + 3
    return (1, i + 1) if word == "later" and counts_from_now(scene, start, i + 1) else None


def counts_from_now(scene: Scene, start: int, end: int) -> bool:
    """Whether "two days later" or "the next day" counts from the day of telling: not in a story of the past.

    Nor beside another date ("on Monday in Rome and the next day in Bern"), from which it would count.
    """
    tokens = scene.tokens
    behind = tokens.word(end)
    is_free = not behind.isalpha() or behind in GROUPS["clause"] or behind in GROUPS["framing"]
    if not is_free or behind in ("-", "'"):
        return False
    if scene.tense(start, end) is not Tense.FUTURE:
        return False
    return not any(_is_date_word(tokens, k) for k in range(max(0, start - _STORY), start))


def _is_date_word(tokens: Tokens, i: int) -> bool:
    word = tokens.word(i)
    is_named = word in WEEKDAYS or word in DAY_WORDS or (word in MONTHS and tokens.is_capital(i))
    return is_named or word in ("after", "when")


def moved(
    start: int, end: int, scene: Scene, counts: Sequence[tuple[int, periods.Unit]], *, back: bool = False
) -> Phrase:
    """The one day so many units ahead of the day of telling, or `back` from it, as exact as the smallest unit."""
    sign = -1 if back else 1
    when, short = scene.told_on, timedelta(0)
    for count, unit in counts:
        if unit in periods.SHORT:
            short += sign * count * periods.SHORT[unit]
        else:
            when = periods.shifted(when, sign * count, unit)
    if short:
        return hours_from(replace(scene, told_on=when), start, end, short, short)
    return Phrase(start, end, Period(when, when, precision_of(counts[-1][1])))


def hours_from(scene: Scene, start: int, end: int, first: timedelta, last: timedelta) -> Phrase:
    """From one moment to another, counted from that of telling; without times of day where it is not known."""
    told = datetime.combine(scene.told_on, scene.told_at or _NOON)
    low, high = told + first, told + last
    hours = None if scene.told_at is None else Hours(low.time(), high.time())
    return Phrase(start, end, Period(low.date(), high.date(), Precision.DAY), hours=hours)


def counted_from(scene: Scene, i: int) -> Phrase | None:
    """Read "two weeks after Easter", "three days before 1 May", "a week from Friday"."""
    tokens = scene.tokens
    number = tokens.number(i)
    if number is None:
        return None
    counted_unit = tokens.unit(number[1])
    if counted_unit is None:
        return None
    unit, at = counted_unit
    if unit in periods.SHORT:
        return None
    sign = {"after": 1, "from": 1, "before": -1}.get(tokens.word(at))
    if sign is None:
        return None
    inner = scene.inner(at + 1)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    when: date = periods.shifted(inner.period.first, sign * number[0], unit)
    return Phrase(i, inner.end, periods.day(when))
