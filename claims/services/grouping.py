"""People say which sightings are of one claim: merge, split, and undo either; and the variants of a claim."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from claims.domain.claim import Appearance, Claim, TrackedClaim, claim_id
from claims.domain.condition import Condition
from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.evidence import Evidence
from claims.domain.grouping import GroupingKind, Moved, Regrouping
from claims.domain.verdict import Cause
from claims.extract import EXTRACTOR, read_claim
from claims.intake import clean_sentences, one_line
from claims.match import likeness
from claims.services.desk import Desk
from claims.services.filing import earliest, file_claim, file_evidence, file_verdict, first_told_in, link_variant
from claims.services.sightings import told
from claims.services.standing import as_known, standing, to_change
from claims.services.trails import trace_again
from claims.services.weigh import judge_article, search_articles

_ARTICLES_FOR_A_CLAIM = 50  # nominated among those on file for a claim that was split off


@dataclass(frozen=True, slots=True)
class Grouped:
    """A merge or split, with the claim from which sightings went and the one to which, as they stand now."""

    regrouping: Regrouping
    claim: TrackedClaim
    other: TrackedClaim


@dataclass(frozen=True, slots=True)
class VariantView:
    """A variant of a claim, and the truth conditions in which the two differ."""

    claim: TrackedClaim
    conditions: tuple[Condition, ...]
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who decided, and why."""

    reviewer: str
    reason: str


def merge_claims(desk: Desk, claim_id: str, into: str, by: By) -> Grouped:
    """Have the claim go on as `into`: what it appeared in and what speaks of it goes there, and its id leads there.

    Raises NotFound, Conflict for a claim that was merged already, and InvalidInput for one into itself or without
    name and reason.
    """
    by, now = _said(by), desk.clock()
    with desk.store.transaction():
        one, other = to_change(desk, claim_id), to_change(desk, into)
        if one.claim.id == other.claim.id:
            raise InvalidInput.of("into", "A claim cannot be merged into itself.")
        moved = _all_new_to(desk, one, other)
        _note(desk, one, now, by, f"Merged into {other.claim.id} by {by.reviewer}: {by.reason}")
        desk.store.move(moved, one.claim.id, other.claim.id)
        desk.store.merge_claim(one.claim.id, other.claim.id, now)
        report = _as_evidence_of(desk, other, one.claim.article_id, now)
        made = _regrouping(GroupingKind.MERGE, one, other, by, now, _with_evidence(moved, report))
        desk.store.add_regrouping(made)
        _settle(desk, other, now, by, f"Merged with {one.claim.id} by {by.reviewer}: {by.reason}")
    return _grouped(desk, made)


def split_claim(desk: Desk, claim_id: str, article_ids: Collection[str], by: By, text: str | None = None) -> Grouped:
    """Take the claim's sightings in some articles for another claim, new on the ledger, in its own words or `text`.

    What these articles say of the claim goes along. Raises NotFound, Conflict where the other is on the ledger
    already, and InvalidInput for articles in which the claim does not appear, or all of them.
    """
    by, now = _said(by), desk.clock()
    desk.index.catch_up()
    with desk.store.transaction():
        one = to_change(desk, claim_id)
        moved, first = _in_articles(desk, one, article_ids)
        claim = _split_off(desk, one.claim, first, text)
        other = _on_ledger_anew(desk, claim, now)
        made = _regrouping(GroupingKind.SPLIT, one, other, by, now, moved)
        desk.store.move(made.moved, one.claim.id, other.claim.id)
        desk.store.add_regrouping(made)
        link_variant(desk, one.claim.id, other.claim.id, likeness(told(one.claim), told(claim))[1], now)
        desk.index.catch_up()
        file_evidence(desk, search_articles(desk, claim, now, _ARTICLES_FOR_A_CLAIM))
        _settle(desk, one, now, by, f"{other.claim.id} was split off by {by.reviewer}: {by.reason}")
        _settle(desk, other, now, by, f"Split off from {one.claim.id} by {by.reviewer}: {by.reason}")
    return _grouped(desk, made)


