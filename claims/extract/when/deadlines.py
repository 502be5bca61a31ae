"""Dates with the preposition that frames them: deadlines ("by 2030", "in one month", "to March")."""

from dataclasses import replace
from datetime import timedelta

from claims.extract.when import periods, which
from claims.extract.when.clock import Hours
from claims.extract.when.counted import moved
from claims.extract.when.frames import Framed, ahead, by_first_word, date_behind, opening, stands_for_itself
from claims.extract.when.open_ends import more_or_less, onwards, or_later, since_or_after, to_date
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.ranges import range_or_date
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.timed import timed_at
from claims.extract.when.vocabulary import GROUPS, UNITS, WHICH

_BY = by_first_word(
    "no later than",
    "not later than",
    "up until",
    "up to",
    "as late as",
    "on or before",
    "on or earlier than",
    "at or before",
    "by",
    "until at least",
    "until",
    "till",
    "through",
    "thru",
    "before or on",
    "ending with",
    "< =",
    "≤",
)
_BEFORE = by_first_word(
    "<",
    "ahead of",
    "before",
    "earlier than",
    "prior to",
)
_MOVING = tuple(GROUPS["moving"])


def framed_at(scene: Scene, i: int) -> Framed | None:
    """The date, range or deadline that begins at token `i`.

    Raises ValueError or OverflowError where the words name a day that no calendar has.
    """
    framed = _framed(scene, i)
    return None if framed is None else or_later(scene, framed)


def _framed(scene: Scene, i: int) -> Framed | None:
    if scene.tokens.word(i) in GROUPS["framing"]:
        for rule in _RULES:
            framed = rule(scene, i)
            if framed is not None:
                return framed
    phrase = range_or_date(scene, i)
    if phrase is None:
        return None
    if scene.tokens.word(i + 1) in ("now", "today") and scene.tokens.words[i] in ("from", "between"):
        return Framed(phrase, phrase.period.last > scene.told_on)
    at_end = phrase.is_end and scene.tense(phrase.start, phrase.end) is not Tense.PAST
    return Framed(phrase, at_end and phrase.period.last >= scene.told_on)


def frames(word: str) -> bool:
    """Whether a range or deadline may begin with this word."""
    return word in GROUPS["framing"]


def _limit(scene: Scene, start: int, phrase: Phrase) -> Framed:
    past = ahead(scene).tense(start, phrase.end) is Tense.PAST
    hours = Hours(None, phrase.hours.last) if phrase.hours else None
    return Framed(replace(phrase, start=start, hours=hours), phrase.period.last >= scene.told_on and not past)


def _counted(scene: Scene, i: int) -> Framed | None:
    """Read "in one month", "within ten days": counted from the day of telling."""
    tokens = scene.tokens
    word = tokens.words[i]
    if word not in ("in", "within", "inside"):
        return None
    at = i + 1
    if word == "within":
        at = at + 1 if tokens.word(at) == "the" else at
        at = at + 1 if WHICH.get(tokens.word(at), 0) > 0 else at
    lapse = tokens.lapse(at)
    if lapse is None:
        return None
    counts, end = lapse
    start = i
    if tokens.word(end) == "from" and tokens.word(end + 1) in ("now", "today"):
        start, end = (i + 1 if word == "in" else i), end + 2
    elif tokens.word(end) in ("of", "after", "from", "since", "before"):
        return None
    phrase = moved(start, end, scene, counts)
    if word == "in":
        return Framed(phrase, limit=True) if _is_ahead(scene, i, end) else None
    if ahead(scene).tense(i, end) is Tense.PAST:
        return None
    hours = Hours(scene.told_at, phrase.hours.last) if phrase.hours else None
    return Framed(replace(phrase, period=phrase.period._replace(first=scene.told_on), hours=hours), limit=True)


def _is_ahead(scene: Scene, start: int, end: int) -> bool:
    """Whether "in two weeks" lies ahead: with a future verb, as "in two weeks' time", or standing alone.

    Elsewhere it tells how long something took, or since when there was none like it.
    """
    tokens = scene.tokens
    if tokens.word(end) == "'" and "time" in (tokens.word(end + 1), tokens.word(end + 2)):
        return True
    stands_alone = start == 0 and end >= len(tokens.words) - 1
    return stands_alone or (scene.tense(start, end) is Tense.FUTURE and not _is_record(scene, start))


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
        inner = which.which_led(scene, at)
        start = i if tokens.words[i] == "within" else at
        return None if inner is None else Framed(replace(inner, start=start), limit=True)
    unit = UNITS.get(tokens.word(at + 1))
    if unit in (None, "day") or (tokens.words[i] != "within" and tokens.word(i + 1) != "the"):
        return None
    last = periods.shifted(scene.told_on, 1, unit)
    start = i if tokens.words[i] == "within" else at
    return Framed(Phrase(start, at + 2, Period(scene.told_on, last, precision_of(unit))), limit=True)


def _by(scene: Scene, i: int) -> Framed | None:
    at = opening(scene, i, _BY)
    if at is None or (scene.tokens.words[i] == "until" and scene.tokens.word(i - 1) == "not"):
        return None
    inner = date_behind(ahead(scene), at)
    if inner is None or scene.tokens.words[inner.start] == "past":
        return None  # "ravaged by the past three decades"
    framed = _limit(scene, i, inner)
    is_mark = scene.tokens.words[i] in ("<", "≤")
    return replace(framed, phrase=replace(framed.phrase, open_start=True)) if is_mark else framed


def _before(scene: Scene, i: int) -> Framed | None:
    at = opening(scene, i, _BEFORE)
    if at is None or scene.tokens.word(i - 1) == "not":
        return None
    scene = ahead(scene)
    inner = date_behind(scene, at)
    if inner is None:
        return None
    past = scene.tense(i, inner.end) is Tense.PAST
    if (past or inner.start > at) and not stands_for_itself(scene, inner, at):
        return None  # "ahead of Friday's meeting" tells of a day, not of ages
    whole_days = inner.is_end or inner.hours is not None
    last = inner.period.last if whole_days else inner.period.first - timedelta(days=1)
    first = scene.told_on if scene.told_on <= last and not past else last
    hours = Hours(None, inner.hours.first) if inner.hours else None
    phrase = Phrase(i, inner.end, Period(first, last, inner.period.precision), hours=hours, open_start=True)
    return Framed(phrase, last >= scene.told_on and not past)


def _to(scene: Scene, i: int) -> Framed | None:
    """Read "extended to March", "moved to Friday"; not "due to March rains"."""
    tokens = scene.tokens
    if tokens.words[i] != "to" or tokens.word(i - 1) in GROUPS["no_deadline"]:
        return None
    at = i + 2 if tokens.word(i + 1) == "the" else i + 1
    inner = timed_at(ahead(scene), i + 1) or timed_at(ahead(scene), at)
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


_RULES = (_counted, _within_next, to_date, _by, _before, _to, onwards, more_or_less, since_or_after)
