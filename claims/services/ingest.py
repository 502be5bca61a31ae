"""An article comes in: its claims go on the ledger, and it is held against the claims already there."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claims.domain.article import Article, DatedBy, Page, article_id
from claims.domain.claim import Claim, ClaimDraft, TrackedClaim, claim_id
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Evidence
from claims.domain.moment import Moment, format_instant, moment_of
from claims.domain.query import ArticleFilter
from claims.domain.reading import Reading
from claims.domain.verdict import StatusChange
from claims.extract import EXTRACTOR, find_claims
from claims.intake import Limits, one_line, read_html, read_text
from claims.services.desk import Desk
from claims.services.filing import file_appearance, file_claim, file_evidence, file_verdict
from claims.services.weigh import (
    Weighed,
    as_evidence,
    is_same_matter,
    nominate_claims,
    read_article,
    restated,
    search_articles,
    weigh,
)

_ARTICLES_FOR_A_NEW_CLAIM = 10
_SAID = ("title", "publisher", "author", "canonical_url")  # what a caller may say of a page


Settled = tuple[TrackedClaim, StatusChange | None]  # a claim as it stands now, and what changed


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
    if fetched.content_type in ("text/html", "application/xhtml+xml", ""):
        return read_html(fetched.body, fetched.url, limits)
    if fetched.content_type.startswith("text/plain"):
        page = read_text(fetched.body, limits)
        return Page(text=page.text, title=page.title, url=fetched.url)
    raise InvalidInput.of("url", f"{fetched.url} is {fetched.content_type}, not a page or a plain text.")


def ingest_page(desk: Desk, page: Page, dated_by: DatedBy = DatedBy.PAGE) -> Intake:
    """Put a page that intake has read on file, in one transaction.

    `dated_by` says whose word the page's publication day is; without one, the day of intake stands in.
    Raises InvalidInput for a publication day in the future.
    """
    now = desk.clock()
    article = _article(page, now, dated_by)
    if (known := _on_file(desk, article.id)) is not None:
        return known
    reading = read_article(article)
    desk.index.catch_up()  # whatever takes long, before others have to wait for this transaction
    with desk.store.transaction():
        desk.index.catch_up()
        overtaken = bool(desk.store.list_articles(ArticleFilter(since=article.published.day), 1).items)
        if not desk.store.add_article(article, now):  # another process was first
            return _on_file(desk, article.id) or _nothing(article)
        pairs, claims = nominate_claims(desk, reading)
        weighed = weigh(article, reading, [(n, claims[i].claim) for n, i in pairs if i in claims], desk.settings.policy)
        evidence, answered = _file_judgements(desk, article, weighed, claims, now)
        said = _said_again(reading, pairs, weighed, claims)
        own = _file_own_claims(desk, article, said, claims, overtaken=overtaken, now=now)
    now_held = {tracked.claim.id: tracked for tracked, _ in answered}
    return Intake(
        article=article,
        created=True,
        claims=tuple(replace(now_held.get(seen.claim.id, seen), appearances=seen.appearances) for seen, _ in own),
        evidence=tuple(evidence),
        changes=tuple(change for _, change in (*own, *answered) if change is not None),
    )


def _article(page: Page, now: datetime, dated_by: DatedBy) -> Article:
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
    for judgement in weighed.judgements:
        tracked = claims[judgement.claim_id]
        filed = desk.store.evidence(judgement.claim_id)
        piece = as_evidence(desk, tracked.claim, article, judgement, filed, now)
        file_evidence(desk, [piece])
        settled.append(file_verdict(desk, tracked, [*filed, piece], now))
        found.append(piece)
    return found, settled


def _file_own_claims(
    desk: Desk,
    article: Article,
    drafts: Sequence[tuple[ClaimDraft, str | None, bool]],
    known: dict[str, TrackedClaim],
    *,
    overtaken: bool,
    now: datetime,
) -> list[Settled]:
    """Put the article's own claims on the ledger, or note where it repeats one, in the order of the text.

    Each draft comes with the claim that it repeats, and whether it only answers one: that is evidence, and no
    claim of its own. `overtaken` says that articles of the same day or later are on file, which may speak of the
    new claims.
    """
    own: dict[str, Settled] = {}
    for draft, repeated, answers in drafts:
        if repeated is not None:
            seen = file_appearance(desk, repeated, article, draft.span, first=False, now=now)
            own.setdefault(repeated, (_once_more(known[repeated], seen), None))
        elif not answers:
            claim = _claim_of(draft, article)
            later = search_articles(desk, claim, (), now, _ARTICLES_FOR_A_NEW_CLAIM) if overtaken else []
            new = file_claim(desk, claim, later, now)
            settled = new or (desk.store.claims({claim.id})[claim.id], None)
            seen = file_appearance(desk, claim.id, article, draft.span, first=new is not None, now=now)
            own.setdefault(claim.id, (_once_more(settled[0], seen), settled[1]))
    return list(own.values())


def _once_more(tracked: TrackedClaim, seen: bool) -> TrackedClaim:
    """The claim with the appearance counted, if it was a new one."""
    return replace(tracked, appearances=tracked.appearances + seen)


def _said_again(
    reading: Reading, pairs: Iterable[tuple[int, str]], weighed: Weighed, known: Mapping[str, TrackedClaim]
) -> list[tuple[ClaimDraft, str | None, bool]]:
    """The article's claims, each with the claim it repeats and whether it only answers one.

    What a sentence says again, its only claim says again. Of several claims in one sentence, each is held against
    the ledger by its own words; so is one whose words name what the sentence only points to.
    """
    drafts = find_claims(reading)
    nominated: dict[int, list[Claim]] = defaultdict(list)
    for number, nominee in pairs:
        if nominee in known:
            nominated[number].append(known[nominee].claim)
    places = [_sentence_of(draft, reading) for draft in drafts]
    several = {number for number, count in Counter(places).items() if count > 1}
    alone = [
        restated(draft, reading.told_on, nominated[number]) if number in several or draft.original is not None else []
        for draft, number in zip(drafts, places, strict=True)
    ]
    by_parts = {(number, m.claim_id) for number, own in zip(places, alone, strict=True) for m in own if m.repeats}
    found: list[tuple[ClaimDraft, str | None, bool]] = []
    for draft, number, own in zip(drafts, places, alone, strict=True):
        repeated = next((m.claim_id for m in own if m.repeats), None)
        whole, answered = weighed.repeats.get(number), weighed.answers.get(number)
        if repeated is None and (number, whole) not in by_parts:
            repeated = whole
        if number in several and answered not in {m.claim_id for m in own if is_same_matter(m)}:
            answered = None
        found.append((draft, repeated, answered is not None))
    return found


def _sentence_of(draft: ClaimDraft, reading: Reading) -> int:
    """The number of the sentence in which a draft begins."""
    return bisect_right(reading.sentences, draft.span.start, key=lambda s: s.span.start) - 1


def _claim_of(draft: ClaimDraft, article: Article) -> Claim:
    return Claim(
        id=claim_id(draft.text, article.published, article.publisher),
        text=draft.text,
        kind=draft.kind,
        claimed=article.published,
        original=draft.original,
        claimant=draft.claimant,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
        publisher=article.publisher,
        url=article.canonical_url or article.url,
        title=article.title or None,
        article_id=article.id,
        extractor=EXTRACTOR,
    )
