"""Claims and articles on file: add, ask, change, delete."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from claims.domain.article import Article
from claims.domain.claim import Appearance, Claim, ClaimDraft, Deadline, Kind, TrackedClaim, claim_id
from claims.domain.errors import Conflict, InvalidInput, NotFound, TooLarge
from claims.domain.evidence import Evidence
from claims.domain.mention import Precision
from claims.domain.moment import Moment, format_instant, moment_of
from claims.domain.query import ArticleFilter, ClaimFilter, ClaimSort, LedgerStats, Page, PublisherRow, StandingCounts
from claims.domain.verdict import Cause
from claims.extract import EXTRACTOR, read_claim
from claims.intake import clean_sentences, one_line
from claims.services.desk import Desk
from claims.services.filing import file_claim, file_evidence, file_verdict
from claims.services.standing import as_known, standing, to_change
from claims.services.viewpoint import seen_from, viewpoint
from claims.services.weigh import judge_again, search_articles

_ARTICLES_FOR_A_CLAIM = 50  # nominated among those on file when a claim is added
_FOUND_BY_QUERY = 500  # claims a query is ranked among
_RANKED_ALIKE = 200  # of them, in the same order however few are asked for: the index looks at the meanings of so many
_FEWEST_RANKED = 25  # asked for at least; of fewer it would look at the meanings of fewer texts
_MAX_TAG = 60  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A claim as somebody enters it; what is not given is read from its text."""

    text: str
    claimant: str | None = None
    kind: Kind | None = None
    claimed: Moment | None = None
    deadline: date | None = None
    tags: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with the claims that appear in it, where in it they do, and what it says of earlier ones."""

    article: Article
    claims: tuple[TrackedClaim, ...]
    evidence: tuple[Evidence, ...]
    appearances: tuple[Appearance, ...]


def add_claim(desk: Desk, new: NewClaim) -> tuple[TrackedClaim, bool]:
    """Put a claim on the ledger and hold the later articles on file against it, in one transaction.

    The bool is False when the same claim (words, day, publisher) was there before; nothing changes
    then. Raises InvalidInput for an empty text or a day in the future, TooLarge for a text over the limit.
    """
    now = desk.clock()
    claim = _new_claim(desk, new, now)
    desk.index.catch_up()  # whatever takes long, before others have to wait for this transaction
    with desk.store.transaction():
        if (known := desk.store.claim(claim.id)) is not None:
            return known, False
        desk.index.catch_up()
        found = search_articles(desk, claim, now, _ARTICLES_FOR_A_CLAIM)
        settled = file_claim(desk, claim, found, now)
    return settled[0] if settled is not None else standing(desk, claim.id), settled is not None


def _new_claim(desk: Desk, new: NewClaim, now: datetime) -> Claim:
    text = _claim_text(desk, new.text)
    claimed = new.claimed or Moment(moment_of(now).day)
    if claimed.is_after(now):
        message = f"{claimed.iso()} lies in the future; it is {format_instant(now)} now."
        raise InvalidInput.of("claimed_at", message)
    claimant = _said(new.claimant, "claimant")
    draft = read_claim(text, claimed.day, claimant)
    return Claim(
        id=claim_id(text, claimed, _said(new.publisher, "publisher")),
        text=text,
        kind=new.kind or draft.kind,
        claimed=claimed,
        claimant=draft.claimant,
        deadline=_given_deadline(new.deadline) or draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
        tags=_tags(new.tags),
        publisher=_said(new.publisher, "publisher"),
        url=_said(new.url, "url"),
        title=_said(new.title, "title"),
        extractor=EXTRACTOR,
    )


def _claim_text(desk: Desk, raw: str) -> str:
    """A claim's text, clean and on one line."""
    limit = desk.settings.max_claim_chars
    if len(raw) > limit:
        raise TooLarge.of("text", f"A claim may have {limit:,} characters; this text has {len(raw):,}.")
    return one_line(clean_sentences(raw, "text"), "text", limit)


def _said(value: str | None, field: str) -> str | None:
    """A name or title, clean; None for nothing and for blanks."""
    return one_line(value, field) or None if value is not None else None


