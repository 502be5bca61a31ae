"""What hangs on a claim: its evidence, its history, its appearances; today, or as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.domain.article import Article
from claims.domain.claim import Appearance, Claim, TrackedClaim
from claims.domain.evidence import Evidence, Strength
from claims.domain.moment import Moment
from claims.domain.review import Review, ReviewKind, in_force
from claims.domain.status import as_reviewed, why_not_counted, with_origin
from claims.domain.verdict import StatusChange
from claims.services.desk import Desk
from claims.services.ledger import get_claim
from claims.services.viewpoint import Viewpoint, viewpoint


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence with its article, and whether it counts and why (`because`).

    `review` is the newest decision of a person on what it says that stands, `led_by` that on where it comes from.
    """

    evidence: Evidence
    article: Article
    counts: bool
    because: str
    review: Review | None
    led_by: Review | None = None


@dataclass(frozen=True, slots=True)
class AppearanceView:
    """An appearance with its article."""

    appearance: Appearance
    article: Article


def claim_evidence(
    desk: Desk, claim_id: str, as_of: Moment | None = None, known_at: Moment | None = None
) -> list[EvidenceView]:
    """What articles say of a claim, oldest publication first; with a viewpoint, what could be seen from there.

    Raises NotFound.
    """
    tracked = get_claim(desk, claim_id, as_of, known_at)
    view, evidence = viewpoint(as_of, known_at), desk.store.evidence(_on_ledger(tracked))
    if view is None:
        return evidence_views(desk, tracked, evidence)
    return evidence_views(desk, tracked, [view.evidence(piece) for piece in evidence if view.sees(piece)], view)


def newest_evidence(
    desk: Desk, tracked: TrackedClaim, most: int, as_of: Moment | None = None
) -> tuple[list[EvidenceView], int]:
    """Of what articles say of a claim what was published last, oldest first, and how many do so in all.

    For pages: thousands of articles are not read to show a few.
    """
    view = viewpoint(as_of, None)
    until = as_of.day if as_of is not None else date.max
    pieces, total = desk.store.newest_evidence(_on_ledger(tracked), until, most)
    if view is None:
        return evidence_views(desk, tracked, pieces), total
    return evidence_views(desk, tracked, [view.evidence(piece) for piece in pieces], view), total


def evidence_views(
    desk: Desk, tracked: TrackedClaim, evidence: Sequence[Evidence], view: Viewpoint | None = None
) -> list[EvidenceView]:
    """Evidence of one claim with its articles, and whether each counts."""
    view = view or Viewpoint(desk.clock())
    articles = desk.store.articles({piece.article_id for piece in evidence})
    made = view.reviews(desk.store.reviews(_on_ledger(tracked)))
    decisions = [r for r in in_force(made, view.decided) if r.evidence_id]
    reviews = {r.evidence_id: r for r in decisions if r.kind is not ReviewKind.ORIGIN}
    led_by = {r.evidence_id: r for r in decisions if r.kind is ReviewKind.ORIGIN}
    views = []
    for given in evidence:
        review, led = reviews.get(given.id), led_by.get(given.id)
        piece = with_origin(given, led) if led is not None else given
        reviewed = as_reviewed(given, [each for each in (led, review) if each is not None])
        against = _why_not(tracked.claim, reviewed, review, view)
        because = against or _why_counted(reviewed or piece)
        article = view.article(articles[piece.article_id])
        views.append(EvidenceView(piece, article, against is None, because, review, led))
    return views


def _on_ledger(tracked: TrackedClaim) -> str:
    """The id of the claim that stands for this one."""
    return tracked.merged_into or tracked.claim.id


def _why_not(claim: Claim, reviewed: Evidence | None, review: Review | None, view: Viewpoint) -> str | None:
    if reviewed is not None:
        return why_not_counted(claim, reviewed, view.now, view.known_at)
    return f"{review.reviewer} found that it is not about this claim: {review.reason}" if review is not None else None


def _why_counted(piece: Evidence) -> str:
    if piece.judgement.retraction:
        return "The outlet that first carried the claim takes it back."
    return {
        Strength.OFFICIAL: "It is on the record from a party to the claim or the authority responsible.",
        Strength.REPORTED: "The outlet reports it in its own voice; it counts with its origin.",
        Strength.HEDGED: "It takes a side, but hedged: it is kept on file and decides nothing.",
    }[piece.judgement.strength]


def claim_history(
    desk: Desk, claim_id: str, as_of: Moment | None = None, known_at: Moment | None = None
) -> list[StatusChange]:
    """Every change of a claim's verdict, oldest first; with a viewpoint, those that could be seen from there.

    Raises NotFound.
    """
    return history_of(desk, get_claim(desk, claim_id, as_of, known_at), as_of, known_at)


def history_of(
    desk: Desk, tracked: TrackedClaim, as_of: Moment | None = None, known_at: Moment | None = None
) -> list[StatusChange]:
    """The same for a claim at hand."""
    view, history = viewpoint(as_of, known_at), desk.store.history(_on_ledger(tracked))
    return history if view is None else [change for change in history if view.sees_change(change)]


def first_appearances(
    desk: Desk, tracked: TrackedClaim, most: int, as_of: Moment | None = None
) -> tuple[list[AppearanceView], list[date]]:
    """Where a claim appeared first, and the days of all its appearances, by a day."""
    appearances = [
        each for each in desk.store.appearances(_on_ledger(tracked)) if as_of is None or each.published.day <= as_of.day
    ]
    articles = desk.store.articles({each.article_id for each in appearances[:most]})
    shown = [AppearanceView(each, articles[each.article_id]) for each in appearances[:most]]
    return shown, [each.published.day for each in appearances]


def claim_appearances(desk: Desk, claim_id: str) -> list[AppearanceView]:
    """Where a claim appeared, the first appearance first. Raises NotFound."""
    appearances = desk.store.appearances(_on_ledger(get_claim(desk, claim_id)))
    articles = desk.store.articles({a.article_id for a in appearances})
    return [AppearanceView(a, articles[a.article_id]) for a in appearances]
