"""Units of the calendar by their number or place: "week 31", "the week after next", "for the month", "year to date"."""

from dataclasses import replace
from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import year_behind
from claims.extract.when.clock import END_OF_DAY, Hours
from claims.extract.when.holidays import weekend_around
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.vocabulary import GROUPS, UNITS, WEEKDAYS


def numbered_week(scene: Scene, i: int) -> Phrase | None:
    """Read "week 31", "week 27 of last year": weeks of ISO 8601."""
    tokens = scene.tokens
    word = tokens.word(i + 1)
    if not word.isdecimal() or not 1 <= int(word) <= 53 or tokens.counts(i + 1) or tokens.is_glued(i + 1):
        return None
    year, end = year_behind(scene, i + 2)
    whole = periods.whole_year(scene.told_on.year if year is None else year)
    return Phrase(i, end, periods.nth_week(whole, int(word)))


def unit_beyond(scene: Scene, i: int) -> Phrase | None:
    """Read "the week after next", "the Friday before last"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    weekday = WEEKDAYS.get(tokens.word(at))
    unit = "week" if weekday is not None else UNITS.get(tokens.word(at))
    end = at + 4 if tokens.word(at + 2) == "the" else at + 3
    steps = {("after", "next"): 2, ("before", "last"): -2}.get((tokens.word(at + 1), tokens.word(end - 1)))
    if unit is None or unit == "day" or steps is None:
        return None
    found = periods.neighbour(scene.told_on, steps, unit)
    return Phrase(i, end, found if weekday is None else periods.day(found.first + timedelta(days=weekday)))


def running_unit(scene: Scene, i: int) -> Phrase | None:
    """Read "for the year", "in the month", "for the day": the running one, not "in the year to March"."""
    tokens = scene.tokens
    unit = UNITS.get(tokens.word(i + 1))
    if unit == "day" and tokens.word(i - 1) != "for":
        return None
    if unit not in ("day", "week", "month", "quarter", "year") or tokens.word(i - 1) not in GROUPS["running"]:
        return None
    behind = tokens.word(i + 2)
    is_free = not behind.isalnum() or behind in GROUPS["year_cue"] or behind in GROUPS["clause"]
    if not is_free or behind in GROUPS["no_running"] or behind in ("-", "'"):
        return None
    return Phrase(i, i + 2, periods.containing(scene.told_on, unit))


def ending_with(scene: Scene, i: int) -> Phrase | None:
    """Read "the year to March", "the twelve months ended 30 June 2025": that long, up to the end of the date named."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    number = tokens.number(at)
    lapse = (number[0], tokens.unit(number[1])) if number else (1, tokens.unit(at))
    if lapse[1] is None or lapse[1][0] not in ("week", "month", "quarter", "year"):
        return None
    unit, at = lapse[1]
    if tokens.word(at) not in ("to", "ended", "ending"):
        return None
    inner = scene.inner(at + 2 if tokens.word(at + 1) == "on" else at + 1)
    if inner is None or inner.period.precision not in (Precision.DAY, Precision.MONTH) or inner.hours is not None:
        return None
    last = inner.period.last
    first = periods.shifted(last + timedelta(days=1), -lapse[0], unit)
    return Phrase(i, inner.end, Period(first, last, precision_of(unit)))


def to_date(scene: Scene, i: int) -> Phrase | None:
    """Read "year to date", "month-to-date"."""
    tokens = scene.tokens
    short = {"ytd": "year", "qtd": "quarter", "mtd": "month"}.get(tokens.words[i])
    unit = short or UNITS.get(tokens.words[i])
    at = i + 1
    for word in () if short else ("to", "date"):
        at = at + 1 if tokens.word(at) == "-" else at
        if tokens.word(at) != word:
            return None
        at += 1
    if unit not in ("week", "month", "quarter", "year"):
        return None
    first = periods.containing(scene.told_on, unit).first
    return Phrase(i, at, Period(first, scene.told_on, precision_of(unit)))


def starting(scene: Scene, i: int) -> Phrase | None:
    """Read "a week starting tomorrow", "3 days from today" behind "for": so many units from a day on."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "for" else i
    number = tokens.number(at)
    counted = tokens.unit(number[1]) if number else None
    if number is None or counted is None or counted[0] in periods.SHORT:
        return None
    unit, at = counted
    if tokens.word(at) == "," and at > i and tokens.words[i] == "for":
        at += 1
    word = tokens.word(at)
    if word in ("starting", "beginning") and tokens.words[i] != "for":
        at = at + 2 if tokens.word(at + 1) in ("on", "from") else at + 1
    elif word == "from" and tokens.words[i] == "for":
        at += 1
    else:
        return None
    inner = scene.inner(at)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    first = inner.period.first
    last = periods.shifted(first, number[0], unit) - timedelta(days=1)
    return Phrase(i, inner.end, Period(first, last, precision_of(unit)))


def end_in_short(scene: Scene, i: int) -> Phrase | None:
    """Read "EOD", "EOM", "EOY": the end of the running day, month or year."""
    unit = {"eod": "day", "cob": "day", "eow": "week", "eom": "month", "eoy": "year"}[scene.tokens.words[i]]
    whole = periods.containing(scene.told_on, unit)
    if unit == "day":
        return Phrase(i, i + 1, whole, hours=END_OF_DAY)
    return Phrase(i, i + 1, periods.third(whole, 3), is_end=True)


def weekend_of(scene: Scene, i: int) -> Phrase | None:
    """Read "the weekend of 5 May", "the weekend of Thanksgiving"."""
    tokens = scene.tokens
    at = i + 1 if tokens.words[i] == "the" else i
    if tokens.word(at) != "weekend" or tokens.word(at + 1) != "of":
        return None
    inner = scene.inner(at + 2)
    if inner is None or inner.period.precision is not Precision.DAY:
        return None
    first = inner.period.first
    return Phrase(i, inner.end, weekend_around(lambda _: periods.day(first))(first.year))


def end_of_day(scene: Scene, i: int) -> Phrase | None:
    """Read "the end of the day" with its article, as a point in time has it."""
    if scene.tokens.word(i + 1) != "end":
        return None
    inner = scene.inner(i + 1)
    return replace(inner, start=i) if inner is not None and inner.hours is not None else None


def now_led(scene: Scene, i: int) -> Phrase | None:
    """Read "at present", "at the moment", "right now", and "now" that closes what is to be done: when it was told."""
    tokens = scene.tokens
    end = next((i + len(turn) for turn in _NOW if all(tokens.word(i + k) == w for k, w in enumerate(turn))), None)
    if end is None and tokens.words[i] == "now" and tokens.word(i + 1) in ("", ".", "!", "?"):
        is_bare = tokens.word(i - 1).isalpha() and tokens.word(i - 1) not in GROUPS["time"]
        end = i + 1 if is_bare and scene.tense(i, i + 1) is Tense.FUTURE else None
    if end is None or (tokens.word(end - 1) == "time" and tokens.word(end) == "of"):
        return None
    today = Phrase(i, end, periods.day(scene.told_on))
    return today if scene.told_at is None else replace(today, hours=Hours(scene.told_at, scene.told_at))


_NOW = (
    ("at", "the", "present", "time"),
    ("at", "this", "time"),
    ("at", "the", "moment"),
    ("at", "present"),
    ("at", "the", "minute"),
    ("right", "now"),
)