def _tags(given: Iterable[str]) -> tuple[str, ...]:
    """The tags, clean, each once, in their order."""
    return tuple(dict.fromkeys(tag for each in given if (tag := one_line(each, "tags", _MAX_TAG))))


def _given_deadline(day: date | None) -> Deadline | None:
    return None if day is None else Deadline(day, Precision.DAY, day.isoformat())


def get_claim(desk: Desk, claim_id: str, as_of: Moment | None = None, known_at: Moment | None = None) -> TrackedClaim:
    """A claim as it stands, or as it stood by what had been published, and what the ledger knew (see viewpoint.py).

    Raises NotFound for an unknown id, for a day before the claim was made, and for a moment of knowing before it was
    on the ledger.
    """
    tracked = as_known(desk, claim_id)
    view = viewpoint(as_of, known_at)
    if view is None:
        return tracked
    return replace(tracked, verdict=seen_from(desk, standing(desk, claim_id), view).verdict)


def claims_by_id(desk: Desk, ids: Collection[str]) -> dict[str, TrackedClaim]:
    """Those of `ids` that are on the ledger."""
    return desk.store.claims(ids)


def list_claims(
    desk: Desk, where: ClaimFilter, sort: ClaimSort, limit: int, cursor: str | None = None, q: str | None = None
) -> Page[TrackedClaim]:
    """One page of claims; with `q`, those its words fit, the best first (`sort` is not used then).

    A word that no claim has stands for those that begin like it, a letter or two wrong.
    """
    if q is None:
        return desk.store.list_claims(where, sort, limit, cursor)
    offset = _offset(cursor)
    wanted = offset + limit + 1  # one more tells whether there is a next page
    desk.index.catch_up()
    found = tuple(islice(_found(desk, where, q, wanted), wanted))
    return Page(found[offset : offset + limit], f"q{offset + limit}" if len(found) == wanted else None)


def _found(desk: Desk, where: ClaimFilter, q: str, wanted: int) -> Iterator[TrackedClaim]:
    """The claims that words fit and that meet all conditions, the best first.

    Without conditions nearly all that the index names are on the ledger, so that no more than are wanted are read.
    """
    portion = wanted if where == ClaimFilter() else _RANKED_ALIKE
    for ids in _ranked(desk, q, portion):
        for start in range(0, len(ids), portion):
            some = ids[start : start + portion]
            by_id = _fitting(desk, where, some)
            yield from (by_id[i] for i in some if i in by_id)


def _ranked(desk: Desk, q: str, first: int) -> Iterator[list[str]]:
    """The ids of the claims that words fit, the best first: some `first` ones, then those that come behind.

    Before those that are like it stand those that hold all of its words, half typed or with a slip.
    """
    seen: dict[str, None] = {}
    for depth in sorted({min(max(first, _FEWEST_RANKED), _RANKED_ALIKE), _RANKED_ALIKE, _FOUND_BY_QUERY}):
        nominated = [candidate.id for candidate in next(desk.index.nominate_claims([q], depth))]
        ranked = dict.fromkeys((*desk.index.find_typed_claims(q, depth), *nominated))
        yield [claim_id for claim_id in ranked if claim_id not in seen]
        if len(ranked) < depth:
            return
        seen |= ranked


def _fitting(desk: Desk, where: ClaimFilter, ids: Collection[str]) -> dict[str, TrackedClaim]:
    """Those of some claims that are on the ledger and meet all conditions."""
    if where == ClaimFilter():
        return desk.store.claims(ids)
    fitting = desk.store.list_claims(replace(where, ids=tuple(ids)), ClaimSort.NEWEST, len(ids)) if ids else None
    return {tracked.claim.id: tracked for tracked in fitting.items} if fitting is not None else {}


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    number = cursor.removeprefix("q")
    if cursor == number or not (number.isascii() and number.isdigit() and len(number) < 6):
        raise InvalidInput.of("cursor", "This cursor is not one that this list gave.")
    return int(number)


