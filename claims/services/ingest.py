"""An article comes in: its claims go on the ledger, and it is held against the claims already there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from claims.domain.address import web_address
from claims.domain.article import Article, DatedBy, Page, article_id
from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Evidence
from claims.domain.moment import Moment, format_instant, moment_of
from claims.domain.query import ArticleFilter
from claims.domain.verdict import StatusChange
from claims.intake import Limits, one_line, read_html, read_text
from claims.services.desk import Desk
from claims.services.fetch import Fetched
from claims.services.filing import Settled, file_appearance, file_claim, file_found, file_verdict, link_variant
from claims.services.printing import file_article
from claims.services.sightings import Sighting, claim_of, find_sightings
from claims.services.standing import standing
from claims.services.trails import Known, as_evidence
from claims.services.weigh import Weighed, nominate_claims, read_article, search_articles, weigh

_ARTICLES_FOR_A_NEW_CLAIM = 10
_SAID = ("title", "publisher", "author", "canonical_url")  # what a caller may say of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An article as somebody hands it in: exactly one of text, html and url, and what they know of it."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    canonical_url: str | None = None
    published: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What became of an article: `created` is False where it was on file already, and then nothing changed.

    `claims` are those it makes, first or again; `evidence` is what it says of claims made before.
    """

    article: Article
    created: bool
    claims: tuple[TrackedClaim, ...]
    evidence: tuple[Evidence, ...]
    changes: tuple[StatusChange, ...]


def limits_of(desk: Desk) -> Limits:
    """The limits of intake that the settings name."""
    return Limits(max_chars=desk.settings.max_text_chars, max_bytes=desk.settings.max_body_bytes)


def ingest_article(desk: Desk, submission: Submission) -> Intake:
    """Read what was handed in and ingest it.

    Raises InvalidInput or TooLarge for what cannot be read, FetchFailed for an address that cannot
    be fetched; nothing is stored then.
    """
    dated_by = DatedBy.CALLER if submission.published is not None else DatedBy.PAGE
    return ingest_page(desk, page_of(desk, submission), dated_by)


def page_of(desk: Desk, submission: Submission) -> Page:
    """The page handed in, what the caller says of it going before what it says of itself."""
    given = [name for name in ("text", "html", "url") if getattr(submission, name) is not None]
    if len(given) != 1:
        raise InvalidInput.of("text", "Give exactly one of text, html and url.")
    if submission.canonical_url:
        web_address(submission.canonical_url, "canonical_url")
    page = _read(desk, submission)
    said = {name: one_line(value, name) for name in _SAID if (value := getattr(submission, name))}
    return replace(page, published=submission.published or page.published, **said)


def _read(desk: Desk, submission: Submission) -> Page:
    limits = limits_of(desk)
    if submission.text is not None:
        return read_text(submission.text, limits)
    if submission.html is not None:
        return read_html(submission.html, submission.canonical_url, limits)
    fetched = desk.fetch(submission.url or "")
    return page_at(fetched, limits)


def page_at(fetched: Fetched, limits: Limits) -> Page:
    """What was fetched as a page. Raises InvalidInput where it is neither a page nor a plain text."""
    if fetched.content_type in ("text/html", "application/xhtml+xml", ""):
        return read_html(fetched.body, fetched.url, limits, fetched.charset)
    if fetched.content_type == "text/plain":
        return replace(read_text(fetched.body, limits, fetched.charset), url=fetched.url)
    raise InvalidInput.of("url", f"{fetched.url} is {fetched.content_type}, not a page or a plain text.")


def ingest_page(desk: Desk, page: Page, dated_by: DatedBy = DatedBy.PAGE) -> Intake:
    """Put a page that intake has read on file, in one transaction.

    `dated_by` says whose word the page's publication day is; without one, the day of intake stands in.
    Raises InvalidInput for a publication day in the future.
    """
    now = desk.clock()
    article = article_of(page, now, dated_by)
    if (known := _on_file(desk, article.id)) is not None:
        return known
    reading = read_article(article)
    desk.index.catch_up()  # whatever takes long, before others have to wait for this transaction
    with desk.store.transaction():
        desk.index.catch_up()
        overtaken = bool(desk.store.list_articles(ArticleFilter(since=article.published.day), 1).items)
        filed = file_article(desk, article, now)
        if filed is None:  # another process was first
            return _on_file(desk, article.id) or _nothing(article)
        article = filed
        pairs, claims = nominate_claims(desk, reading)
        weighed = weigh(article, reading, [(n, claims[i].claim) for n, i in pairs if i in claims], desk.settings.policy)
        evidence, answered = _file_judgements(desk, article, weighed, claims, now)
        seen = find_sightings(desk, article, reading, pairs, weighed, claims)
        own = _file_own_claims(desk, article, seen, overtaken=overtaken, now=now)
    return Intake(
        article=article,
        created=True,
        claims=tuple(tracked for tracked, _ in own),
        evidence=tuple(evidence),
        changes=tuple(change for _, change in (*own, *answered) if change is not None),
    )


