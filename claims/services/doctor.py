"""Finds what is derived and no longer agrees with what it was derived from, and derives it anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.domain.article import Article
from claims.domain.claim import TrackedClaim
from claims.domain.evidence import Evidence
from claims.domain.reprint import text_marks
from claims.domain.status import derive_status
from claims.domain.verdict import Cause, Verdict
from claims.services.desk import Desk
from claims.services.filing import earliest, file_verdict
from claims.services.printing import find_original, mark_article

Progress = Callable[[int, int | None], None]

_NOTE = "The status on file was not the one that the evidence gives; it was derived anew."


class Ailment(StrEnum):
    """What can be wrong."""

    INDEX = "index"  # a text in the search index is not that of the database
    REPRINTS = "reprints"  # an article cannot be recognised when it is printed again
    APPEARANCE = "appearance"  # not the earliest appearance of a claim is marked as its first
    COUNTS = "counts"  # the number of a claim's appearances, or of its evidence, is not that on file
    STATUS = "status"  # the status on file is not the one that the evidence gives


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that was found wrong: with which article or claim, and what, in one sentence."""

    ailment: Ailment
    id: str
    detail: str


def examine(desk: Desk, *, repair: bool, progress: Progress | None = None) -> Iterator[Disagreement]:
    """Go through the whole ledger and its index; what is wrong is put right, unless `repair` is False.

    Each claim and article is looked at in a transaction of its own, so that others can work meanwhile.
    """
    show = progress or (lambda _done, _total: None)
    yield from _index(desk, show, repair=repair)
    done = 0
    for article, _ in desk.store.all_articles():
        yield from _article(desk, article, repair=repair)
        done += 1
        show(done, None)
    for tracked in desk.store.all_claims():
        yield from _claim(desk, tracked.claim.id, repair=repair)
        done += 1
        show(done, None)


def _index(desk: Desk, show: Progress, *, repair: bool) -> Iterator[Disagreement]:
    desk.index.catch_up(show)
    wrong = list(desk.index.disagreements())
    for doc_id in wrong:
        yield Disagreement(Ailment.INDEX, doc_id, "Its text in the search index is not that in the database.")
    if wrong and repair:
        desk.index.rebuild(show)


def _article(desk: Desk, article: Article, *, repair: bool) -> Iterator[Disagreement]:
    if article.reprint_of is not None or not text_marks(article.text) or desk.store.has_marks(article.id):
        return
    yield Disagreement(Ailment.REPRINTS, article.id, "Reprints of it cannot be recognised: it has no marks on file.")
    if repair:
        with desk.store.transaction():
            original = find_original(desk, article)
            if original is not None:
                desk.store.set_reprint_of(article.id, original.printing)
            mark_article(desk, article, original)


def _claim(desk: Desk, claim_id: str, *, repair: bool) -> list[Disagreement]:
    store, now = desk.store, desk.clock()
    found: list[Disagreement] = []
    with store.transaction() if repair else store.session():
        tracked = store.claim(claim_id)
        if tracked is None:  # deleted or merged meanwhile
            return []
        marked = store.first_appearance(claim_id)
        appearances, evidence = store.appearances(claim_id), store.evidence(claim_id)
        counts = len(appearances), len(evidence)
        if counts != (tracked.appearances, store.count_evidence(claim_id)):
            detail = f"It has {counts[0]} appearances and {counts[1]} pieces of evidence, and counts others."
            found.append(Disagreement(Ailment.COUNTS, claim_id, detail))
            if repair:
                store.recount(claim_id)
        first = earliest(appearances, marked)
        if first is not None and first != marked:
            found.append(Disagreement(Ailment.APPEARANCE, claim_id, f"It first appeared on {first.published.day}."))
            if repair:
                store.set_first_appearance(claim_id, first.article_id)
        told = _told_by_evidence(desk, tracked, evidence, now)
        if told is not None:
            detail = f"It is on file as {_in_words(tracked.verdict)}; by the evidence it is {told}."
            found.append(Disagreement(Ailment.STATUS, claim_id, detail))
            if repair:
                file_verdict(desk, tracked, now, Cause.RECHECK, note=_NOTE)
    return found


def _told_by_evidence(desk: Desk, tracked: TrackedClaim, evidence: list[Evidence], now: datetime) -> str | None:
    """The verdict that the evidence gives, in words; None where it is that on file, today or when last looked at."""
    claim, policy = tracked.claim, desk.settings.policy
    reviews = desk.store.reviews(claim.id)
    by_now = derive_status(claim, evidence, reviews, policy, now)
    checked = tracked.last_checked_at
    by_then = derive_status(claim, evidence, reviews, policy, checked) if checked is not None else Verdict()
    agrees = any(_essence(tracked.verdict) == _essence(verdict) for verdict in (by_now, by_then))
    return None if agrees else _in_words(by_now)


def _essence(verdict: Verdict) -> tuple[object, ...]:
    return verdict.status, verdict.rule, verdict.outcome, verdict.overdue, verdict.supports, verdict.refutes


def _in_words(verdict: Verdict) -> str:
    return f"{verdict.status} ({verdict.rule}, {verdict.supports} for, {verdict.refutes} against)"
