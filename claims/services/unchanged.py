"""Looks at claims of which nothing new can be found, many at a time.

Nothing is found again where nothing came in: of a claim for which the articles on file were searched by the rules of
today, and of which neither evidence nor a review is on file, the passing of time alone is left to be looked at. Where
that changes anything, the claim is left to looking.py, like all others.
"""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from claims.domain.claim import Claim, Search, TrackedClaim
from claims.domain.run import Run
from claims.extract import EXTRACTOR
from claims.services.desk import Desk
from claims.services.weigh import settle
from claims.stance import STANCE_EXTRACTOR


def search_of(claim: Claim, up_to: int) -> Search:
    """That the articles on file up to a change were searched for what speaks of the claim, by the rules of today."""
    parts = (EXTRACTOR, STANCE_EXTRACTOR, claim.text, claim.claimed.iso(), claim.claimant or "")
    return Search(hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16], up_to)


def look_at_unchanged(desk: Desk, due: Collection[TrackedClaim], run: Run, now: datetime) -> tuple[set[str], Run]:
    """Look at those of the claims that nothing new can be found of: their ids, and the run that has looked at them.

    They are read before, and written in one transaction with the run; one that has changed meanwhile is left.
    """
    newest = desk.store.last_article_change()
    searched = {each.claim.id: each for each in due if _is_searched(each, newest)}
    unmentioned = desk.store.unmentioned_claims(searched) if searched else set()
    settled = [_settled(desk, searched[claim_id], now) for claim_id in searched if claim_id in unmentioned]
    same = {each.claim.id: each for each in settled if each.verdict == searched[each.claim.id].verdict}
    if not same:
        return set(), run
    with desk.store.transaction():
        noted = desk.store.note_checks(list(same.values()))
        overdue = sum(same[claim_id].verdict.overdue for claim_id in noted)
        run = run.having_looked(now, len(noted), changed=0, overdue=overdue)
        desk.store.save_run(run)
    return noted, run


def _is_searched(tracked: TrackedClaim, newest: int) -> bool:
    was = tracked.searched
    return was is not None and was.up_to >= newest and was == search_of(tracked.claim, was.up_to)


def _settled(desk: Desk, tracked: TrackedClaim, now: datetime) -> TrackedClaim:
    return replace(settle(tracked, (), (), desk.settings.policy, now, 0), last_checked_at=now)
