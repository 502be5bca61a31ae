"""A claim: where it stands and why, what hangs on it, and how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, render_template

from claims.domain.claim import TrackedClaim
from claims.domain.condition import Condition
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Stance
from claims.domain.moment import Moment
from claims.domain.run import Scope
from claims.domain.verdict import Status, StatusChange
from claims.pages.asking import may
from claims.pages.forms import asked, moment_asked
from claims.pages.marks import Context, claim_pieces, in_context, readings_of
from claims.pages.timeline import Timeline, timeline_of
from claims.pages.words import short_day
from claims.services import grouping, ledger, record, reviewing
from claims.services.desk import Desk
from claims.services.origin_tree import OriginNode, OriginTree, trees_of
from claims.services.subscribing import watchers_of
from claims.web.current import current_desk

blp = Blueprint("claim", __name__)

_PIECES = 12  # of evidence on a page
_READ = 200  # of evidence, published last: what timeline, figures and origins are drawn from
_LISTED = 20  # of each other list
_NODES = 40  # of the tree of origins


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence as the page shows it."""

    view: record.EvidenceView
    context: Context
    conditions: tuple[Condition, ...]


@blp.get("/claims/<id:claim_id>")
def show(claim_id: str) -> str:
    """The claim as it stands, or as it stood on the day asked for."""
    desk, as_of = current_desk(), moment_asked("as_of")
    tracked = ledger.get_claim(desk, claim_id, as_of)
    evidence, evidence_total = record.newest_evidence(desk, tracked, _READ, as_of)
    history = record.history_of(desk, tracked, as_of)
    appearances, appeared = record.first_appearances(desk, tracked, _LISTED, as_of)
    start = _start(len(evidence))
    return render_template(
        "claim.html",
        tracked=tracked,
        claim=tracked.claim,
        verdict=tracked.verdict,
        as_of=as_of,
        pieces=claim_pieces(tracked.claim),
        readings=readings_of(tracked.claim),
        time=_time(desk, tracked, evidence, appeared, history, as_of),
        evidence=[_shown(view) for view in evidence[start : start + _PIECES]],
        evidence_read=len(evidence),
        evidence_total=evidence_total,
        evidence_start=start,
        evidence_next=str(start + _PIECES) if start + _PIECES < len(evidence) else None,
        evidence_first=evidence[0] if evidence else None,
        drift=_drift(evidence)[:_LISTED],
        history=history[-_LISTED:],
        history_total=len(history),
        appearances=appearances,
        appearances_total=len(appeared),
        origins=_bounded(trees_of(desk, tracked.claim, evidence).origins),
        **_beside(desk, tracked, claim_id),
    )


def _time(
    desk: Desk,
    tracked: TrackedClaim,
    evidence: Sequence[record.EvidenceView],
    appeared: Sequence[date],
    history: Sequence[StatusChange],
    as_of: Moment | None,
) -> Timeline:
    if as_of is None:
        return timeline_of(tracked, evidence, appeared, history, desk.clock().date())
    return timeline_of(tracked, evidence, appeared, history, as_of.day, f"as of {short_day(as_of.day)}")


def _start(total: int) -> int:
    """Where in the list of evidence the page begins."""
    given = asked("evidence") or "0"
    if not (given.isascii() and given.isdigit() and len(given) < 8):
        raise InvalidInput.of("evidence", "`evidence` is the number of pieces before those shown.")
    return min(int(given), max(0, total - 1))


def _shown(view: record.EvidenceView) -> Shown:
    told = view.evidence.judgement
    return Shown(view, in_context(view.article.text, told.passage), told.conditions)


def _drift(evidence: Sequence[record.EvidenceView]) -> list[tuple[record.EvidenceView, Condition]]:
    """What articles say of the claim's figures: those that give others, and those that give the same."""
    found = [
        (view, condition)
        for view in evidence
        for condition in view.evidence.judgement.conditions
        if condition.name == "amount" and (condition.differs or condition.agrees)
    ]
    return found if any(condition.differs for _, condition in found) else []


def _beside(desk: Desk, tracked: TrackedClaim, claim_id: str) -> dict[str, object]:
    """What hangs on a claim whatever the day."""
    linked = [id_ for id_ in (tracked.claim.predecessor_id, tracked.claim.successor_id) if id_ is not None]
    return {
        "variants": grouping.claim_variants(desk, claim_id)[:_LISTED],
        "linked": ledger.claims_by_id(desk, linked),
        "reviews": reviewing.list_reviews(desk, claim_id),
        "regroupings": grouping.list_regroupings(desk, claim_id),
        "watchers": watchers_of(desk, claim_id) if may(Scope.ADMIN) else [],
        "statuses": list(Status),
        "stances": list(Stance),
    }


def _bounded(trees: Sequence[OriginTree]) -> list[OriginTree]:
    """The first trees, with as many articles as a page has room for; each tree says how many it has in all."""
    left = _NODES

    def bounded(nodes: tuple[OriginNode, ...]) -> tuple[OriginNode, ...]:
        nonlocal left
        kept = []
        for node in nodes:
            if left <= 0:
                break
            left -= 1
            kept.append(replace(node, led_here=bounded(node.led_here)))
        return tuple(kept)

    return [replace(tree, led_here=bounded(tree.led_here)) for tree in trees[:_LISTED]]
