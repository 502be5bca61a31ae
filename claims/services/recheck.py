"""The re-check: looks at every claim that is due against everything on file, and sets its status."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from claims.domain.claim import TrackedClaim
from claims.domain.moment import Moment
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.run import Run
from claims.domain.verdict import Cause, Verdict
from claims.services.desk import Desk
from claims.services.filing import Occasion, file_evidence, file_settled
from claims.services.viewpoint import end_of
from claims.services.weigh import further_origins, merge_evidence, search_articles, settle

_BATCH = 200
_ARTICLES = 5  # nominated for a claim; each was held against it when it came in, this catches what raced past

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class RecheckChange:
    """A claim whose verdict the re-check changed, with the verdict before and after."""

    claim: TrackedClaim
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckReport:
    """What a re-check did. `overdue` counts the claims found past their deadline, changed or not."""

    run_id: str
    started_at: datetime
    ended_at: datetime
    as_of: datetime
    dry_run: bool
    looked_at: int
    changed: int
    overdue: int
    changes: tuple[RecheckChange, ...]


def recheck(
    desk: Desk,
    as_of: Moment | None = None,
    limit: int | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RecheckReport:
    """Look at the claims that are due, each in a transaction of its own.

    With `as_of`, every claim made by that day is judged by what was known at its end, due or not;
    such claims stay due, so that the next ordinary re-check judges them by today again. `limit`
    bounds how many are looked at; a dry run writes nothing.
    """
    started = desk.clock()
    by = started if as_of is None else end_of(as_of)
    desk.index.catch_up()
    looked_at = overdue = 0
    changes: list[RecheckChange] = []
    for claim_id in _to_look_at(desk, as_of, started):
        if limit is not None and looked_at >= limit:
            break
        seen = _look_at(desk, claim_id, by, as_of is None, dry_run)
        if seen is None:
            continue
        looked_at += 1
        overdue += seen.after.overdue
        if seen.after.differs_from(seen.before):
            changes.append(seen)
        if progress is not None:
            progress(looked_at, limit)
    report = RecheckReport(
        run_id="run" + secrets.token_hex(6),
        started_at=started,
        ended_at=desk.clock(),
        as_of=by,
        dry_run=dry_run,
        looked_at=looked_at,
        changed=len(changes),
        overdue=overdue,
        changes=tuple(changes),
    )
    if not dry_run:
        _remember(desk, report)
    return report


def _to_look_at(desk: Desk, as_of: Moment | None, now: datetime) -> Iterator[str]:
    """The ids of the claims that are due at `now`; with `as_of`, of all that were made by that day."""
    if as_of is None:
        after = ""
        while batch := desk.store.due_claims(now, _BATCH, after):
            after = batch[-1].claim.id
            yield from (tracked.claim.id for tracked in batch)
        return
    cursor: str | None = None
    while True:
        page = desk.store.list_claims(ClaimFilter(until=as_of.day), ClaimSort.OLDEST, _BATCH, cursor)
        yield from (tracked.claim.id for tracked in page.items)
        cursor = page.next
        if cursor is None:
            return


def _look_at(desk: Desk, claim_id: str, by: datetime, is_today: bool, dry_run: bool) -> RecheckChange | None:
    """One claim, read and written in one transaction; None when it is gone by now."""
    store, now = desk.store, desk.clock()
    with store.session() if dry_run else store.transaction():
        tracked = store.claims({claim_id}).get(claim_id)
        if tracked is None:
            return None
        found = search_articles(desk, tracked.claim, now, _ARTICLES)
        known = store.evidence_from(claim_id, [piece.article_id for piece in found])
        filed = store.count_evidence(claim_id) + len(found) - len(known)
        if not dry_run:
            file_evidence(desk, found)
        evidence = merge_evidence(store.telling_evidence(tracked.claim, by.date()), found)
        reviews = store.reviews(claim_id)
        further = further_origins(desk, tracked.claim, evidence, reviews, by)
        settled = settle(tracked, evidence, reviews, desk.settings.policy, by, filed, further)
        settled = replace(settled, last_checked_at=now, next_check_at=settled.next_check_at if is_today else now)
        if not dry_run:
            settled, _ = file_settled(desk, tracked, settled, evidence, now, Occasion(Cause.RECHECK))
        return RecheckChange(settled, tracked.verdict, settled.verdict)


def _remember(desk: Desk, report: RecheckReport) -> None:
    with desk.store.transaction():
        desk.store.add_run(
            Run(
                id=report.run_id,
                started_at=report.started_at,
                ended_at=report.ended_at,
                as_of=report.as_of,
                looked_at=report.looked_at,
                changed=report.changed,
                overdue=report.overdue,
            )
        )