def undo_regrouping(desk: Desk, claim_id: str, regrouping_id: str, by: By) -> Grouped:
    """Take a merge or split back: everything hangs where it hung before, what came in since stays where it is.

    Raises NotFound, and Conflict where it was undone already or a later merge or split has to be undone first.
    """
    by, now = _said(by), desk.clock()
    store = desk.store
    with store.transaction():
        made = store.regrouping(regrouping_id)
        if made is None or claim_id not in (made.claim_id, made.other_id):
            raise NotFound(f"There is no merge or split {regrouping_id[:60]!r} of this claim.")
        if made.undone_at is not None:
            raise Conflict(f"It was undone on {made.undone_at.date()}.")
        _refuse_if_built_upon(desk, made)
        note = f"The {made.kind} of {made.created_at.date()} was undone by {by.reviewer}: {by.reason}"
        holder = to_change(desk, made.other_id)
        if made.kind is GroupingKind.SPLIT:
            _note(desk, holder, now, by, note)
        store.move(_with_later_reviews(desk, made), made.other_id, made.claim_id)
        store.undo_regrouping(made.id, by.reviewer, by.reason, now)
        if made.kind is GroupingKind.MERGE:
            store.merge_claim(made.claim_id, None, now)
            _settle(desk, holder, now, by, note)
        else:
            store.merge_claim(made.other_id, made.claim_id, now)
        _settle(desk, to_change(desk, made.claim_id), now, by, note)
        undone = store.regrouping(made.id) or made
    return _grouped(desk, undone)


def list_regroupings(desk: Desk, claim_id: str) -> list[Regrouping]:
    """What was merged with a claim and split off from it, undone decisions included, oldest first. Raises NotFound."""
    as_known(desk, claim_id)
    return desk.store.regroupings(claim_id)


def claim_variants(desk: Desk, claim_id: str) -> list[VariantView]:
    """The claims that agree with this one but for some truth conditions, oldest link first. Raises NotFound."""
    own = standing(desk, claim_id).claim.id
    linked = desk.store.variants(own)
    others = desk.store.claims({v.other_id if v.claim_id == own else v.claim_id for v in linked})
    return [
        VariantView(others[v.other_id if v.claim_id == own else v.claim_id], v.conditions, v.found_at) for v in linked
    ]


def _said(by: By) -> By:
    said = By(reviewer=one_line(by.reviewer, "reviewer"), reason=one_line(by.reason, "reason"))
    blank = [name for name in ("reviewer", "reason") if not getattr(said, name)]
    if blank:
        raise InvalidInput("A decision says who made it and why.", {name: ["Must not be empty."] for name in blank})
    return said


def _regrouping(
    kind: GroupingKind, one: TrackedClaim, other: TrackedClaim, by: By, now: datetime, moved: Moved
) -> Regrouping:
    return Regrouping(
        id="g" + secrets.token_hex(10),
        kind=kind,
        claim_id=one.claim.id,
        other_id=other.claim.id,
        reviewer=by.reviewer,
        reason=by.reason,
        created_at=now,
        moved=moved,
    )


def _grouped(desk: Desk, made: Regrouping) -> Grouped:
    return Grouped(made, as_known(desk, made.claim_id), as_known(desk, made.other_id))


def _all_new_to(desk: Desk, one: TrackedClaim, other: TrackedClaim) -> Moved:
    """All that hangs on one claim, but for articles in which the other appears, or of which it has evidence, too."""
    store = desk.store
    seen = {appearance.article_id for appearance in store.appearances(other.claim.id)}
    judged = {piece.article_id for piece in store.evidence(other.claim.id)}
    appearances = [a.article_id for a in store.appearances(one.claim.id) if a.article_id not in seen]
    evidence = [e.id for e in store.evidence(one.claim.id) if e.article_id not in judged]
    return Moved(tuple(appearances), tuple(evidence), _reviews_of(desk, one.claim.id, evidence))


def _in_articles(desk: Desk, one: TrackedClaim, article_ids: Collection[str]) -> tuple[Moved, Appearance]:
    """All that hangs on a claim in some articles, and its earliest appearance there."""
    wanted = set(article_ids)
    appearances = desk.store.appearances(one.claim.id)
    found = [appearance for appearance in appearances if appearance.article_id in wanted]
    if missing := sorted(wanted - {appearance.article_id for appearance in found}):
        raise InvalidInput.of("article_ids", f"The claim does not appear in article {missing[0][:60]!r}.")
    if not found:
        raise InvalidInput.of("article_ids", "Name at least one article in which the claim appears.")
    if len(found) == len(appearances) and one.claim.article_id is not None:
        raise InvalidInput.of("article_ids", "The claim appears nowhere else; nothing would be left of it.")
    evidence = [piece.id for piece in desk.store.evidence_from(one.claim.id, wanted)]
    moved = Moved(tuple(a.article_id for a in found), tuple(evidence), _reviews_of(desk, one.claim.id, evidence))
    return moved, earliest(found, None) or found[0]