def article_of(page: Page, now: datetime, dated_by: DatedBy) -> Article:
    """The article that a page is, before it is on file. Raises InvalidInput for a publication day in the future."""
    if page.published is not None and page.published.is_after(now):
        message = f"{page.published.iso()} lies in the future; it is {format_instant(now)} now."
        raise InvalidInput.of("published_at", message)
    return Article(
        id=article_id(page),
        text=page.text,
        published=page.published or Moment(moment_of(now).day),
        dated_by=dated_by if page.published is not None else DatedBy.INTAKE,
        title=page.title,
        publisher=page.publisher,
        author=page.author,
        url=page.url,
        canonical_url=page.canonical_url,
    )


def _on_file(desk: Desk, article_id: str) -> Intake | None:
    article = desk.store.article(article_id)
    if article is None:
        return None
    own = [a.claim_id for a in desk.store.appearances_in(article_id)]
    claims = desk.store.claims(own)
    return Intake(
        article=article,
        created=False,
        claims=tuple(claims[i] for i in own if i in claims),
        evidence=tuple(desk.store.evidence_in(article_id)),
        changes=(),
    )


def _nothing(article: Article) -> Intake:
    return Intake(article=article, created=False, claims=(), evidence=(), changes=())


def _file_judgements(
    desk: Desk, article: Article, weighed: Weighed, claims: dict[str, TrackedClaim], now: datetime
) -> tuple[list[Evidence], list[Settled]]:
    """Put what the article says of earlier claims on file, and settle those claims by it."""
    found: list[Evidence] = []
    settled: list[Settled] = []
    known = Known(desk)
    # A paper of tomorrow, from where that has begun, counts from then on.
    due_at = None if article.published.has_come(now) else datetime.combine(article.published.day, time(), UTC)
    for judgement in weighed.judgements:
        tracked = claims[judgement.claim_id]
        piece = as_evidence(desk, tracked.claim, article, judgement, now, known)
        file_found(desk, tracked.claim, [piece], now)
        settled.append(file_verdict(desk, tracked, now, due_at=due_at))
        if settled[-1][0].claim.successor_id != tracked.claim.successor_id:  # another of these claims was linked to it
            claims |= desk.store.claims(claims.keys())
        found.append(piece)
    return found, settled


def _file_own_claims(
    desk: Desk, article: Article, sightings: Iterable[Sighting], *, overtaken: bool, now: datetime
) -> list[Settled]:
    """Put the article's own claims on the ledger, or note where it repeats one, in the order of the text.

    What only answers a claim is evidence, and no claim of its own. `overtaken` says that articles of the same day
    or later are on file, which may speak of the new claims.
    """
    own: dict[str, Settled] = {}
    for sighting in sightings:
        if sighting.answers:
            continue
        settled: Settled | None = None
        claim_id = sighting.claim_id
        if claim_id is None:
            settled = _file_new(desk, article, sighting, overtaken=overtaken, now=now)
            claim_id = settled[0].claim.id
        appeared = file_appearance(desk, claim_id, article, sighting.draft.span, now)
        own.setdefault(claim_id, appeared or settled or (standing(desk, claim_id), None))
    return list(own.values())


def _file_new(desk: Desk, article: Article, sighting: Sighting, *, overtaken: bool, now: datetime) -> Settled:
    """The claim, as new on the ledger; where the same article, or another of its day and house, made it: as it is."""
    claim = claim_of(sighting.draft, article)
    later = search_articles(desk, claim, now, _ARTICLES_FOR_A_NEW_CLAIM) if overtaken else []
    settled = file_claim(desk, claim, later, now)
    if settled is None:
        return standing(desk, claim.id), None
    for other_id, conditions in sighting.variants:
        link_variant(desk, other_id, claim.id, conditions, now)
    return settled
