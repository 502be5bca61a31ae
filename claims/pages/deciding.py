"""What people do with a claim: decide, correct, reject, merge, tag, watch; and each of these taken back.

Every form asks for a name and a reason. The field `back` has the address to go back to, where that is not the claim's.
"""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from claims.domain.errors import InvalidInput
from claims.domain.evidence import Stance
from claims.domain.notice import NoticeFilter
from claims.domain.run import Scope
from claims.domain.verdict import Status
from claims.pages.asking import needs
from claims.pages.forms import decided_by, done, field, inside, one_of
from claims.services import grouping, ledger, subscribing
from claims.services.outlets import origin_named
from claims.services.reviewing import NewReview, add_review, withdraw_review
from claims.web.current import current_desk

blp = Blueprint("deciding", __name__, url_prefix="/claims/<id:claim_id>")

REJECTED = "rejected"  # stands beside the stances: the passage is not about this claim
_MOST_TAGS = 50


@blp.post("/decide")
def decide(claim_id: str) -> Response:
    """Decide where the claim stands."""
    by = decided_by()
    status = one_of(Status, field("status"), "status")
    if status is None:
        raise InvalidInput.of("status", "Say where the claim stands: pending, confirmed or denied.")
    new = NewReview(reviewer=by.reviewer, reason=by.reason, status=status)
    review, _ = add_review(current_desk(), claim_id, new)
    return _reviewed(claim_id, review.id, f"Decided: {status}.")


@blp.post("/evidence/<id:evidence_id>/correct")
def correct(claim_id: str, evidence_id: str) -> Response:
    """Say what a passage really says of the claim, or that it is not about it."""
    by = decided_by()
    given = field("stance")
    stance = None if given == REJECTED else one_of(Stance, given, "stance")
    if stance is None and given != REJECTED:
        raise InvalidInput.of("stance", "Say what the passage says of the claim.")
    new = NewReview(
        reviewer=by.reviewer,
        reason=by.reason,
        stance=stance,
        evidence_id=evidence_id,
        reject_match=stance is None,
    )
    review, _ = add_review(current_desk(), claim_id, new)
    told = "Corrected: it is not about this claim." if stance is None else f"Corrected: the passage {stance}."
    return _reviewed(claim_id, review.id, told)


@blp.post("/evidence/<id:evidence_id>/origin")
def lead(claim_id: str, evidence_id: str) -> Response:
    """Say where a passage really comes from: an outlet or agency, by its name."""
    desk, by = current_desk(), decided_by()
    origin = origin_named(desk, field("origin"))
    new = NewReview(reviewer=by.reviewer, reason=by.reason, origin=origin, evidence_id=evidence_id)
    review, _ = add_review(desk, claim_id, new)
    return _reviewed(claim_id, review.id, f"Corrected: it comes from {origin.partition(':')[2]}.")


def _reviewed(claim_id: str, review_id: str, told: str) -> Response:
    undo = url_for("pages.deciding.take_back", claim_id=claim_id, review_id=review_id)
    return done(told, _back(claim_id), undo, {"back": _back(claim_id)})


@blp.post("/reviews/<id:review_id>/take-back")
def take_back(claim_id: str, review_id: str) -> Response:
    """Take a decision back; it stays on file as withdrawn."""
    by = decided_by()
    tracked = withdraw_review(current_desk(), claim_id, review_id, by.reviewer, by.reason)
    return done(f"Taken back: the claim stands {tracked.verdict.state_in_full} again.", _back(claim_id))


@blp.post("/merge")
def merge(claim_id: str) -> Response:
    """Have the claim go on as another one."""
    by, into = decided_by(), field("into")
    grouped = grouping.merge_claims(current_desk(), claim_id, into.rstrip("/").rpartition("/")[2], by)
    undo = url_for("pages.deciding.undo", claim_id=claim_id, regrouping_id=grouped.regrouping.id)
    told = f"Merged: it goes on as “{grouped.other.claim.text}”"
    return done(told, url_for("pages.claim.show", claim_id=grouped.other.claim.id), undo)


@blp.post("/regroupings/<id:regrouping_id>/undo")
def undo(claim_id: str, regrouping_id: str) -> Response:
    """Take a merge or split back."""
    grouped = grouping.undo_regrouping(current_desk(), claim_id, regrouping_id, decided_by())
    return done(f"The {grouped.regrouping.kind} was undone.", _back(claim_id))


@blp.post("/tags")
@needs(Scope.WRITE)
def tag(claim_id: str) -> Response:
    """Set the tags of the claim."""
    desk, by = current_desk(), decided_by()
    tags = list(dict.fromkeys(filter(None, (tag.strip() for tag in field("tags").split(",")))))
    if len(tags) > _MOST_TAGS:
        raise InvalidInput.of("tags", f"A claim may have {_MOST_TAGS} tags.")
    before = ledger.get_claim(desk, claim_id).claim.tags
    ledger.edit_claim(desk, claim_id, {"tags": tags}, by=by.reviewer, reason=by.reason)
    return done("The tags are set.", _back(claim_id), request.path, {"tags": ", ".join(before)})


@blp.post("/watch")
@needs(Scope.ADMIN)
def watch(claim_id: str) -> Response:
    """Tell somebody by mail when the claim changes."""
    desk, by = current_desk(), decided_by()
    known = ledger.get_claim(desk, claim_id)
    wanted = NoticeFilter(claim_ids=(known.merged_into or known.claim.id,))
    made, _ = subscribing.subscribe(desk, mail=field("mail"), wanted=wanted, by=by)
    undo = url_for("pages.deciding.unwatch", claim_id=claim_id, subscription_id=made.id)
    return done(f"{made.mail} will be told when this claim changes.", _back(claim_id), undo)


@blp.post("/watch/<id:subscription_id>/end")
@needs(Scope.ADMIN)
def unwatch(claim_id: str, subscription_id: str) -> Response:
    """Tell them no more."""
    desk = current_desk()
    ended = subscribing.get_subscription(desk, subscription_id)
    subscribing.unsubscribe(desk, subscription_id)
    again = (
        url_for("pages.deciding.watch", claim_id=claim_id) if ended.mail and len(ended.wanted.claim_ids) == 1 else None
    )
    return done(f"{ended.address} will be told no more.", _back(claim_id), again, {"mail": ended.mail or ""})


def _back(claim_id: str) -> str:
    return inside(request.form.get("back", ""), url_for("pages.claim.show", claim_id=claim_id))
