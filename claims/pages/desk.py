"""The desk: what stands, what changed, what is due, what waits; and the claims, filtered and searched."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from claims.domain.claim import Kind, TrackedClaim
from claims.domain.query import ClaimFilter, ClaimSort, Page, StandingCounts
from claims.domain.run import Scope
from claims.domain.verdict import Status
from claims.pages.asking import needs
from claims.pages.forms import asked, day_asked, done, one_of
from claims.pages.words import plural
from claims.services import ledger
from claims.services.demo import play_demo
from claims.services.desk import Desk
from claims.services.glance import latest_changes, listed_claims
from claims.services.waiting import first_waiting
from claims.web.current import current_desk

blp = Blueprint("desk", __name__)

_SHOWN = 20  # claims on a page
_BESIDE = 5  # of each list beside them
_GAP, _LEAST = 4, 6  # of the bar: between two parts, and of a part
_OVERDUE = "overdue"  # stands among the statuses in the address, as it does on the page
_SORTS = {
    ClaimSort.NEWEST: "newest first",
    ClaimSort.OLDEST: "oldest first",
    ClaimSort.UPDATED: "changed last first",
    ClaimSort.DEADLINE: "nearest deadline first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of the ledger is looked at; it stands in the address, so that it can be handed on."""

    where: ClaimFilter
    standing: str | None
    q: str | None
    sort: ClaimSort
    cursor: str | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.where == ClaimFilter() and self.q is None

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked than a status and words."""
        by_status = ClaimFilter(status=self.where.status, overdue=self.where.overdue)
        return self.where != by_status or self.sort is not ClaimSort.NEWEST

    def heading(self, shown: int, next_page: str | None) -> str:
        """What the list below it is: `12 claims for "bakery"`, `Overdue claims, nearest deadline first`."""
        if self.q is not None:
            number = plural(shown, "claim") if next_page is None and self.cursor is None else "Claims"
            return f"{number} for “{self.q}”, best first"
        what = f"{self.standing} claims" if self.standing else "claims"
        return f"{what.capitalize()}, {_SORTS[self.sort]}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar over the desk, in thousandths of its width."""

    name: str
    start: float
    width: float


@blp.get("/")
def show() -> str:
    """The desk."""
    desk = current_desk()
    view = _view()
    counts = ledger.standing_counts(desk)
    has_beside = view.is_whole and view.cursor is None
    return render_template(
        "desk.html",
        view=view,
        counts=counts,
        bar=bar_of(counts),
        found=_found(desk, view),
        kinds=[("", "any"), *((kind, kind) for kind in Kind)],
        sorts=list(_SORTS.items()),
        has_beside=has_beside,
        **(_beside(desk, counts) if has_beside else {}),
    )


def _found(desk: Desk, view: View) -> Page[TrackedClaim]:
    if view.q is None:
        return listed_claims(desk, view.where, view.sort, _SHOWN, view.cursor)
    return ledger.list_claims(desk, view.where, view.sort, _SHOWN, view.cursor, view.q)


def bar_of(counts: StandingCounts) -> list[Segment]:
    """The claims by where they stand, side by side, with a gap between; what there is of shows at least as a line."""
    numbers = {
        "pending": counts.pending - counts.overdue,
        "overdue": counts.overdue,
        "confirmed": counts.confirmed,
        "denied": counts.denied,
    }
    present = {name: number for name, number in numbers.items() if number > 0}
    room = 1_000 - _GAP * max(0, len(present) - 1) - _LEAST * len(present)
    segments: list[Segment] = []
    start = 0.0
    for name, number in present.items():
        width = round(_LEAST + room * number / counts.total, 1)
        segments.append(Segment(name, round(start, 1), width))
        start += width + _GAP
    return segments


@blp.post("/demonstration")
@needs(Scope.ADMIN)
def load_demonstration() -> Response:
    """Play the demonstration into the ledger."""
    for _ in play_demo(current_desk()):
        pass
    return done("The demonstration is on the ledger.", url_for("pages.desk.show"))


def _view() -> View:
    standing = asked("status")
    where = ClaimFilter(
        status=one_of(Status, standing, "status") if standing != _OVERDUE else None,
        overdue=True if standing == _OVERDUE else None,
        kind=one_of(Kind, asked("kind"), "kind"),
        claimant=asked("claimant"),
        publisher=asked("publisher"),
        tag=asked("tag"),
        since=day_asked("since"),
        until=day_asked("until"),
    )
    sort = one_of(ClaimSort, asked("sort"), "sort") or ClaimSort.NEWEST
    return View(where=where, standing=standing, q=asked("q"), sort=sort, cursor=asked("cursor"))


def _beside(desk: Desk, counts: StandingCounts) -> dict[str, Any]:
    """What stands beside the claims: what changed lately, what is overdue, what waits."""
    latest = latest_changes(desk, _BESIDE)
    yesterday = (desk.clock() - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    overdue = listed_claims(desk, ClaimFilter(overdue=True), ClaimSort.NEWEST, _BESIDE).items if counts.overdue else ()
    return {
        "changes": [each for each in latest if each.change.at >= yesterday],
        "last_change": latest[0].change.at if latest else None,
        "overdue": overdue,
        "waiting": first_waiting(desk, _BESIDE),
    }