def _reviews_of(desk: Desk, claim_id: str, evidence: Collection[str]) -> tuple[str, ...]:
    moving = set(evidence)
    return tuple(review.id for review in desk.store.reviews(claim_id) if review.evidence_id in moving)


def _with_later_reviews(desk: Desk, made: Regrouping) -> Moved:
    """What went, with the reviews that were made of it since."""
    later = _reviews_of(desk, made.other_id, made.moved.evidence)
    return replace(made.moved, reviews=tuple(dict.fromkeys((*made.moved.reviews, *later))))


def _refuse_if_built_upon(desk: Desk, made: Regrouping) -> None:
    for one in (made.claim_id, made.other_id):
        listed = desk.store.regroupings(one)
        later = listed[[each.id for each in listed].index(made.id) + 1 :]
        standing_ = next((each for each in reversed(later) if each.undone_at is None), None)
        if standing_ is not None:
            raise Conflict(f"Undo the {standing_.kind} {standing_.id} of {standing_.created_at.date()} first.")


def _split_off(desk: Desk, from_: Claim, first: Appearance, text: str | None) -> Claim:
    """The claim that the earliest of the sightings makes, by the words there or those given."""
    article = desk.store.articles([first.article_id])[first.article_id]
    words = one_line(clean_sentences(text or first.span.text, "text"), "text", desk.settings.max_claim_chars)
    draft = read_claim(words, article.published.day, from_.claimant)
    claim = Claim(
        id=claim_id(words, article.published, article.publisher),
        text=words,
        kind=draft.kind,
        claimed=article.published,
        claimant=draft.claimant,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
        extractor=EXTRACTOR,
    )
    return first_told_in(claim, article)


def _on_ledger_anew(desk: Desk, claim: Claim, now: datetime) -> TrackedClaim:
    """The claim, put on the ledger; again, where an earlier split of it was undone. Raises Conflict if it is there."""
    if desk.store.merged_claims([claim.id]):
        desk.store.merge_claim(claim.id, None, now)
        return to_change(desk, claim.id)
    filed = file_claim(desk, claim, [], now)
    if filed is None:
        raise Conflict(f"Claim {claim.id} says this already; give other words, or merge the two.")
    return filed[0]


def _settle(desk: Desk, tracked: TrackedClaim, now: datetime, by: By, note: str) -> None:
    """Have a claim stand by what hangs on it now: its first report, where its evidence comes from, its verdict."""
    former = tracked.claim.article_id
    tracked = replace(tracked, claim=_first_report_of(desk, tracked.claim), updated_at=now)
    if tracked.claim.article_id != former:
        _as_evidence_of(desk, tracked, former, now)
    filed = desk.store.evidence(tracked.claim.id)
    file_evidence(desk, trace_again(desk, tracked.claim, filed, now))
    file_verdict(desk, tracked, now, Cause.GROUPING, by.reviewer, note)


def _as_evidence_of(desk: Desk, tracked: TrackedClaim, report_id: str | None, now: datetime) -> list[Evidence]:
    """What the article that made a claim first says of the one that it appears under now; put on file."""
    claim = tracked.claim
    seen = {appearance.article_id for appearance in desk.store.appearances(claim.id)}
    if report_id is None or report_id not in seen or desk.store.evidence_from(claim.id, [report_id]):
        return []
    found = judge_article(desk, claim, desk.store.articles([report_id])[report_id], now)
    file_evidence(desk, found)
    return found


def _with_evidence(moved: Moved, found: Collection[Evidence]) -> Moved:
    return replace(moved, evidence=(*moved.evidence, *(piece.id for piece in found)))


def _first_report_of(desk: Desk, claim: Claim) -> Claim:
    """The claim as made by the earliest article in which it appears, and the first appearance marked."""
    seen = {appearance.article_id: appearance for appearance in desk.store.appearances(claim.id)}
    first = earliest(seen.values(), seen.get(claim.article_id or ""))
    if first is None:
        return claim
    desk.store.set_first_appearance(claim.id, first.article_id)
    if claim.article_id in (None, first.article_id):
        return claim
    return first_told_in(claim, desk.store.articles([first.article_id])[first.article_id])


def _note(desk: Desk, tracked: TrackedClaim, now: datetime, by: By, note: str) -> None:
    file_verdict(desk, replace(tracked, updated_at=now), now, Cause.GROUPING, by.reviewer, note)
