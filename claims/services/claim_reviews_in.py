"""ClaimReviews of others come in: their claims go on the ledger, and, where asked for, their decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claims.domain.claim import TrackedClaim
from claims.domain.claimreview import ClaimReview
from claims.domain.errors import FetchFailed, InvalidInput
from claims.domain.review import ReviewKind
from claims.intake import bounded_lines, host_of, read_claim_reviews, read_feed, status_of
from claims.services.bulk import FEED_TYPES, read_bounded
from claims.services.desk import Desk
from claims.services.fetch import Fetched
from claims.services.ingest import limits_of
from claims.services.ledger import NewClaim, add_claim
from claims.services.reviewing import NewReview, add_review
from claims.services.rows import Progress

_LONGEST_TAG = 60
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a ClaimReview: `where` names its page or file and its number there.

    `decided` says that it was put on file as a decision of its author.
    """

    where: str
    review: ClaimReview | None = None
    tracked: TrackedClaim | None = None
    created: bool = False
    decided: bool = False
    error: str | None = None


def take_in_claim_reviews(
    desk: Desk, where: str, *, decide: bool = False, progress: Progress | None = None
) -> Iterator[TakenIn]:
    """Take in the ClaimReviews of a page, of a feed of pages, or of a file of JSON-LD (one document, or one a line).

    Each claim goes on the ledger with a tag that tells the rating and whose it is. With `decide`, a rating that is
    plainly true or false is put on file as a decision, as if its author sat at this desk; else it decides nothing.
    What cannot be used yields its error, and the others go on. Raises InvalidInput where nothing is to be found.
    """
    for done, (name, found) in enumerate(_found(desk, where), 1):
        if isinstance(found, str):
            yield TakenIn(name, error=found)
        else:
            try:
                yield _take_in(desk, name, found, decide=decide)
            except InvalidInput as error:
                yield TakenIn(name, found, error=str(error))
        if progress is not None:
            progress(done, None)


def _found(desk: Desk, where: str) -> Iterator[tuple[str, ClaimReview | str]]:
    if where.lower().startswith(("http://", "https://")):
        yield from _at(desk, where, follow=True)
        return
    path = Path(where)
    if not path.is_file():
        raise InvalidInput(f"There is no file {where!r}; an address begins with http:// or https://.")
    limits = limits_of(desk)
    if path.suffix.lower() not in _LINES:
        yield from _read(desk, where, Fetched("", "", read_bounded(path, limits.max_bytes)))
        return
    with path.open("rb") as lines:
        for number, raw in bounded_lines(lines, limits.max_bytes):
            if raw is None:
                yield f"{where}:{number}", f"The line is longer than {limits.max_bytes:,} bytes."
            else:
                yield from _read(desk, f"{where}:{number}", Fetched("", "", bytes(raw)))  # type: ignore[arg-type]


def _at(desk: Desk, url: str, *, follow: bool) -> Iterator[tuple[str, ClaimReview | str]]:
    """What is at an address; of a feed, what is on the pages that it leads to, the newest of them."""
    try:
        fetched = desk.fetch(url)
    except FetchFailed as error:
        yield url, str(error)
        return
    if not follow or fetched.content_type not in FEED_TYPES:
        yield from _read(desk, fetched.url, fetched)
        return
    try:
        entries = read_feed(fetched.body, limits_of(desk), fetched.url, fetched.charset).entries
    except InvalidInput as error:
        yield url, str(error)
        return
    for entry in islice((entry for entry in entries if entry.url), desk.settings.feed_max_entries):
        yield from _at(desk, entry.url or "", follow=False)


def _read(desk: Desk, name: str, fetched: Fetched) -> Iterator[tuple[str, ClaimReview | str]]:
    number = 0
    try:
        for number, found in enumerate(read_claim_reviews(fetched.body, limits_of(desk), fetched.charset), 1):
            yield name if number == 1 else f"{name}#{number}", found
    except InvalidInput as error:
        yield name, str(error)
        return
    if not number:
        yield name, "No ClaimReview was found in it."


def _take_in(desk: Desk, where: str, review: ClaimReview, *, decide: bool) -> TakenIn:
    author = review.author.name if review.author is not None else host_of(review.url)
    status = status_of(review.rating)
    if author is None:
        raise InvalidInput("The ClaimReview does not say whose it is: it has neither an author nor an address.")
    tracked, created = add_claim(desk, _new_claim(review, author))
    if not decide or status is None:
        return TakenIn(where, review, tracked, created)
    reason = " ".join(
        part for part in (f"Rated “{review.rating.words}”.", review.rating.explanation, review.url) if part
    )
    known = desk.store.reviews(tracked.claim.id)
    if any((r.kind, r.reviewer, r.reason, r.status) == (ReviewKind.STATUS, author, reason, status) for r in known):
        return TakenIn(where, review, tracked, created)
    _, tracked = add_review(desk, tracked.claim.id, NewReview(reviewer=author, reason=reason, status=status))
    return TakenIn(where, review, tracked, created, decided=True)


def _new_claim(review: ClaimReview, author: str) -> NewClaim:
    first = review.first
    return NewClaim(
        text=review.text,
        claimant=review.claimant.name if review.claimant is not None else None,
        claimed=review.claimed or review.published,
        tags=(f"rated {review.rating.words} by {author}"[:_LONGEST_TAG].strip(),),
        publisher=(first.publisher or host_of(first.url)) if first is not None else None,
        url=first.url if first is not None else None,
        title=first.title if first is not None else None,
    )
