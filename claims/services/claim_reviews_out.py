"""ClaimReviews that others can read: one for each claim that is decided, none for one that is pending."""

from collections.abc import Iterator

from claims.domain.claim import Claim, TrackedClaim
from claims.domain.claimreview import ClaimReview, Maker, Named, Rating, Work
from claims.domain.errors import InvalidInput, NotFound
from claims.domain.mention import EntityKind
from claims.domain.moment import moment_of
from claims.domain.query import ClaimFilter, ClaimSort, Page
from claims.domain.verdict import Status
from claims.extract import find_entities
from claims.services.addresses import claim_page
from claims.services.desk import Desk
from claims.services.ledger import get_claim

LANGUAGE = "en"  # in which claims are kept and statuses told
_WORST, _BEST = 1, 5  # the scale of Google: 1 is false, 5 is true
_MOST_WORKS = 20
_DECIDED = {Status.CONFIRMED: _BEST, Status.DENIED: _WORST}


def get_claim_review(desk: Desk, claim_id: str, base: str) -> ClaimReview:
    """The ClaimReview of a claim, with addresses on the server at `base`.

    Raises NotFound for an unknown id, and for a claim that is pending.
    """
    review = claim_review(desk, get_claim(desk, claim_id), base)
    if review is None:
        raise NotFound("This claim is pending: a ClaimReview is given once it is confirmed or denied.")
    return review


def list_claim_reviews(desk: Desk, base: str, limit: int, cursor: str | None = None) -> Page[ClaimReview]:
    """One page of the ClaimReviews of all claims that are decided, those changed last first."""
    page = desk.store.list_claims(ClaimFilter(decided=True), ClaimSort.UPDATED, limit, cursor)
    return Page(tuple(review for each in page.items if (review := claim_review(desk, each, base))), page.next)


def all_claim_reviews(desk: Desk) -> Iterator[ClaimReview]:
    """The ClaimReviews of all claims that are decided, by id, in constant memory.

    Raises InvalidInput where the settings do not say under which address people reach the server.
    """
    base = desk.settings.public_url
    if not base:
        raise InvalidInput("A ClaimReview names its page: set CLAIMS_PUBLIC_URL to the address of your server first.")
    with desk.store.snapshot():
        for tracked in desk.store.all_claims():
            if (review := claim_review(desk, tracked, base)) is not None:
                yield review


def claim_review(desk: Desk, tracked: TrackedClaim, base: str) -> ClaimReview | None:
    """The ClaimReview of a claim as it stands, with addresses on the server at `base`; None where it is pending."""
    claim, verdict = tracked.claim, tracked.verdict
    if verdict.status not in _DECIDED:
        return None
    address = claim_page(base, claim.id)
    changes = [c for c in desk.store.history(tracked.merged_into or claim.id) if c.before is not c.after]
    works = _works(desk, tracked)
    return ClaimReview(
        text=claim.text,
        rating=Rating(
            words=verdict.state_in_full.capitalize(),
            value=_DECIDED[verdict.status],
            best=_BEST,
            worst=_WORST,
            explanation=verdict.summary,
        ),
        author=Named(desk.settings.desk_name, Maker.ORGANISATION, base),
        url=address,
        title=f"{verdict.state_in_full.capitalize()}: {claim.text}",
        published=moment_of(changes[-1].at if changes else tracked.updated_at),
        modified_at=tracked.updated_at,
        language=LANGUAGE,
        claim_url=f"{address}#claim",
        claimant=_claimant(claim),
        claimed=claim.claimed,
        first=works[0] if works else None,
        others=tuple(works[1:]),
    )


def _claimant(claim: Claim) -> Named | None:
    if claim.claimant is None:
        return None
    kinds = {entity.kind for entity in find_entities(claim.claimant)}
    return Named(claim.claimant, Maker.PERSON if kinds == {EntityKind.PERSON} else Maker.ORGANISATION)


def _works(desk: Desk, tracked: TrackedClaim) -> list[Work]:
    """The works in which the claim appeared, the first report first."""
    claim = tracked.claim
    first = Work(claim.url, claim.title, claim.publisher, claim.claimed.day)
    appearances = desk.store.appearances(tracked.merged_into or claim.id)[: _MOST_WORKS + 1]
    articles = desk.store.articles({appearance.article_id for appearance in appearances})
    found = [
        Work(a.canonical_url or a.url, a.title or None, a.publisher, a.published.day)
        for appearance in appearances
        if (a := articles.get(appearance.article_id)) is not None and a.id != claim.article_id
    ]
    return [work for work in (first, *found) if work.url or work.title]
