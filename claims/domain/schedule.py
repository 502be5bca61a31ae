"""When a claim is to be looked at again."""

from datetime import UTC, datetime, time, timedelta

from claims.domain.claim import Claim
from claims.domain.status import is_commitment, overdue_on
from claims.domain.verdict import Policy, Status, Verdict

_DAY = timedelta(days=1)
_FRESH, _QUIET = 14 * _DAY, 90 * _DAY  # ages at which a pending claim is looked at less often
_DECIDED_EVERY = 90 * _DAY


def next_check_at(claim: Claim, verdict: Verdict, policy: Policy, now: datetime) -> datetime:
    """The instant at which the claim falls due again.

    A pending claim daily in its first fortnight, weekly until ninety days, then every thirty days,
    and in any case on the morning it would become overdue; a decided one every ninety days.
    """
    if verdict.status is not Status.PENDING:
        return _later(now, _DECIDED_EVERY)
    age = now - datetime.combine(claim.claimed.day, time(), UTC)
    every = _DAY if age < _FRESH else 7 * _DAY if age < _QUIET else 30 * _DAY
    regular = _later(now, every)
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
