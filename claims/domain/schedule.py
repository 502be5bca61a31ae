"""When a claim is to be looked at again."""

from datetime import UTC, datetime, time, timedelta

from claims.domain.claim import Claim
from claims.domain.status import is_commitment, overdue_on
from claims.domain.verdict import Policy, Status, Verdict

_DAY = timedelta(days=1)


def next_check_at(claim: Claim, verdict: Verdict, policy: Policy, now: datetime) -> datetime:
    """The instant at which the claim falls due again.

    As often as `policy` says for its age; a pending claim in any case on the morning it would become overdue.
    """
    if verdict.status is not Status.PENDING:
        return _later(now, policy.check_decided_days * _DAY)
    age = now - datetime.combine(claim.claimed.day, time(), UTC)
    if age < policy.fresh_days * _DAY:
        every = policy.check_fresh_days
    else:
        every = policy.check_quiet_days if age < policy.quiet_days * _DAY else policy.check_old_days
    regular = _later(now, every * _DAY)
    if claim.deadline is None or not is_commitment(claim) or verdict.overdue:
        return regular
    try:
        runs_out = datetime.combine(overdue_on(claim.deadline.date, policy) + _DAY, time(), UTC)
    except OverflowError:
        return regular
    return min(regular, runs_out) if runs_out > now else regular


def _later(now: datetime, by: timedelta) -> datetime:
    """`by` after `now`, or the last instant there is."""
    try:
        return now + by
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
