"""Dates of which the words name one end alone: "since 2019", "after 2030", "2018 or later", "more than a year ago"."""

from dataclasses import replace
from datetime import timedelta

from claims.extract.when import periods
from claims.extract.when.clock import Hours
from claims.extract.when.frames import Framed, by_first_word, date_behind, opening, stands_for_itself
from claims.extract.when.periods import Period
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.tense import Tense
from claims.extract.when.timed import timed_at
from claims.extract.when.vocabulary import DAY_WORDS, GROUPS

_SINCE = by_first_word(
    "> =",
    "as early as",
    "at or after",
    "beginning",
    "beginning on",
    "no earlier than",
    "not before",
    "on or after",
    "since",
    "starting",
    "starting from",
    "starting on",
    "≥",
)
_AFTER = by_first_word(
    ">",
    "after",
    "greater than",
    "later than",
)


def or_later(scene: Scene, framed: Framed) -> Framed:
    """Read "2018 or later", "1 May and after", "2019 onwards", "2015 or earlier": open from or up to a date."""
    phrase, tokens = framed.phrase, scene.tokens
    if tokens.word(phrase.end) in ("onwards", "onward") and not phrase.open_end and not framed.limit:
        return Framed(replace(phrase, end=phrase.end + 1, open_end=True))
    turn = tokens.word(phrase.end), tokens.word(phrase.end + 1)
    if turn[0] not in ("or", "and") or phrase.open_start or phrase.open_end or framed.limit:
        return framed
    behind = tokens.word(phrase.end + 2)
    is_last = not behind.isalpha() or behind in GROUPS["clause"]
    later, earlier = turn[1] in GROUPS["or_later"] and is_last, turn[1] in GROUPS["or_earlier"] and is_last
    if not (later or earlier):
        return framed
    return Framed(replace(phrase, end=phrase.end + 2, open_start=earlier, open_end=later))


def onwards(scene: Scene, i: int) -> Framed | None:
    """Read "from 3 March onwards", "from 2015 on", "from now on"."""
    tokens = scene.tokens
    if tokens.words[i] != "from":
        return None
    now = Phrase(i + 1, i + 2, periods.day(scene.told_on)) if tokens.word(i + 1) == "now" else None
    inner = now or date_behind(scene, i + 1)
    if inner is None or tokens.word(inner.end) not in ("on", "onward", "onwards"):
        return None
    if tokens.word(inner.end) == "on" and tokens.word(inner.end + 1).isalnum():
        return None
    return Framed(replace(inner, start=i, end=inner.end + 1, open_end=True))


def to_date(scene: Scene, i: int) -> Framed | None:
    """Read "to date", "till date" at the end of a clause: up to the day of telling."""
    tokens = scene.tokens
    is_told = tokens.words[i] in ("to", "till") and tokens.word(i + 1) == "date"
    if not is_told or tokens.word(i - 1) == "up" or tokens.word(i + 2).isalnum() or tokens.word(i + 2) in ("-", "'"):
        return None
    return Framed(Phrase(i, i + 2, periods.day(scene.told_on), open_start=True))


def more_or_less(scene: Scene, i: int) -> Framed | None:
    """Read "more than two years ago": before that; "less than a month ago": since then; "less than a week from now"."""
    tokens = scene.tokens
    if tokens.words[i] not in ("more", "less") or tokens.word(i + 1) != "than":
        return None
    inner = timed_at(scene, i + 2)
    if inner is None or scene.tokens.number(i + 2) is None or inner.period.first == scene.told_on:
        return None
    if tokens.word(inner.end - 1) not in ("ago", "now") and tokens.word(inner.end - 1) not in DAY_WORDS:
        return None
    is_more = tokens.words[i] == "more"
    if not is_more and inner.period.first > scene.told_on:
        last = inner.period.first - timedelta(days=1)
        return Framed(replace(inner, start=i, period=inner.period._replace(first=scene.told_on, last=last)), limit=True)
    if (inner.period.first < scene.told_on) == is_more:
        last = inner.period.first - timedelta(days=1)
        return Framed(replace(inner, start=i, period=inner.period._replace(first=last, last=last), open_start=True))
    ends = sorted((scene.told_on, inner.period.first))
    period = inner.period._replace(first=ends[0], last=ends[1])
    return Framed(replace(inner, start=i, period=period if not is_more else inner.period, open_end=is_more))


def since_or_after(scene: Scene, i: int) -> Framed | None:
    """Read "since 2019" up to the day of telling; "after 2030" without end."""
    tokens = scene.tokens
    since = opening(scene, i, _SINCE)
    at = since or opening(scene, i, _AFTER)
    if at is None or (since is None and tokens.word(i - 1) in ("no", "not")):
        return None
    behind = replace(scene, past=True) if tokens.words[i] == "since" else scene
    inner = date_behind(behind, at)
    if inner is None or tokens.word(inner.end) == "'" or (inner.start > at and not stands_for_itself(scene, inner, at)):
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
    if not stands_for_itself(scene, inner, at):
        return None
    first = period.last + timedelta(days=1)
    past = scene.tense(i, inner.end) is Tense.PAST and first <= scene.told_on
    last = scene.told_on if past else first
    return Framed(Phrase(i, inner.end, Period(first, last, period.precision), open_end=True))
