"""Puts on file what was found: claims with their history, evidence, and successors of postponed promises.

Each function is called inside the transaction of the service that uses it.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from claims.domain.article import Article
from claims.domain.claim import Appearance, Claim, Deadline, TrackedClaim, claim_id
from claims.domain.condition import Condition
from claims.domain.evidence import Evidence, Fate, Stance
from claims.domain.grouping import Variant
from claims.domain.mention import DateMention
from claims.domain.review import in_force
from claims.domain.status import as_reviewed
from claims.domain.text import Span
from claims.domain.verdict import Cause, Outcome, StatusChange, Verdict
from claims.domain.withdrawal import is_withdrawn
from claims.extract import EXTRACTOR, read_claim
from claims.services.desk import Desk
from claims.services.noticing import file_notice
from claims.services.standing import standing
from claims.services.trails import is_cited_already, is_printed_later, led_back, outlet_groups, trace_again
from claims.services.weigh import further_origins, judge_again, judge_article, merge_evidence, settle

_BEFORE_A_DAY = frozenset({"at", "before", "by", "during", "for", "from", "in", "into", "on", "till", "to", "until"})

Settled = tuple[TrackedClaim, StatusChange | None]  # a claim as it stands now, and what changed


@dataclass(frozen=True, slots=True)
class Occasion:
    """What has a verdict derived anew, the person where it is one, and what there is to tell of it beside."""

    cause: Cause
    made_by: str | None = None
    note: str | None = None


def file_claim(desk: Desk, claim: Claim, found: list[Evidence], now: datetime) -> Settled | None:
    """Put a new claim on the ledger with the evidence found for it; None when it was there before."""
    new = TrackedClaim(claim=claim, verdict=Verdict(), created_at=now, updated_at=now)
    settled = settle(new, found, (), desk.settings.policy, now)
    tracked = new if settled.verdict != new.verdict else settled
    if not desk.store.add_claim(tracked):
        return None
    file_evidence(desk, found)
    # A claim that had been deleted brings back what it had.
    if tracked is settled and not desk.store.count_evidence(claim.id) and not desk.store.reviews(claim.id):
        return settled, None
    return file_verdict(desk, tracked, now, Cause.CLAIM)


def file_appearance(desk: Desk, claim_id: str, article: Article, span: Span, now: datetime) -> Settled | None:
    """Note that a claim occurs in an article, and that it did so first where it was published before all others.

    None where that was known; else the claim as it stands then, and what changed.
    """
    seen = Appearance(
        claim_id=claim_id, article_id=article.id, span=span, published=article.published, first=False, found_at=now
    )
    first = desk.store.first_appearance(claim_id)
    if not desk.store.add_appearance(seen):
        return None
    is_first = first is None or article.published.is_before(first.published)
    if is_first:
        desk.store.set_first_appearance(claim_id, article.id)
    tracked = standing(desk, claim_id)
    if is_first and tracked.claim.article_id is not None and article.published.is_before(tracked.claim.claimed):
        return _told_earlier(desk, tracked, article, now)
    return tracked, None


def _told_earlier(desk: Desk, tracked: TrackedClaim, article: Article, now: datetime) -> Settled:
    """The claim as first made by an article that came in after a later one.

    Its former first report is evidence like any other now, and where the others come from is traced anew.
    """
    store, former = desk.store, tracked.claim.article_id
    claim = first_told_in(tracked.claim, article)
    report = store.article(former) if former is not None else None
    found = judge_article(desk, claim, report, now) if report is not None else []
    filed = merge_evidence(found, store.evidence(claim.id))
    filed.sort(key=lambda piece: (piece.published.day, piece.id))
    file_evidence(desk, judge_again(desk, claim, filed, now))
    return file_verdict(desk, replace(tracked, claim=claim, updated_at=now), now)


def earliest(seen: Collection[Appearance], first: Appearance | None) -> Appearance | None:
    """The earliest published of a claim's appearances; `first` stays it unless another is known to be earlier."""
    if not seen:
        return None
    found = min(seen, key=_by_publication)
    still_there = first is not None and any(each.article_id == first.article_id for each in seen)
    return first if first is not None and still_there and not found.published.is_before(first.published) else found


