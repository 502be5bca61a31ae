"""Calendar arithmetic: from a unit of the calendar to its first and last day, and back.

Every function raises ValueError or OverflowError where the calendar ends (before year 1, beyond
9999) or a day does not exist (30 February); find_dates turns both into "no date".
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from claims.domain.mention import Precision


class Period(NamedTuple):
    """The first and the last day meant, and how exactly they are known."""

    first: date
    last: date
    precision: Precision


Unit = str  # "second", "minute", "hour", "day", "working day", "week", "fortnight", "month", "quarter" ... "decade"
Yearly = Callable[[int], Period]  # what recurs every year, in the year given

_FAR_AHEAD = 30  # years
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "workweek": 7, "fortnight": 14}
# what days do not count
SHORT = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1)}
_PRECISION_OF = {
    "second": Precision.DAY,
    "minute": Precision.DAY,
    "hour": Precision.DAY,
    "day": Precision.DAY,
    "working day": Precision.DAY,
    "weekend": Precision.WEEK,
    "week": Precision.WEEK,
    "workweek": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "half": Precision.HALF,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
}
_NARROWER = {
    Precision.WEEK: Precision.DAY,
    Precision.MONTH: Precision.WEEK,
    Precision.QUARTER: Precision.MONTH,
    Precision.HALF: Precision.MONTH,
    Precision.YEAR: Precision.QUARTER,
    Precision.DECADE: Precision.YEAR,
    Precision.CENTURY: Precision.DECADE,
}


def precision_of(unit: Unit) -> Precision:
    """How exactly something is dated that is counted in this unit."""
    return _PRECISION_OF[unit]


def day(when: date) -> Period:
    """A single day."""
    return Period(when, when, Precision.DAY)


def months(year: int, first: int, count: int, precision: Precision) -> Period:
    """`count` whole months from month `first` of `year`, which may run into the next year."""
    last_year, last_month = divmod(year * 12 + first - 1 + count - 1, 12)
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Period(date(year, first, 1), last, precision)


def month(year: int, number: int) -> Period:
    """A month, 1 to 12."""
    return months(year, number, 1, Precision.MONTH)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3, Precision.QUARTER)


def half(year: int, number: int) -> Period:
    """A calendar half-year, 1 or 2."""
    return months(year, 6 * number - 5, 6, Precision.HALF)


def whole_year(year: int) -> Period:
    """1 January to 31 December."""
    return months(year, 1, 12, Precision.YEAR)


def years(first: int, last: int) -> Period:
    """Whole years from `first` to `last`, told as one ("2025/26")."""
    return Period(date(first, 1, 1), date(last, 12, 31), Precision.YEAR)


def decade(year: int) -> Period:
    """The ten years that begin with the round year at or before `year` ("the 2020s")."""
    start = year - year % 10
    return Period(date(start, 1, 1), date(start + 9, 12, 31), Precision.DECADE)


def century(number: int) -> Period:
    """The years that begin with the same hundreds: the 20th century from 1900, as people speak of it."""
    first = date(max(1, number * 100 - 100), 1, 1)
    return Period(first, date(number * 100 - 1, 12, 31), Precision.CENTURY)


def century_of(year: int, told_on: date) -> int:
    """A year told by its last two figures: of this century unless that lies far ahead."""
    return year + 2000 if year + 2000 <= told_on.year + _FAR_AHEAD else year + 1900


def season(year: int, first_month: int) -> Period:
    """Three months of a northern season; a winter runs into the next year."""
    return months(year, first_month, 3, Precision.QUARTER)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    number, day_before = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, number, day_before + 1)


def containing(when: date, unit: Unit) -> Period:
    """The day, week (from Monday), month ... decade in which `when` lies."""
    if unit == "day":
        return day(when)
    if unit in _DAYS_IN:
        monday = when - timedelta(days=when.weekday())
        start = monday + timedelta(days=5) if unit == "weekend" else monday
        length = {"weekend": 2, "workweek": 5}.get(unit, _DAYS_IN[unit])
        last = start + timedelta(days=length - 1)
        return Period(start, last, Precision.WEEK)
    if unit == "decade":
        return decade(when.year)
    if unit == "century":
        return century(when.year // 100 + 1)
    count = _MONTHS_IN[unit]
    return months(when.year, (when.month - 1) // count * count + 1, count, _PRECISION_OF[unit])


def shifted(when: date, count: int, unit: Unit) -> date:
    """`when` moved by `count` units, to the last day of a month that is too short."""
    if unit in _DAYS_IN:
        return when + timedelta(days=count * _DAYS_IN[unit])
    if abs(count) > 200_000:
        raise OverflowError(count)
    if unit == "working day":
        return _working_days(when, count)
    year, number = divmod(when.year * 12 + when.month - 1 + count * _MONTHS_IN[unit], 12)
    return date(year, number + 1, min(when.day, monthrange(year, number + 1)[1]))


def _working_days(when: date, count: int) -> date:
    """`when` moved by `count` days from Monday to Friday; one that falls on a weekend counts from its Friday."""
    friday = when - timedelta(days=max(0, when.weekday() - 4))
    weeks, day_of_week = divmod(friday.weekday() + count, 5)
    return friday + timedelta(days=weeks * 7 + day_of_week - friday.weekday())


def neighbour(when: date, count: int, unit: Unit) -> Period:
    """The unit that lies `count` units after the one containing `when` ("next quarter": 1)."""
    if unit in _DAYS_IN:
        return containing(shifted(when, count, unit), unit)
    return containing(shifted(when.replace(day=1), count, unit), unit)


def nth_week(of: Period, number: int) -> Period:
    """The `number`-th week of a period, or its last (-1): a week belongs where its Thursday lies (ISO 8601)."""
    return containing(nth_weekday(of, 3, number).first, "week")


def nth_weekday(of: Period, weekday: int, number: int) -> Period:
    """The `number`-th such weekday (Monday 0) of a period, or its last one (-1)."""
    if number < 0:
        return day(of.last - timedelta(days=(of.last.weekday() - weekday) % 7))
    first = of.first + timedelta(days=(weekday - of.first.weekday()) % 7)
    return day(first + timedelta(weeks=number - 1))


def third(of: Period, number: int) -> Period:
    """The early (1), middle (2) or late (3) part: the first, second or last third of a period."""
    if of.precision is Precision.YEAR and of.first.year == of.last.year:
        return months(of.first.year, 4 * number - 3, 4, Precision.QUARTER)
    if of.precision is Precision.DECADE:
        start, end = ((0, 3), (4, 6), (7, 9))[number - 1]
        return years(of.first.year + start, of.first.year + end)
    if of.precision is Precision.CENTURY:
        start, end = ((0, 33), (34, 66), (67, 99))[number - 1]
        return years(of.first.year + start, of.first.year + end)._replace(precision=Precision.DECADE)
    length = (of.last - of.first).days + 1
    first = of.first + timedelta(days=length * (number - 1) // 3)
    last = of.last if number == 3 else of.first + timedelta(days=length * number // 3 - 1)
    return Period(first, max(first, last), _NARROWER.get(of.precision, of.precision))
