"""The promises: a calendar of what falls due and what became of it, and the record of each who made some."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template

from claims.domain.errors import InvalidInput
from claims.domain.promise import PromiseCounts, PromiseState
from claims.domain.query import ClaimFilter, ClaimSort
from claims.pages.forms import asked, day_asked, one_of
from claims.pages.words import day_in_words
from claims.services import promises
from claims.services.glance import listed_claims
from claims.web.current import current_desk

blp = Blueprint("promises", __name__)

_LISTED = 20  # promises on a page
_RECORDS = 15  # claimants on a page
WORDS = {
    PromiseState.OPEN: ("due", "pending"),
    PromiseState.OVERDUE: ("overdue", "overdue"),
    PromiseState.KEPT: ("kept", "confirmed"),
    PromiseState.KEPT_LATE: ("late", "late"),
    PromiseState.BROKEN: ("broken", "denied"),
    PromiseState.WITHDRAWN: ("withdrawn", "denied"),
    PromiseState.POSTPONED: ("moved", "denied"),
    PromiseState.CONFIRMED: ("confirmed", "confirmed"),
    PromiseState.DENIED: ("denied", "denied"),
}  # how each reads where there is little room, and the shape beside the word


@dataclass(frozen=True, slots=True)
class Count:
    """How many promises stand in a state, with its word and its shape."""

    state: PromiseState
    word: str
    shape: str
    number: int

    @property
    def colour(self) -> str:
        """The status in whose colour it stands."""
        return "confirmed" if self.shape == "late" else self.shape


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at; it stands in the address. Days are asked for by day, by month, or not at all."""

    month: date
    is_of_month: bool
    day: date | None
    state: PromiseState | None
    claimant: str | None

    def where(self, last: date) -> ClaimFilter:
        """The promises that are listed; `last` is the last day of the month."""
        since = self.day or (self.month if self.is_of_month else None)
        until = self.day or (last if self.is_of_month else None)
        return ClaimFilter(promised=True, state=self.state, claimant=self.claimant, due_since=since, due_until=until)

    @property
    def heading(self) -> str:
        """What the list is: `Overdue, all months`, `Due in May 2026`."""
        what = WORDS[self.state][0].capitalize() if self.state else "Promises and plans"
        if self.day:
            return f"{what} for {day_in_words(self.day)}"
        return f"{what} for {self.month:%B} {self.month.year}" if self.is_of_month else f"{what}, all months"


@blp.get("/promises")
def show() -> str:
    """The calendar, what falls due in it, and the records."""
    desk = current_desk()
    view = _view(desk.clock().date())
    month = promises.promise_month(desk, view.month, view.claimant)
    return render_template(
        "promises.html",
        view=view,
        month=month,
        today=desk.clock().date(),
        counts=promises.promise_counts(desk, view.claimant),
        counted=counted,
        columns=columns,
        found=listed_claims(desk, view.where(month.last), ClaimSort.DEADLINE, _LISTED, asked("cursor")),
        records=promises.promise_records(desk, _RECORDS, asked("records"), view.claimant),
    )


def counted(counts: PromiseCounts) -> list[Count]:
    """The states in which there are any."""
    every = (Count(state, *words, getattr(counts, state)) for state, words in WORDS.items())
    return [count for count in every if count.number]


def columns(counts: PromiseCounts) -> dict[str, int]:
    """The columns of a claimant's record, by name."""
    return {
        "Cases": counts.total,
        "Known": counts.settled,
        "Kept": counts.kept,
        "Late": counts.kept_late,
        "Broken": counts.broken,
        "Withdrawn": counts.withdrawn,
        "Moved": counts.postponed,
        "Decided otherwise": counts.confirmed + counts.denied,
        "Overdue": counts.overdue,
        "Due": counts.open,
    }


def _view(today: date) -> View:
    given, day = asked("month"), day_asked("day")
    state = one_of(PromiseState, asked("state"), "state")
    month = _month(given) if given else day or today
    return View(
        month=month.replace(day=1),
        is_of_month=bool(given) or state is None,
        day=day,
        state=state,
        claimant=asked("claimant"),
    )


def _month(given: str) -> date:
    """A month as fields for months send it, `2026-05`. Raises InvalidInput for what is none."""
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        raise InvalidInput.of(
            "month", f"`month` is a year and a month, as in 2026-05; {given[:20]!r} is not."
        ) from None
