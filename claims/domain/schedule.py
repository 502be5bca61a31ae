"""When a claim is to be looked at again."""

from datetime import UTC, date, datetime, time, timedelta

from claims.domain.claim import Claim, TrackedClaim
from claims.domain.status import is_commitment, overdue_on
from claims.domain.verdict import Policy, Status, Verdict

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def next_check_at(claim: Claim, verdict: Verdict, policy: Policy, now: datetime) -> datetime | None:
    """The instant at which the claim falls due again; None for never.

    As often as `policy` says for its age, or for how near its deadline is where that is more often; and a promise at
    the latest when its deadline comes near, and on the morning on which it would become overdue.
    """
    if verdict.status is not Status.PENDING:
        return _later(now, policy.check_decided_days * _DAY) if policy.check_decided_days else None
    every = _for_its_age(now - _morning(claim.claimed.day), policy)
    if claim.deadline is None or not is_commitment(claim) or verdict.overdue:
        return _later(now, every)
    soon, near, runs_out = _turning_points(claim.deadline.date, policy)
    if near <= now < runs_out:
        every = min(every, policy.check_near_hours * _HOUR)
    elif soon <= now < near:
        every = min(every, policy.check_soon_days * _DAY)
    return min([_later(now, every), *(point for point in (soon, near, runs_out) if point > now)])


def is_due(tracked: TrackedClaim, now: datetime) -> bool:
    """Whether the claim is to be looked at: planned for `now` or before, or neither looked at nor planned yet."""
    if tracked.next_check_at is None:
        return tracked.last_checked_at is None
    return tracked.next_check_at <= now


def _for_its_age(age: timedelta, policy: Policy) -> timedelta:
    if age < policy.fresh_days * _DAY:
        return policy.check_fresh_days * _DAY
    return (policy.check_quiet_days if age < policy.quiet_days * _DAY else policy.check_old_days) * _DAY


def _turning_points(deadline: date, policy: Policy) -> tuple[datetime, datetime, datetime]:
    """When a deadline comes soon, when it is near, and when it has passed with all grace."""
    last_day = _morning(deadline)
    runs_out = _later(_morning(overdue_on(deadline, policy)), _DAY)
    return _earlier(last_day, policy.soon_days * _DAY), _earlier(last_day, policy.near_days * _DAY), runs_out


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _later(at: datetime, by: timedelta) -> datetime:
    """`by` after `at`, or the last instant there is."""
    try:
        return at + by
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _earlier(at: datetime, by: timedelta) -> datetime:
    """`by` before `at`, or the first instant there is."""
    try:
        return at - by
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)
