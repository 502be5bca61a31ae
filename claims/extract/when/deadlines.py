"""Dates with what frames them: ranges ("from March to May") and deadlines ("by 2030", "in one month")."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.domain.mention import Precision
from claims.extract.when import absolute, periods, relative
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.phrases import phrase_at
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.vocabulary import CLOCK, GROUPS, MONTHS, UNITS, WHICH

_BY = {
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("up", "until"),
    ("up", "to"),
    ("as", "late", "as"),
    ("by",),
    ("until",),
    ("till",),
    ("through",),
}
_BEFORE = {("before",), ("ahead", "of"), ("prior", "to")}
_MOVING = tuple(GROUPS["moving"])
_DASHES = frozenset(("-", "–", "—", "~"))
_TO = frozenset(("to", "until", "till", "through")) | _DASHES


@dataclass(frozen=True, slots=True)
class Framed:
    """A date as it stands in its sentence; `limit` where it closes a period in which something is to happen."""

    phrase: Phrase
    limit: bool = False


def framed_at(scene: Scene, i: int) -> Framed | None:
    """The date, range or deadline that begins at token `i`.

    Raises ValueError or OverflowError where the words name a day that no calendar has.
    """
    if scene.tokens.word(i) in GROUPS["framing"]:
        for rule in (_counted, _within_next, _by, _before, _to, _since_or_after):
            framed = rule(scene, i)
            if framed is not None:
                return framed
    phrase = _range_or_date(scene, i)
    if phrase is None:
        return None
    if scene.tokens.word(i + 1) in ("now", "today") and scene.tokens.words[i] in ("from", "between"):
        return Framed(phrase, phrase.period.last > scene.told_on)
    at_end = phrase.is_end and not relative.is_past(scene, phrase.start, phrase.end)
    return Framed(phrase, at_end and phrase.period.last >= scene.told_on)


def frames(word: str) -> bool:
    """Whether a range or deadline may begin with this word."""
    return word in GROUPS["framing"]


def _ahead(scene: Scene) -> Scene:
    return replace(scene, limit=True)


def _limit(scene: Scene, start: int, phrase: Phrase) -> Framed:
    past = _ahead(scene).tense(start, phrase.end) is Tense.PAST
    return Framed(replace(phrase, start=start), phrase.period.last >= scene.told_on and not past)


def _counted(scene: Scene, i: int) -> Framed | None:
    """Read "in one month", "within ten days": counted from the day of telling."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word not in ("in", "within", "inside"):
        return None
    number = tokens.number(i + 1)
    counted_unit = tokens.unit(number[1]) if number else None
    if number is None or counted_unit is None:
        return None
    unit, end = counted_unit
    if tokens.word(end) == "from" and tokens.word(end + 1) in ("now", "today"):
        end += 2
    elif tokens.word(end) in ("of", "after", "from", "since", "before"):
        return None
    tense = scene.tense(i, end)
    if word != "in":
        if tense is Tense.PAST and _ahead(scene).tense(i, end) is Tense.PAST:
            return None
        phrase = relative.moved(i, end, scene, number[0], unit)
        return Framed(replace(phrase, period=phrase.period._replace(first=scene.told_on)), limit=True)
    if tense is Tense.PAST or _is_record(scene, i):
        return None
    return Framed(relative.moved(i, end, scene, number[0], unit), limit=True)


def _is_record(scene: Scene, i: int) -> bool:
    """Whether "in ten years" looks back: "the first time in ten years", "twice in a week"."""
    words = {scene.tokens.word(k) for k in range(i - 6, i)}
    return not GROUPS["record"].isdisjoint(words) or any(word.endswith("est") for word in words)


def _within_next(scene: Scene, i: int) -> Framed | None:
    """Read "in the next five years", "within the coming weeks": a period from the day of telling, closed by its end."""
    tokens = scene.tokens
    if tokens.words[i] not in ("in", "within", "over", "during", "inside", "throughout"):
        return None
    at = i + 2 if tokens.word(i + 1) == "the" else i + 1
    if WHICH.get(tokens.word(at), 0) <= 0:
        return None
    counted = tokens.number(at + 1)
    if counted and tokens.word(at + 1) not in ("a", "an") and tokens.unit(counted[1]):
        inner = relative.which_led(scene, at)
        return None if inner is None else Framed(replace(inner, start=i), limit=True)
    unit = UNITS.get(tokens.word(at + 1))
    if unit in (None, "day") or (tokens.words[i] != "within" and tokens.word(i + 1) != "the"):
        return None
    last = periods.shifted(scene.told_on, 1, unit)
    return Framed(Phrase(i, at + 2, Period(scene.told_on, last, precision_of(unit))), limit=True)