def _by_publication(seen: Appearance) -> tuple[object, ...]:
    at = seen.published.at
    return seen.published.day, at is not None, at or seen.found_at, seen.found_at, seen.article_id


def first_told_in(claim: Claim, article: Article) -> Claim:
    """The claim with this article as its first report."""
    return replace(
        claim,
        claimed=article.published,
        publisher=article.publisher,
        url=article.canonical_url or article.url,
        title=article.title or None,
        article_id=article.id,
    )


def link_variant(desk: Desk, known_id: str, new_id: str, differing: tuple[Condition, ...], now: datetime) -> None:
    """Note that a new claim is a variant of one that was known."""
    desk.store.add_variant(Variant(claim_id=known_id, other_id=new_id, conditions=differing, found_at=now))


def file_evidence(desk: Desk, evidence: list[Evidence]) -> None:
    """Put pieces of evidence on file, and note what leads further back by them."""
    groups = outlet_groups(desk) if evidence else {}
    for piece in evidence:
        desk.store.put_evidence(piece)
        for other in led_back(desk, piece, groups):
            desk.store.put_evidence(other)


def file_found(desk: Desk, claim: Claim, found: list[Evidence], now: datetime) -> None:
    """Put new evidence on file; where it came in after what prints or cites it, that leads back to it from now on."""
    came_late = any(is_printed_later(desk, piece) or is_cited_already(desk, piece) for piece in found)
    file_evidence(desk, found)
    if came_late:
        file_evidence(desk, trace_again(desk, claim, desk.store.evidence(claim.id), now))


def file_verdict(
    desk: Desk,
    tracked: TrackedClaim,
    now: datetime,
    cause: Cause = Cause.ARTICLE,
    made_by: str | None = None,
    note: str | None = None,
    due_at: datetime | None = None,
) -> Settled:
    """Derive the claim's verdict from all evidence on file for it, and write it.

    `cause` is what has it derived anew, `made_by` the person where it is one; a `note` makes a line of history
    whatever the verdict. The claim is looked at again by `due_at` at the latest.
    """
    store, claim = desk.store, tracked.claim
    evidence = store.telling_evidence(claim, now)
    filed, reviews = store.count_evidence(claim.id), store.reviews(claim.id)
    further = further_origins(desk, claim, evidence, reviews, now)
    settled = settle(tracked, evidence, reviews, desk.settings.policy, now, filed, further)
    if due_at is not None:
        settled = replace(settled, next_check_at=min(settled.next_check_at or due_at, due_at))
    return file_settled(desk, tracked, settled, evidence, now, Occasion(cause, made_by, note))


def file_settled(
    desk: Desk,
    tracked: TrackedClaim,
    settled: TrackedClaim,
    evidence: list[Evidence],
    now: datetime,
    occasion: Occasion,
) -> Settled:
    """Write a settled claim, and the successor of a postponed promise.

    If its verdict changed, a line of history too, and what subscribers are to be told.
    """
    changed = settled.verdict.differs_from(tracked.verdict)
    settled = _without_groundless_successor(desk, settled, now)
    if settled.verdict.outcome is Outcome.POSTPONED:
        settled = _with_successor(desk, settled, evidence, now)
    if changed:
        settled = replace(settled, updated_at=now)
    settled = desk.store.save_claim(settled)
    if not changed and occasion.note is None:
        return settled, None
    deciding = [piece for piece in evidence if piece.id in settled.verdict.evidence_ids]
    newest = max(deciding, key=lambda piece: piece.published.day, default=None)
    change = StatusChange(
        id="h" + secrets.token_hex(10),
        claim_id=tracked.claim.id,
        at=now,
        before=tracked.verdict.status,
        verdict=settled.verdict,
        note=occasion.note,
        cause=occasion.cause,
        made_by=occasion.made_by,
        article_id=newest.article_id if newest is not None else None,
        published=newest.published if newest is not None else None,
    )
    desk.store.add_change(change)
    file_notice(desk, change, tracked.verdict, settled.claim)
    return settled, change


