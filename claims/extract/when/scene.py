"""What every date rule is given (the scene) and what it gives back (a phrase)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from claims.domain.mention import Precision
from claims.extract.when.clock import Hours
from claims.extract.when.periods import Period, Yearly
from claims.extract.when.tense import Tense, tense_around
from claims.extract.when.tokens import Tokens

_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start` to `end` and the period they mean.

    `yearly` says what they would mean in another year, where the words name none. `is_end` marks
    "the end of ...", whose last day is the day meant once a deadline is set by it. `hours` are the times
    of day told beside a single day; `open_start` and `open_end` as in DateMention.
    """

    start: int
    end: int
    period: Period
    yearly: Yearly | None = None
    is_end: bool = False
    hours: Hours | None = None
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A text and the day it was told on, with the local time where that is known.

    `read` reads any date, for the rules whose date holds another one. `limit` while the date of a deadline is
    read, `past` while that of "since"; `depth` counts dates within dates.
    """

    tokens: Tokens
    told_on: date
    read: "Rule"
    told_at: time | None = None
    limit: bool = False
    past: bool = False
    depth: int = 0

    def inner(self, i: int) -> Phrase | None:
        """The date at token `i` inside another one ("the end of early 2026"), down to a depth no sentence needs."""
        return None if self.depth >= _DEPTH else self.read(replace(self, depth=self.depth + 1), i)

    def tense(self, start: int, end: int) -> Tense:
        """Where tokens `start` to `end` lie; a deadline lies ahead unless a verb says otherwise."""
        if self.past:
            return Tense.PAST
        tense = tense_around(self.tokens, start, end, limit=self.limit)
        if tense is Tense.PAST and self.tokens.word(start - 1) == "for":
            return Tense.OPEN  # "called a strike for 3 June"
        return Tense.FUTURE if self.limit and tense is Tense.OPEN else tense

    def occurrence(self, yearly: Yearly, start: int, end: int) -> Period | None:
        """Which year's occurrence tokens `start` to `end` mean, by tense; the nearest one where it is open."""
        around = self._years(yearly, 1)
        if len(around) < 3:
            around = self._years(yearly, 8)  # 29 February may be eight years off
        return self.pick(around, self.tense(start, end))

    def _years(self, yearly: Yearly, reach: int) -> list[Period]:
        around = []
        for year in range(self.told_on.year - reach, self.told_on.year + reach + 1):
            try:
                around.append(yearly(year))
            except (ValueError, OverflowError):
                continue
        return around

    def weekday(self, number: int, start: int, end: int) -> Period:
        """The weekday (Monday 0) meant: the latest one, or with a future verb the coming one.

        Either may be the day of telling itself: news names the day it is told on ("will speak on Friday").
        """
        if self.tense(start, end) is Tense.FUTURE:
            when = self.told_on + timedelta(days=(number - self.told_on.weekday()) % 7)
        else:
            when = self.told_on - timedelta(days=(self.told_on.weekday() - number) % 7)
        return Period(when, when, Precision.DAY)

    def pick(self, around: list[Period], tense: Tense) -> Period | None:
        """The one of several occurrences, in order of time, that lies where the tense says."""
        begun = [period for period in around if period.first <= self.told_on]
        ahead = [period for period in around if period.last >= self.told_on]
        if tense is Tense.PAST or not ahead:
            return begun[-1] if begun else None
        if tense is Tense.FUTURE or not begun:
            return ahead[0]
        gap_behind = (self.told_on - begun[-1].last).days
        gap_ahead = (ahead[0].first - self.told_on).days
        return begun[-1] if gap_behind <= gap_ahead else ahead[0]


Rule = Callable[[Scene, int], Phrase | None]
