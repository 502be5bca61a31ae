"""The review desk: one case at a time, claim and passage side by side, with keys for what a person may say of it.

The address holds the place in the queue, which is how many cases were skipped: what is decided leaves the queue, and
the next case comes into its place. The session keeps name and reason for the next case, and what was decided in it, so
that one decision after another can be taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from flask import Blueprint, render_template, session, url_for
from werkzeug.wrappers import Response

from claims.domain.claim import Claim
from claims.domain.condition import Condition, Finding
from claims.domain.errors import Conflict, InvalidInput
from claims.domain.evidence import Stance
from claims.domain.review import Asked
from claims.domain.verdict import Status
from claims.pages.forms import asked, decided_by, done, field
from claims.pages.marks import Context, Mark, Piece, amount_in_words, days_in_words, in_context, marked
from claims.services import ledger
from claims.services.lookup import Mentions, mentions_in
from claims.services.record import EvidenceView
from claims.services.reviewing import NewReview, add_review, withdraw_review
from claims.services.waiting import waiting_case
from claims.web.current import current_desk

blp = Blueprint("review", __name__, url_prefix="/review")

_MOST_PASSAGES = 12  # of a case on a page
_FURTHEST = 9_999_999  # place in the queue
_REASON, _DECIDED = "review_reason", "review_decided"  # what the session keeps
_REMEMBERED = 5  # decisions that can be taken back one after another: a cookie has little room
_LONGEST_KEPT = 150  # characters of a reason; a longer one was for one case
_ORDER = {Finding.DIFFERS: 0, Finding.AGREES: 1, Finding.UNKNOWN: 2}
_WHY = {
    Asked.DISPUTED: "Reports contradict each other",
    Asked.DECISIVE_DOUBT: "Its status hangs on a near thing",
    Asked.JUST_OVERDUE: "A promise ran out",
    Asked.DOUBT: "A near thing",
}
_TOLD = {
    "accept": "Accepted: the passage {stance}.",
    "reject": "Rejected: the passage is not about this claim.",
    Stance.SUPPORTS: "Corrected: the passage supports.",
    Stance.REFUTES: "Corrected: the passage refutes.",
    Stance.DISCUSSES: "Corrected: the passage discusses.",
    Status.CONFIRMED: "Decided: confirmed.",
    Status.DENIED: "Decided: denied.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in question, held against the claim: its words with what differs marked, and each truth condition."""

    view: EvidenceView
    context: Context
    pieces: list[Piece]
    conditions: list[Condition]


@blp.get("")
def show() -> str:
    """The case at the place asked for, or that of the claim asked for."""
    desk, place = current_desk(), _place(asked("place"))
    case = waiting_case(desk, place, asked("claim"))
    item = case.item
    if item is None:
        return render_template("review_empty.html", skipped=min(place, case.waiting), decided=len(_decided()))
    view = _in_question(item.evidence, asked("passage"))
    shown = _passage(view) if view is not None else None
    return render_template(
        "review.html",
        case=case,
        item=item,
        claim=item.claim.claim,
        why=_WHY[item.asked],
        passage=shown,
        passages=item.evidence[:_MOST_PASSAGES],
        passages_total=len(item.evidence),
        unread=sum(each.review is None for each in item.evidence),
        pieces=marked(item.claim.claim.text, _marks(item.claim.claim, shown.conditions if shown else ())),
        reason=session.get(_REASON, ""),
        decided=len(_decided()),
    )


@blp.post("/claims/<id:claim_id>")
def decide(claim_id: str) -> Response:
    """Say of a passage, or of the claim, what the button says that was pressed; then comes the next case."""
    desk, place, decision = current_desk(), _place(field("place")), field("decision")
    by = decided_by()
    session[_REASON] = by.reason if len(by.reason) <= _LONGEST_KEPT else ""
    tracked = ledger.get_claim(desk, claim_id)
    if field("version") != str(tracked.version):
        raise Conflict("This claim has changed since the page was made, so nothing was decided: look at it again.")
    new = _review(decision, field("evidence_id"), field("stance"), by.reviewer, by.reason)
    review, _ = add_review(desk, claim_id, new)
    session[_DECIDED] = [*_decided(), [claim_id, review.id]][-_REMEMBERED:]
    told = _TOLD[decision].format(stance=new.stance)
    return done(told, url_for(".show", place=place or None), url_for(".undo"), {"place": str(place)})


@blp.post("/undo")
def undo() -> Response:
    """Take back what was decided last in this session, and show that case again."""
    place, by, decided = _place(field("place")), decided_by(), _decided()
    if not decided:
        raise InvalidInput("Nothing that was decided here is left to be taken back.")
    claim_id, review_id = decided[-1]
    session[_DECIDED] = decided[:-1]
    tracked = withdraw_review(current_desk(), claim_id, review_id, by.reviewer, by.reason)
    told = f"Taken back: the claim stands {tracked.verdict.state_in_full}."
    return done(told, url_for(".show", claim=claim_id, place=place or None))


def _review(decision: str, evidence_id: str, stance: str, reviewer: str, reason: str) -> NewReview:
    """The review that a button stands for. Raises InvalidInput for one that there is not."""
    if decision in (Status.CONFIRMED, Status.DENIED):
        return NewReview(reviewer=reviewer, reason=reason, status=Status(decision))
    if decision not in _TOLD or (decision == "accept" and stance not in list(Stance)):
        raise InvalidInput.of("decision", "Say what you decide: accept, reject, correct, confirmed or denied.")
    if decision == "reject":
        return NewReview(reviewer=reviewer, reason=reason, evidence_id=evidence_id, reject_match=True)
    said = Stance(stance if decision == "accept" else decision)
    return NewReview(reviewer=reviewer, reason=reason, evidence_id=evidence_id, stance=said)


def _in_question(views: Sequence[EvidenceView], wanted: str | None) -> EvidenceView | None:
    """The passage that is asked for, or the first that nobody has read, or the first; None where there is none."""
    asked_for = (view for view in views if view.evidence.id == wanted)
    unread = (view for view in views if view.review is None)
    return next(chain(asked_for, unread, views), None)


def _passage(view: EvidenceView) -> Passage:
    told = view.evidence.judgement
    conditions = sorted(told.conditions, key=lambda condition: _ORDER[condition.finding])
    found = mentions_in(told.passage.text, view.evidence.published.day)
    return Passage(
        view,
        in_context(view.article.text, told.passage),
        marked(told.passage.text, _marks(found, conditions)),
        conditions,
    )


def _marks(of: Claim | Mentions, conditions: Iterable[Condition]) -> list[Mark]:
    """The amounts and dates of a text; those by which claim and passage differ are marked as differing."""
    differing = {condition.name for condition in conditions if condition.differs}
    amount, day = ("differs" if name in differing else kind for name, kind in (("amount", "amount"), ("when", "date")))
    amounts = [Mark(each.span.start, each.span.end, amount, amount_in_words(each)) for each in of.quantities]
    return amounts + [Mark(each.span.start, each.span.end, day, days_in_words(each)) for each in of.dates]


def _decided() -> list[list[str]]:
    """The claim and the review of each decision of this session that can be taken back, the newest last."""
    return list(session.get(_DECIDED, []))


def _place(given: str | None) -> int:
    """Raises InvalidInput for what is no place in the queue."""
    if not given:
        return 0
    if not (given.isascii() and given.isdigit() and int(given[:9]) <= _FURTHEST):
        raise InvalidInput.of("place", "`place` is the number of cases before the one that is shown.")
    return int(given[:9])