def _without_groundless_successor(desk: Desk, tracked: TrackedClaim, now: datetime) -> TrackedClaim:
    """The claim without its successor, where what moved it there does not count any more; the two are parted then."""
    successor = desk.store.claim(tracked.claim.successor_id) if tracked.claim.successor_id is not None else None
    if successor is None or successor.claim.article_id is None:
        return tracked
    decisions = in_force(desk.store.reviews(tracked.claim.id), now)
    for told in desk.store.evidence_from(tracked.claim.id, [successor.claim.article_id]):
        piece = as_reviewed(told, decisions)
        if piece is None or piece.judgement.stance is not Stance.REFUTES or is_withdrawn(piece.withdrawals):
            alone = replace(successor.claim, predecessor_id=None)
            desk.store.save_claim(replace(successor, claim=alone, updated_at=now))
            return replace(tracked, claim=replace(tracked.claim, successor_id=None))
    return tracked


def _with_successor(desk: Desk, tracked: TrackedClaim, evidence: list[Evidence], now: datetime) -> TrackedClaim:
    """The postponed claim linked to a new one that carries the new deadline, pending."""
    decided = (e for e in reversed(evidence) if e.id in tracked.verdict.evidence_ids)
    deciding = next((e for e in decided if e.judgement.fate is Fate.POSTPONED), None)
    moved_to = deciding.judgement.moved_to if deciding is not None else None
    if deciding is None or moved_to is None or tracked.claim.successor_id is not None:
        return tracked
    claim = _moved(tracked.claim, deciding, moved_to)
    if claim.id == tracked.claim.id:
        return tracked
    known = desk.store.claim(claim.id)
    if known is not None and known.claim.predecessor_id is None:
        linked = replace(known.claim, predecessor_id=tracked.claim.id)
        desk.store.save_claim(replace(known, claim=linked, updated_at=now))
    file_claim(desk, claim, [], now)
    desk.store.add_appearance(
        Appearance(
            claim_id=claim.id,
            article_id=deciding.article_id,
            span=deciding.judgement.passage,
            published=deciding.published,
            first=True,
            found_at=now,
        )
    )
    return replace(tracked, claim=replace(tracked.claim, successor_id=claim.id))


def _moved(claim: Claim, deciding: Evidence, moved_to: DateMention) -> Claim:
    """The same promise with the new deadline, claimed on the day it was moved."""
    old = claim.deadline.text if claim.deadline is not None else ""
    new = moved_to.span.text
    if old and old in claim.text:
        new = _in_place_of(old, new)
        text = claim.text.replace(old, new, 1)
    else:
        text = f"{claim.text.rstrip(' .')} ({new})"
    draft = read_claim(text, deciding.published.day)
    return Claim(
        id=claim_id(text, deciding.published, deciding.publisher),
        text=text,
        kind=claim.kind,
        claimed=deciding.published,
        claimant=claim.claimant,
        deadline=Deadline(moved_to.last, moved_to.precision, new),
        quantities=draft.quantities,
        dates=draft.dates,
        entities=claim.entities,
        tags=claim.tags,
        publisher=deciding.publisher,
        article_id=deciding.article_id,
        predecessor_id=claim.id,
        extractor=EXTRACTOR,
    )


def _in_place_of(old: str, new: str) -> str:
    """The words of a new day as those of the old one went: "by March", moved "to October", is "by October"."""
    before, day = old.split(), new.split()
    if before[0].lower() not in _BEFORE_A_DAY or len(before) == 1:
        return new
    return " ".join([before[0], *(day[1:] if day[0].lower() in _BEFORE_A_DAY else day)])
