"""Ranges of days of which the month is named once: "12 to 15 March", "from the 27th to the 3rd of April"."""

from datetime import date, timedelta

from claims.domain.mention import Precision
from claims.extract.when import absolute, periods
from claims.extract.when.periods import Period
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import GROUPS, MONTHS, NUMBERS, ORDINALS, WHICH

DASHES = frozenset(("-", "–", "—", "~"))
TO = frozenset(("to", "until", "till", "through", "thru")) | DASHES


def days_of_month(scene: Scene, i: int) -> Phrase | None:
    """The days that begin at token `i`, behind "from" or "between" where there is one."""
    word = scene.tokens.word(i)
    if word in MONTHS:
        return _after_month(scene, i)
    if not (word[:1].isdecimal() or word == "the" or word in NUMBERS or word in ORDINALS):
        return None
    return (_before_month(scene, i) or _by_number(scene, i)) if _numbered_day(scene.tokens, i) else None


def _by_number(scene: Scene, i: int) -> Phrase | None:
    """Read "between the 21st and the 23rd", "4 to 22 this month", "from the 27th to 3 April"."""
    tokens = scene.tokens
    framing = tokens.word(i - 1)
    low = _numbered_day(tokens, i)
    if low is None or not (tokens.word(low[1]) in TO or (framing == "between" and tokens.word(low[1]) == "and")):
        return None
    high = _numbered_day(tokens, low[1] + 1)
    if high is not None and low[0] < high[0]:
        which = 0 if tokens.word(high[1]) == "the" else WHICH.get(tokens.word(high[1]))
        if which is not None and tokens.word(high[1] + 1) == "month":
            month = periods.neighbour(scene.told_on, which, "month").first
            return Phrase(i, high[1] + 2, _days(month, low[0], high[0]))
        return _nearest(scene, i, low[0], high) if framing in ("from", "between") else None
    if framing not in ("from", "between"):
        return None
    rule = absolute.month_led if tokens.word(low[1] + 1) in MONTHS else absolute.day_led
    last = rule(scene, low[1] + 1)
    if last is None or last.period.precision is not Precision.DAY:
        return None
    end = last.period.first
    first = end if end.day > low[0] else end.replace(day=1) - timedelta(days=1)
    return Phrase(i, last.end, Period(first.replace(day=low[0]), end, Precision.DAY))


def _numbered_day(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month by its number alone, "the 21st" or "4", and the token behind it."""
    at = i + 1 if tokens.word(i) == "the" else i
    day = tokens.ordinal(at) or (tokens.number(at) if absolute.is_day_number(tokens, at) else None)
    return day if day and 1 <= day[0] <= 31 else None


def _nearest(scene: Scene, start: int, low: int, high: tuple[int, int]) -> Phrase | None:
    """Read "between the 21st and 23rd", with a figure that is no amount: of the month that the tense tells."""
    tokens = scene.tokens
    behind = tokens.word(high[1])
    is_nth = not tokens.word(high[1] - 1).isdecimal()
    if not is_nth or (behind.isalnum() and behind not in GROUPS["clause"]):
        return None
    months = [periods.neighbour(scene.told_on, count, "month").first for count in (-1, 0, 1)]
    period = scene.pick([_days(month, low, high[0]) for month in months], scene.tense(start, high[1]))
    return None if period is None else Phrase(start, high[1], period)


def _days(month: date, low: int, high: int) -> Period:
    return Period(month.replace(day=low), month.replace(day=high), Precision.DAY)


def _before_month(scene: Scene, i: int) -> Phrase | None:
    """Read "12 to 15 March", "the 9th and 10th of May"."""
    tokens = scene.tokens
    at = i + 1 if tokens.word(i) == "the" else i
    low = tokens.ordinal(at) or (tokens.number(at) if tokens.word(at).isdecimal() else None)
    if low is None or (tokens.word(low[1]) not in TO and tokens.word(low[1]) != "and"):
        return None
    last = absolute.day_led(scene, low[1] + 1)
    if last is None or not 1 <= low[0] < last.period.first.day:
        return None
    return Phrase(i, last.end, last.period._replace(first=last.period.first.replace(day=low[0])))


def _after_month(scene: Scene, i: int) -> Phrase | None:
    """Read "March 12-15, 2025", "March between 12 and 15"."""
    tokens = scene.tokens
    month = MONTHS.get(tokens.word(i))
    if month is None:
        return None
    at = i + 2 if tokens.word(i + 1) in (".", "the") else i + 1
    is_between = "between" in (tokens.word(i - 1), tokens.word(at))
    at = at + 1 if tokens.word(at) in ("between", "from") else at
    low = tokens.ordinal(at) or tokens.number(at)
    if low is None or tokens.word(low[1]) not in (TO | {"and"} if is_between else TO):
        return None
    behind = low[1] + 2 if tokens.word(low[1] + 1) == "the" else low[1] + 1
    high = tokens.ordinal(behind) or tokens.number(behind)
    if high is None or not 1 <= low[0] < high[0] <= 31 or tokens.word(high[1]) in MONTHS:
        return None
    year, end = absolute.year_behind(scene, high[1])

    def build(of: int) -> Period:
        return Period(date(of, month, low[0]), date(of, month, high[0]), Precision.DAY)

    return absolute.dated(scene, i, end, build, year)