def _opening(scene: Scene, i: int, openings: set[tuple[str, ...]]) -> int | None:
    for words in openings:
        if all(scene.tokens.word(i + k) == word for k, word in enumerate(words)):
            return i + len(words)
    return None


def _date_behind(scene: Scene, i: int) -> Phrase | None:
    """The date behind a preposition, past an article and a time of day ("by noon on Friday")."""
    tokens = scene.tokens
    at = i
    if tokens.word(at) in CLOCK:
        at += 1
    elif tokens.word(at).isdecimal() and tokens.word(at + 1) in ("am", "pm", "a", "p", ":"):
        while at < i + 8 and tokens.word(at) not in ("on", "", "the"):
            at += 1
    if tokens.word(at) == "on" or (at > i and tokens.word(at) == ","):
        at += 1
    inner = phrase_at(scene, at)
    if inner is None and tokens.word(at) == "the":
        inner = phrase_at(scene, at + 1)
    if inner is not None and inner.is_end:
        last = inner.period.last
        return replace(inner, period=periods.day(last), yearly=None)
    return inner


def _by(scene: Scene, i: int) -> Framed | None:
    at = _opening(scene, i, _BY)
    if at is None or (scene.tokens.words[i] == "until" and scene.tokens.word(i - 1) == "not"):
        return None
    inner = _date_behind(_ahead(scene), at)
    if inner is None:
        return None
    return _limit(scene, i, inner)


def _before(scene: Scene, i: int) -> Framed | None:
    at = _opening(scene, i, _BEFORE)
    if at is None or scene.tokens.word(i - 1) == "not":
        return None
    ahead = _ahead(scene)
    inner = _date_behind(ahead, at)
    if inner is None:
        return None
    past = ahead.tense(i, inner.end) is Tense.PAST
    if past and inner.period.precision in (Precision.DAY, Precision.WEEK) and not _names_year(scene, inner):
        return None  # "ahead of Friday's meeting" tells of days, not of ages
    last = inner.period.last if inner.is_end else inner.period.first - timedelta(days=1)
    first = scene.told_on if scene.told_on <= last and not past else date.min
    phrase = Phrase(i, inner.end, Period(first, last, inner.period.precision))
    return Framed(phrase, last >= scene.told_on and not past)


def _to(scene: Scene, i: int) -> Framed | None:
    """Read "extended to March", "moved to Friday"; not "due to March rains"."""
    tokens = scene.tokens
    if tokens.words[i] != "to" or tokens.word(i - 1) in GROUPS["no_deadline"]:
        return None
    inner = _date_behind(_ahead(scene), i + 1)
    year = tokens.year(i + 1)
    if inner is None and year and _is_about_moving(scene, i):
        inner = Phrase(i + 1, i + 2, periods.whole_year(year))
    if inner is None or inner.period.last < scene.told_on or inner.period.first <= scene.told_on <= inner.period.last:
        return None
    return _limit(scene, i, inner)


def _is_about_moving(scene: Scene, i: int) -> bool:
    """Whether a verb shortly before moves a date ("extends the licence to 2030")."""
    words = scene.tokens.words[max(0, i - 10) : i]
    return any(word.startswith(_MOVING) for word in words)


