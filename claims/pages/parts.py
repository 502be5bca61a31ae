"""Small pieces of HTML that stand on every page, many times over; known to templates as filters.

They are here rather than macros of templates because those take ten times as long, and a page may have hundreds.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from claims.domain.condition import Condition, Finding
from claims.domain.evidence import Stance
from claims.domain.verdict import Verdict
from claims.pages.words import clock_time, days_from, instant_from, shape_of, short_day

_MARK = Markup('<svg class="mark" aria-hidden="true" focusable="false"><use href="#{}"/></svg>')
_STATUS = Markup('<span class="status {}">{}{}</span>')
_DAY = Markup('<time datetime="{}">{}</time>')
_AWAY = Markup('{} <span class="away">({})</span>')
_INSTANT = Markup('<time datetime="{}" title="{}">{}</time>')
_FINDING = Markup('<span class="finding {}">{} {}</span>')
_CELL = Markup('<td data-name="{}" class="number{}">{}</td>')
_TALLY = Markup('<span class="count {}">{}{} <span class="state-word">{}</span></span>')
_STANCES = {Stance.SUPPORTS: "confirmed", Stance.REFUTES: "denied"}
_FINDINGS = {Finding.AGREES: "=", Finding.DIFFERS: "≠"}


@lru_cache(maxsize=100)
def mark(shape: str) -> Markup:
    """The shape that stands beside a word for where a claim stands."""
    return _MARK.format(shape)


def status(verdict: Verdict) -> Markup:
    """Where a claim stands: a shape and a word, in a colour."""
    return _status(shape_of(verdict), verdict.state_in_full)


def stance(value: Stance) -> Markup:
    """What a passage says of a claim, under the shape of the status that it speaks for."""
    return _status(_STANCES.get(value, "pending"), value.value)


@lru_cache(maxsize=200)
def _status(shape: str, word: str) -> Markup:
    return _STATUS.format(shape, mark(shape), word)


@lru_cache(maxsize=2_000)
def on_day(day: date) -> Markup:
    """A day."""
    return _DAY.format(day.isoformat(), short_day(day))


def day_and_away(day: date, now: datetime) -> Markup:
    """A day, and how far it lies from today."""
    return _day_and_away(day, days_from(day, now))


@lru_cache(maxsize=2_000)
def _day_and_away(day: date, away: str) -> Markup:
    return _AWAY.format(on_day(day), away)


def instant(at: datetime, now: datetime) -> Markup:
    """How far an instant lies from now; the instant itself where one points at it."""
    return _INSTANT.format(at.isoformat(), clock_time(at), instant_from(at, now))


def finding(condition: Condition) -> Markup:
    """Whether a passage agrees with a claim in one truth condition."""
    return _FINDING.format(condition.finding, _FINDINGS.get(condition.finding, "?"), condition.name)


@lru_cache(maxsize=2_000)
def cell(number: int, name: str) -> Markup:
    """A number in a table, under the name that stands beside it where the screen is narrow."""
    return _CELL.format(name, "" if number else " zero", f"{number:,}")


@lru_cache(maxsize=2_000)
def tally(word: str, shape: str, colour: str, number: int) -> Markup:
    """How many there are of something, in a corner of a calendar: the word is left out where the screen is narrow."""
    return _TALLY.format(colour, mark(shape), number, word)


FILTERS: dict[str, Callable[..., Any]] = {
    "cell": cell,
    "day_and_away": day_and_away,
    "finding": finding,
    "instant": instant,
    "mark": mark,
    "on_day": on_day,
    "stance": stance,
    "status": status,
    "tally": tally,
}
