"""The desk: what stands, what changed, what is due, what waits; and the claims, filtered and searched."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from claims.domain.claim import Kind
from claims.domain.query import ChangeFilter, ClaimFilter, ClaimSort
from claims.domain.run import Scope
from claims.domain.verdict import Status
from claims.pages.asking import needs
from claims.pages.forms import asked, day_asked, done, one_of
from claims.services import ledger
from claims.services.demo import play_demo
from claims.services.desk import Desk
from claims.services.news import ClaimChange, list_changes
from claims.services.waiting import first_waiting
from claims.web.current import current_desk

blp = Blueprint("desk", __name__)

_SHOWN = 20  # claims on a page
_BESIDE = 5  # of each list beside them
_OVERDUE = "overdue"  # stands among the statuses in the address, as it does on the page
SORTS = {
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


@blp.get("/")
def show() -> str:
    """The desk."""
    desk = current_desk()
    view = _view()
    counts = ledger.standing_counts(desk)
    found = ledger.list_claims(desk, view.where, view.sort, _SHOWN, view.cursor, view.q)
    beside = _beside(desk) if view.cursor is None else {}
    return render_template("desk.html", view=view, counts=counts, found=found, kinds=Kind, sorts=SORTS, **beside)


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


def _beside(desk: Desk) -> dict[str, Any]:
    overdue = ledger.list_claims(desk, ClaimFilter(overdue=True), ClaimSort.DEADLINE, _BESIDE)
    return {
        "changes": _since_yesterday(desk),
        "overdue": overdue.items,
        "waiting": first_waiting(desk, _BESIDE),
    }


def _since_yesterday(desk: Desk) -> list[ClaimChange]:
    """The latest changes, none older than the beginning of yesterday."""
    yesterday: datetime = (desk.clock() - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    changes = list_changes(desk, ChangeFilter(), _BESIDE).items
    return [each for each in changes if each.change.at >= yesterday]