def _since_or_after(scene: Scene, i: int) -> Framed | None:
    """Read "since 2019" up to the day of telling; "after 2030" without end."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word not in ("since", "after"):
        return None
    at = i + 2 if tokens.word(i + 1) == "the" else i + 1
    behind = replace(scene, past=True) if word == "since" else scene
    inner = phrase_at(behind, i + 1) or phrase_at(behind, at)
    if inner is None or tokens.word(inner.end) == "'":
        return None
    period = inner.period
    if word == "since":
        if period.first > scene.told_on:
            return None
        return Framed(Phrase(i, inner.end, Period(period.first, scene.told_on, period.precision)))
    if period.precision in (Precision.DAY, Precision.WEEK) and not _names_year(scene, inner):
        return None
    first = period.last + timedelta(days=1)
    past = scene.tense(i, inner.end) is Tense.PAST and first <= scene.told_on
    return Framed(Phrase(i, inner.end, Period(first, scene.told_on if past else date.max, period.precision)))


def _names_year(scene: Scene, phrase: Phrase) -> bool:
    return any(
        len(scene.tokens.word(k)) == 4 and scene.tokens.word(k).isdecimal() for k in range(phrase.start, phrase.end)
    )


def _range_or_date(scene: Scene, i: int) -> Phrase | None:
    """Read "from March to May 2025", "between 2019 and 2021", "12-15 March", "Monday to Friday"."""
    tokens = scene.tokens
    word = tokens.words[i]
    framing = word in ("from", "between")
    at = i + 1 if framing else i
    short = _short_range(scene, at)
    if short is not None:
        return replace(short, start=i)
    first = _edge(scene, at, word == "between")
    if first is None:
        return None
    alone = None if framing else phrase_at(scene, i) if first.start > i or first.end == i + 1 else first
    joint = tokens.word(first.end)
    if joint not in _TO and not (word == "between" and joint == "and"):
        return alone
    second = _edge(scene, first.end + 1, True)
    period = _span_of(scene, first, second) if second is not None else None
    return alone if second is None or period is None else Phrase(i, second.end, period)


def _edge(scene: Scene, i: int, bare_year: bool) -> Phrase | None:
    tokens = scene.tokens
    if tokens.word(i) in ("now", "today", "date"):
        return Phrase(i, i + 1, periods.day(scene.told_on))
    inner = phrase_at(scene, i)
    if inner is None and tokens.word(i) == "the":
        inner = phrase_at(scene, i + 1)
    if inner is None:
        year = tokens.year(i)
        is_tail = tokens.is_glued(i) and tokens.word(i - 2).isdecimal()  # of a telephone number
        joined = tokens.word(i + 1) in _TO and tokens.year(i + 2) is not None and not is_tail
        if year is not None and (bare_year or joined):
            return Phrase(i, i + 1, periods.whole_year(year))
    return inner


def _span_of(scene: Scene, first: Phrase, second: Phrase) -> Period | None:
    start, end = first.period, second.period
    if first.yearly and second.yearly:
        left, right = first.yearly, second.yearly

        def both(year: int) -> Period:
            one, other = left(year), right(year)
            return Period(one.first, (other if other.first >= one.first else right(year + 1)).last, other.precision)

        return scene.occurrence(both, first.start, second.end)
    if first.yearly and not second.yearly:
        start = first.yearly(end.first.year)
        if start.first > end.first:
            start = first.yearly(end.first.year - 1)
    elif second.yearly:
        end = second.yearly(start.first.year)
        if end.first < start.first:
            end = second.yearly(start.first.year + 1)
    elif end.last < start.first and end.precision is Precision.DAY and (start.first - end.last).days < 7:
        end = periods.day(end.first + timedelta(days=7))
    if end.last < start.first:
        return None
    return Period(start.first, end.last, end.precision)


def _short_range(scene: Scene, i: int) -> Phrase | None:
    """Two days of one month: "12 to 15 March", "March 12-15, 2025"."""
    tokens = scene.tokens
    if tokens.word(i) in MONTHS:
        at = i + 2 if tokens.word(i + 1) == "." else i + 1
        low = tokens.ordinal(at) or tokens.number(at)
        if low is None or tokens.word(low[1]) not in _TO:
            return None
        high = tokens.ordinal(low[1] + 1) or tokens.number(low[1] + 1)
        month, behind = MONTHS[tokens.words[i]], high[1] if high else 0
    else:
        at = i + 1 if tokens.word(i) == "the" else i
        low = tokens.ordinal(at) or (tokens.number(at) if tokens.word(at).isdecimal() else None)
        if low is None or (tokens.word(low[1]) not in _TO and tokens.word(low[1]) != "and"):
            return None
        last = absolute.day_led(scene, low[1] + 1)
        if last is None:
            return None
        high = (last.period.first.day, last.end)
        first = last.period.first.replace(day=low[0])
        return (
            Phrase(i, last.end, Period(first, last.period.last, Precision.DAY)) if first < last.period.first else None
        )
    if high is None or not 1 <= low[0] < high[0] <= 31 or tokens.word(high[1]) in MONTHS:
        return None
    year, end = absolute.year_behind(scene, behind)

    def build(of: int) -> Period:
        return Period(date(of, month, low[0]), date(of, month, high[0]), Precision.DAY)

    return absolute.dated(scene, i, end, build, year)