def edit_claim(
    desk: Desk,
    claim_id: str,
    changes: Mapping[str, Any],
    expected_version: int | None = None,
    by: str | None = None,
    reason: str | None = None,
) -> TrackedClaim:
    """Change text, claimant, kind, deadline (a day or None) or tags of a claim.

    New words or a new deadline have the evidence on file judged again. With a `reason`, a line of the claim's history
    says what was changed, by whom and why. Raises NotFound, Conflict
    when `expected_version` is not the claim's, InvalidInput for a text that is none.
    """
    now = desk.clock()
    with desk.store.transaction():
        tracked = _at_version(to_change(desk, claim_id), expected_version)
        claim = _edited(desk, tracked.claim, changes)
        if claim == tracked.claim:
            return tracked
        tracked = replace(tracked, claim=claim, updated_at=now)
        if {"text", "deadline", "kind"} & set(changes):
            file_evidence(desk, judge_again(desk, claim, desk.store.evidence(claim_id), now))
        note = _edit_note(changes, by, reason) if reason else None
        return file_verdict(desk, tracked, now, Cause.EDIT, by, note)[0]


def _edit_note(changes: Mapping[str, Any], by: str | None, reason: str) -> str:
    what = " and ".join(sorted(changes))
    return f"{what.capitalize()} changed by {by or 'a person'}: {one_line(reason, 'reason')}"


def _edited(desk: Desk, claim: Claim, changes: Mapping[str, Any]) -> Claim:
    if "text" in changes:
        text = _claim_text(desk, changes["text"])
        if text != claim.text:
            claim = _reworded(claim, read_claim(text, claim.claimed.day))
    if "deadline" in changes:
        claim = replace(claim, deadline=_given_deadline(changes["deadline"]))
    if "tags" in changes:
        claim = replace(claim, tags=_tags(changes["tags"]))
    if "claimant" in changes:
        claim = replace(claim, claimant=_said(changes["claimant"], "claimant"))
    return replace(claim, kind=changes.get("kind", claim.kind))


def _reworded(claim: Claim, draft: ClaimDraft) -> Claim:
    """The claim with what is read from its new words; kind and claimant stay as they were set."""
    return replace(
        claim,
        text=draft.text,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
    )


def _at_version(tracked: TrackedClaim, expected: int | None) -> TrackedClaim:
    if expected is not None and tracked.version != expected:
        raise Conflict(f"The claim is at version {tracked.version}, not {expected}: read it again before changing it.")
    return tracked


def delete_claim(desk: Desk, claim_id: str, expected_version: int | None = None) -> None:
    """Take a claim off the ledger; its rows are kept and it comes back when it is added again.

    Raises NotFound, and Conflict when `expected_version` is not the claim's.
    """
    with desk.store.transaction():
        _at_version(to_change(desk, claim_id), expected_version)
        desk.store.delete_claim(claim_id, desk.clock())


def list_articles(desk: Desk, where: ArticleFilter, limit: int, cursor: str | None = None) -> Page[Article]:
    """One page of articles, newest publication first."""
    return desk.store.list_articles(where, limit, cursor)


def get_article(desk: Desk, article_id: str) -> ArticleView:
    """An article with its claims and what it says of others. Raises NotFound."""
    article = desk.store.article(article_id)
    if article is None:
        raise NotFound(f"There is no article {article_id[:60]!r} on file.")
    appearances = tuple(desk.store.appearances_in(article_id))
    ids = [appearance.claim_id for appearance in appearances]
    claims = desk.store.claims(set(ids))
    shown = tuple(claims[i] for i in dict.fromkeys(ids) if i in claims)
    return ArticleView(article, shown, tuple(desk.store.evidence_in(article_id)), appearances)


def list_publishers(desk: Desk) -> list[PublisherRow]:
    """Every publisher with what it has on file."""
    return desk.store.publishers()


def standing_counts(desk: Desk) -> StandingCounts:
    """How many claims stand where."""
    return desk.store.standing_counts()


def ledger_stats(desk: Desk) -> LedgerStats:
    """How much is on file, and how it stands."""
    return desk.store.stats(desk.clock())
