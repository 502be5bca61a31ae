"""Dates with the preposition that frames them: deadlines ("by 2030", "in one month") and open periods."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods, relative
from claims.extract.when.clock import Hours
from claims.extract.when.periods import Period, precision_of
from claims.extract.when.ranges import range_or_date
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.timed import timed_at
from claims.extract.when.vocabulary import DAY_WORDS, GROUPS, UNITS, WHICH

_BY = (
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("up", "until"),
    ("up", "to"),
    ("as", "late", "as"),
    ("on", "or", "before"),
    ("on", "or", "earlier", "than"),
    ("at", "or", "before"),
    ("by",),
    ("until", "at", "least"),
    ("until",),
    ("till",),
    ("through",),
    ("thru",),
)
_BEFORE = {("before",), ("ahead", "of"), ("prior", "to"), ("earlier", "than")}
_SINCE = {
    ("since",),
    ("starting", "on"),
    ("starting", "from"),
    ("starting",),
    ("beginning", "on"),
    ("beginning",),
    ("as", "early", "as"),
    ("on", "or", "after"),
    ("at", "or", "after"),
    ("no", "earlier", "than"),
    ("not", "before"),
}
_AFTER = {("after",), ("later", "than")}
_MOVING = tuple(GROUPS["moving"])


@dataclass(frozen=True, slots=True)
class Framed:
    """A date as it stands in its sentence; `limit` where it closes a period in which something is to happen."""

    phrase: Phrase
    limit: bool = False


def framed_at(scene: Scene, i: int) -> Framed | None:
    """The date, range or deadline that begins at token `i`.

    Raises ValueError or OverflowError where the words name a day that no calendar has.
    """
    framed = _framed(scene, i)
    return None if framed is None else _or_later(scene, framed)


def _or_later(scene: Scene, framed: Framed) -> Framed:
    """Read "2018 or later", "1 May and after", "2015 or earlier": open from or up to a date."""
    phrase, tokens = framed.phrase, scene.tokens
    turn = tokens.word(phrase.end), tokens.word(phrase.end + 1)
    if turn[0] not in ("or", "and") or phrase.open_start or phrase.open_end or framed.limit:
        return framed
    behind = tokens.word(phrase.end + 2)
    is_last = not behind.isalpha() or behind in GROUPS["clause"]
    later, earlier = turn[1] in GROUPS["or_later"] and is_last, turn[1] in GROUPS["or_earlier"] and is_last
    if not (later or earlier):
        return framed
    return Framed(replace(phrase, end=phrase.end + 2, open_start=earlier, open_end=later))


def _framed(scene: Scene, i: int) -> Framed | None:
    if scene.tokens.word(i) in GROUPS["framing"]:
        for rule in (_counted, _within_next, _by, _before, _to, _onwards, _more_or_less, _since_or_after):
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


def _ahead(scene: Scene) -> Scene:
    return replace(scene, limit=True)


def _limit(scene: Scene, start: int, phrase: Phrase) -> Framed:
    past = _ahead(scene).tense(start, phrase.end) is Tense.PAST
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
    phrase = relative.moved(start, end, scene, counts)
    if word == "in":
        return Framed(phrase, limit=True) if _is_ahead(scene, i, end) else None
    if _ahead(scene).tense(i, end) is Tense.PAST:
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
        inner = relative.which_led(scene, at)
        start = i if tokens.words[i] == "within" else at
        return None if inner is None else Framed(replace(inner, start=start), limit=True)
    unit = UNITS.get(tokens.word(at + 1))
    if unit in (None, "day") or (tokens.words[i] != "within" and tokens.word(i + 1) != "the"):
        return None
    last = periods.shifted(scene.told_on, 1, unit)
    start = i if tokens.words[i] == "within" else at
    return Framed(Phrase(start, at + 2, Period(scene.told_on, last, precision_of(unit))), limit=True)


def _opening(scene: Scene, i: int, openings: Collection[tuple[str, ...]]) -> int | None:
    for words in openings:
        if all(scene.tokens.word(i + k) == word for k, word in enumerate(words)):
            return i + len(words)
    return None


def _date_behind(scene: Scene, i: int) -> Phrase | None:
    """The date behind a preposition, past an article."""
    inner = timed_at(scene, i)
    if inner is None and scene.tokens.word(i) == "the":
        inner = timed_at(scene, i + 1)
    if inner is None and scene.tokens.word(i - 1) in ("to", "as", "least"):
        year = scene.tokens.year(i)  # "prior to 2015"
        inner = None if year is None or scene.tokens.word(i - 2) == "up" else Phrase(i, i + 1, periods.whole_year(year))
    if inner is not None and inner.is_end:
        last = inner.period.last
        return replace(inner, period=periods.day(last), yearly=None)
    return inner


def _by(scene: Scene, i: int) -> Framed | None:
    at = _opening(scene, i, _BY)
    if at is None or (scene.tokens.words[i] == "until" and scene.tokens.word(i - 1) == "not"):
        return None
    inner = _date_behind(_ahead(scene), at)
    return None if inner is None else _limit(scene, i, inner)


def _before(scene: Scene, i: int) -> Framed | None:
    at = _opening(scene, i, _BEFORE)
    if at is None or scene.tokens.word(i - 1) == "not":
        return None
    ahead = _ahead(scene)
    inner = _date_behind(ahead, at)
    if inner is None:
        return None
    past = ahead.tense(i, inner.end) is Tense.PAST
    if (past or inner.start > at) and not _stands_for_itself(scene, inner, at):
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
    inner = timed_at(_ahead(scene), i + 1) or (timed_at(_ahead(scene), i + 2) if tokens.word(i + 1) == "the" else None)
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


def _onwards(scene: Scene, i: int) -> Framed | None:
    """Read "from 3 March onwards", "from 2015 on"."""
    tokens = scene.tokens
    inner = _date_behind(scene, i + 1) if tokens.words[i] == "from" else None
    if inner is None or tokens.word(inner.end) not in ("on", "onward", "onwards"):
        return None
    if tokens.word(inner.end) == "on" and tokens.word(inner.end + 1).isalnum():
        return None
    return Framed(replace(inner, start=i, end=inner.end + 1, open_end=True))


def _more_or_less(scene: Scene, i: int) -> Framed | None:
    """Read "more than two years ago": before that; "less than a month ago": since then."""
    tokens = scene.tokens
    if tokens.words[i] not in ("more", "less") or tokens.word(i + 1) != "than":
        return None
    inner = timed_at(scene, i + 2)
    if inner is None or scene.tokens.number(i + 2) is None or inner.period.first == scene.told_on:
        return None
    if tokens.word(inner.end - 1) not in ("ago", "now") and tokens.word(inner.end - 1) not in DAY_WORDS:
        return None
    is_more = tokens.words[i] == "more"
    if (inner.period.first < scene.told_on) == is_more:
        last = inner.period.first - timedelta(days=1)
        return Framed(replace(inner, start=i, period=inner.period._replace(first=last, last=last), open_start=True))
    ends = sorted((scene.told_on, inner.period.first))
    period = inner.period._replace(first=ends[0], last=ends[1])
    return Framed(replace(inner, start=i, period=period if not is_more else inner.period, open_end=is_more))


def _since_or_after(scene: Scene, i: int) -> Framed | None:
    """Read "since 2019" up to the day of telling; "after 2030" without end."""
    tokens = scene.tokens
    since = _opening(scene, i, _SINCE)
    at = since or _opening(scene, i, _AFTER)
    if at is None or (since is None and tokens.word(i - 1) in ("no", "not")):
        return None
    behind = replace(scene, past=True) if tokens.words[i] == "since" else scene
    inner = _date_behind(behind, at)
    if (
        inner is None
        or tokens.word(inner.end) == "'"
        or (inner.start > at and not _stands_for_itself(scene, inner, at))
    ):
        return None
    period = inner.period
    if since is not None:
        if period.first > scene.told_on and tokens.words[i] == "since":
            return None
        hours = Hours(inner.hours.first, None) if inner.hours else None
        last = scene.told_on if period.first <= scene.told_on else period.last
        return Framed(Phrase(i, inner.end, period._replace(last=last), hours=hours, open_end=True))
    if inner.hours is not None:
        return Framed(replace(inner, start=i, hours=Hours(inner.hours.first, None)))
    if not _stands_for_itself(scene, inner, at):
        return None
    first = period.last + timedelta(days=1)
    past = scene.tense(i, inner.end) is Tense.PAST and first <= scene.told_on
    last = scene.told_on if past else first
    return Framed(Phrase(i, inner.end, Period(first, last, period.precision), open_end=True))


def _stands_for_itself(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether a date is meant as such, and not as the mark of an event: "the 2012 election", "Monday's vote"."""
    behind = scene.tokens.word(phrase.end)
    is_mark = behind == "'" or (behind.isalpha() and behind not in GROUPS["clause"])
    if phrase.start > at or phrase.period.precision in (Precision.DAY, Precision.WEEK):
        return not is_mark
    return True
