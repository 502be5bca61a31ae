"""Notices: what subscribers are told of one change of a claim's verdict, and who wants to hear of it.

A notice is made with the line of history that it tells of, and its id is made of that line's. So there is one
notice for each change, however often a run is killed and started again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.domain.claim import Claim
from claims.domain.moment import Moment
from claims.domain.verdict import Outcome, Rule, Status, StatusChange, Verdict, state_in_full


class NoticeKind(StrEnum):
    """What changed; of several things the first of these. It is the event type on the wire."""

    STATUS = "claim.status_changed"
    OUTCOME = "claim.outcome_changed"  # kept, broken, postponed ..., the status being what it was
    OVERDUE = "claim.overdue"  # a promise ran out, and nothing on file says what came of it
    RULE = "claim.rule_changed"  # the same status on another ground, such as reports against each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One change of a claim's verdict, with the claim as it was then.

    `at` is when the ledger recorded it. `article_id` is the article whose word decided, and `published` when that
    came out; None where none did.
    """

    id: str
    kind: NoticeKind
    at: datetime
    claim_id: str
    text: str
    before: Status
    after: Status
    rule: Rule
    summary: str
    claimant: str | None = None
    tags: tuple[str, ...] = ()
    deadline: date | None = None
    outcome: Outcome | None = None
    overdue: bool = False
    article_id: str | None = None
    published: Moment | None = None

    @property
    def state_in_full(self) -> str:
        """Where the claim stands since: its status, and what became of the promise or plan; or "overdue"."""
        return state_in_full(self.after, self.outcome, overdue=self.overdue)


def notice_id(change_id: str) -> str:
    """The id of the notice that tells of a line of history."""
    return "n" + change_id


def notice_of(change: StatusChange, before: Verdict, claim: Claim) -> Notice | None:
    """What to tell of a line of history; None where the verdict reads as it did `before`."""
    verdict = change.verdict
    if not verdict.differs_from(before):
        return None
    return Notice(
        id=notice_id(change.id),
        kind=_kind(before, verdict),
        at=change.at,
        claim_id=claim.id,
        text=claim.text,
        before=before.status,
        after=verdict.status,
        rule=verdict.rule,
        summary=verdict.summary,
        claimant=claim.claimant,
        tags=claim.tags,
        deadline=claim.deadline.date if claim.deadline is not None else None,
        outcome=verdict.outcome,
        overdue=verdict.overdue,
        article_id=change.article_id,
        published=change.published,
    )


def _kind(before: Verdict, after: Verdict) -> NoticeKind:
    if before.status is not after.status:
        return NoticeKind.STATUS
    if before.outcome is not after.outcome:
        return NoticeKind.OUTCOME
    return NoticeKind.OVERDUE if after.overdue and not before.overdue else NoticeKind.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFilter:
    """Which notices somebody wants. One of each list that names any has to fit; nothing named is all there are.

    `statuses` are those a claim has after the change. Claimants are compared without case, tags as they are.
    """

    claim_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    kinds: tuple[NoticeKind, ...] = ()


def is_wanted(notice: Notice, wanted: NoticeFilter, merged: Mapping[str, str]) -> bool:
    """Whether a notice fits a filter. `merged` leads from claims that were merged to those that stand for them."""
    claimants = {claimant.casefold() for claimant in wanted.claimants}
    return (
        (not wanted.claim_ids or notice.claim_id in {merged.get(each, each) for each in wanted.claim_ids})
        and (not wanted.tags or not set(wanted.tags).isdisjoint(notice.tags))
        and (not claimants or (notice.claimant or "").casefold() in claimants)
        and (not wanted.statuses or notice.after in wanted.statuses)
        and (not wanted.kinds or notice.kind in wanted.kinds)
    )
