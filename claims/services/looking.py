"""Looks at claims against everything on file and sets their statuses: the heart of a re-check."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from claims.domain.claim import TrackedClaim
from claims.domain.errors import StoreUnavailable
from claims.domain.evidence import Evidence
from claims.domain.moment import Moment
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.run import Run
from claims.domain.schedule import is_due
from claims.domain.verdict import Cause, Verdict
from claims.services.desk import Desk
from claims.services.filing import Occasion, file_found, file_settled
from claims.services.patience import patiently
from claims.services.unchanged import look_at_unchanged, search_of
from claims.services.weigh import search_articles, settle, told_by

_BATCH = 50  # claims that one of several re-checks holds at a time; what it holds, the others pass over
_ARTICLES = 5  # nominated for a claim; each was held against it when it came in, this catches what raced past

Progress = Callable[[int, int | None], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants of a re-check: the day to judge by, the most claims to look at, whether to write nothing."""

    as_of: Moment | None = None
    limit: int | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class RecheckChange:
    """A claim whose verdict the re-check changed, with the verdict before and after.

    Of what came in by a feed, `before` has the status alone.
    """

    claim: TrackedClaim
    before: Verdict
    after: Verdict


@dataclass(slots=True)
class Tally:
    """A run with what came of it so far, wherever it is broken off."""

    run: Run
    changes: list[RecheckChange] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def look_at_claims(desk: Desk, tally: Tally, ask: Ask, progress: Progress | None = None) -> None:
    """Look at the claims that are asked for, and count them in `tally`.

    Those of which nothing new can be found are written together, each other one in a transaction of its own. A claim
    that nobody foresaw is left due, with an error, and keeps no other waiting. Raises StoreUnavailable.
    """
    patience = desk.settings.store_patience_seconds
    patiently(desk.index.catch_up, patience)
    for batch in _to_look_at(desk, ask, tally.run.started_at):
        left = list(batch if ask.limit is None else batch[: ask.limit - tally.run.looked_at])
        if not left:
            return
        patiently(partial(_look_at_batch, desk, left, tally, ask, progress), patience)


def _to_look_at(desk: Desk, ask: Ask, now: datetime) -> Iterator[Sequence[str]]:
    """The ids of the claims that are due at `now`; with a day to judge by, of all that were made by that day."""
    patience = desk.settings.store_patience_seconds
    if ask.as_of is None:
        after = ""
        while batch := patiently(partial(desk.store.due_claims, now, _BATCH, after), patience):
            after = batch[-1]
            yield batch
        return
    where = ClaimFilter(until=ask.as_of.day)
    cursor: str | None = None
    while True:
        page = patiently(partial(desk.store.list_claims, where, ClaimSort.OLDEST, _BATCH, cursor), patience)
        yield [tracked.claim.id for tracked in page.items]
        cursor = page.next
        if cursor is None:
            return


def _look_at_batch(desk: Desk, left: list[str], tally: Tally, ask: Ask, progress: Progress | None) -> None:
    """Look at the claims with the ids in `left` that no other run looks at, or has looked at.

    What is dealt with is taken out of `left`, so that a batch which the database breaks off can be begun anew.
    """
    with desk.store.lease_claims(left) as mine:
        claims = desk.store.claims(mine)
        due = {claim_id: each for claim_id, each in claims.items() if _is_wanted(each, tally.run, ask)}
        done = _look_at_unchanged(desk, due, tally) if ask.as_of is None and not ask.dry_run else set()
        left[:] = [claim_id for claim_id in left if claim_id in due and claim_id not in done]
        if done and progress is not None:
            progress(tally.run.looked_at, ask.limit)
        while left:
            if _look_at_one(desk, due[left[0]], tally, ask) and progress is not None:
                progress(tally.run.looked_at, ask.limit)
            del left[0]


def _look_at_unchanged(desk: Desk, due: Mapping[str, TrackedClaim], tally: Tally) -> set[str]:
    try:
        done, tally.run = look_at_unchanged(desk, due.values(), tally.run, desk.clock())
    except StoreUnavailable:
        raise
    except Exception:  # one of them is at fault; looked at one by one, it will say so
        log.exception("Claims could not be looked at together.", extra={"run_id": tally.run.id})
        return set()
    return done


def _look_at_one(desk: Desk, before: TrackedClaim, tally: Tally, ask: Ask) -> bool:
    """Look at a claim, and count it in `tally`; whether it was looked at."""
    claim_id = before.claim.id
    try:
        seen = _look_at(desk, before, tally.run, ask)
    except StoreUnavailable:
        raise
    except Exception as error:
        log.exception("Claim %s could not be looked at.", claim_id, extra={"run_id": tally.run.id})
        tally.errors.append(f"Claim {claim_id} could not be looked at: unexpected {type(error).__name__}: {error}")
        return False
    if seen is None:
        return False
    change, tally.run = seen
    if change.after.differs_from(change.before):
        tally.changes.append(change)
    return True


def _look_at(desk: Desk, before: TrackedClaim, run: Run, ask: Ask) -> tuple[RecheckChange, Run] | None:
    """One claim, and the run that has looked at it, written in one transaction; None when the claim is gone.

    Articles are read before the transaction, so that nobody waits for that; again in it, where the claim or anything on
    file has changed meanwhile.
    """
    store = desk.store
    now, seen = desk.clock(), store.last_change()
    found = search_articles(desk, before.claim, now, _ARTICLES)
    with store.session() if ask.dry_run else store.transaction():
        tracked = store.claim(before.claim.id)
        if tracked is None or not _is_wanted(tracked, run, ask):
            return None
        if tracked.claim != before.claim or store.last_change() != seen:
            desk.index.catch_up()
            found = search_articles(desk, tracked.claim, now, _ARTICLES)
        return _settle(desk, tracked, found, run, ask, now)


def _is_wanted(tracked: TrackedClaim, run: Run, ask: Ask) -> bool:
    return ask.as_of is not None or is_due(tracked, run.started_at)


def _settle(
    desk: Desk, tracked: TrackedClaim, found: list[Evidence], run: Run, ask: Ask, now: datetime
) -> tuple[RecheckChange, Run]:
    store, claim = desk.store, tracked.claim
    by = now if ask.as_of is None else run.as_of
    known = store.evidence_from(claim.id, [piece.article_id for piece in found])
    filed = store.count_evidence(claim.id) + len(found) - len(known)
    if not ask.dry_run:
        file_found(desk, claim, found, now)
    reviews = store.reviews(claim.id)
    evidence, further = told_by(desk, claim, reviews, by, found)
    settled = settle(tracked, evidence, reviews, desk.settings.policy, by, filed, further)
    settled = replace(
        settled,
        last_checked_at=now,
        next_check_at=settled.next_check_at if ask.as_of is None else now,
        searched=search_of(claim, store.last_change()),
    )
    if not ask.dry_run:
        settled, _ = file_settled(desk, tracked, settled, evidence, now, Occasion(Cause.RECHECK))
    change = RecheckChange(settled, tracked.verdict, settled.verdict)
    differs = change.after.differs_from(change.before)
    run = run.having_looked(now, changed=differs, overdue=change.after.overdue)
    if not ask.dry_run:
        store.save_run(run)
    return change, run
