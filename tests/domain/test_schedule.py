"""When a claim falls due again follows from its state."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.claim import Claim, Deadline, Kind, TrackedClaim
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.schedule import is_due, next_check_at
from claims.domain.verdict import Policy, Status, Verdict

CLAIM = Claim(id="c1", text="Tallow Bank will close a branch", kind=Kind.EVENT, claimed=Moment(date(2025, 1, 1)))
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def due(claim=CLAIM, verdict=None, now=NOON, policy=None):
    return next_check_at(claim, verdict or Verdict(), policy or Policy(), now)


def instant(hour):
    return datetime.fromisoformat(f"{hour}:00:00+00:00")


@pytest.mark.parametrize(("age", "days"), [(0, 1), (13, 1), (20, 7), (100, 30)])
def test_a_pending_claim_is_looked_at_less_often_as_it_ages(age, days):
    now = NOON + timedelta(days=age)
    assert due(now=now) == now + timedelta(days=days)


def test_a_decided_claim_hardly_ever():
    assert due(verdict=Verdict(status=Status.DENIED)) == NOON + timedelta(days=90)


def test_a_decided_claim_never_where_the_policy_says_so():
    assert due(verdict=Verdict(status=Status.DENIED), policy=Policy(check_decided_days=0)) is None


PROMISE = replace(CLAIM, deadline=Deadline(date(2025, 5, 20), Precision.DAY, "by 20 May"))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2025-01-01T12", "2025-01-02T12"),  # fresh
        ("2025-04-15T12", "2025-04-20T00"),  # old, but its deadline comes soon
        ("2025-04-20T00", "2025-04-21T00"),  # soon: every day
        ("2025-05-12T12", "2025-05-13T00"),  # near from here on
        ("2025-05-13T00", "2025-05-13T06"),  # near: every six hours
        ("2025-05-20T12", "2025-05-20T18"),
        ("2025-05-23T21", "2025-05-24T00"),  # on the morning on which it would become overdue
        ("2025-05-24T00", "2025-06-23T00"),  # the re-check finds it overdue now
    ],
)
def test_a_promise_is_looked_at_more_often_as_its_deadline_comes_near(now, then):
    assert due(PROMISE, now=instant(now)) == instant(then)
    assert due(replace(PROMISE, kind=Kind.FORECAST), now=instant(now)) == due(now=instant(now))


def test_but_not_once_it_is_overdue():
    now = instant("2025-05-24T01")
    assert due(PROMISE, Verdict(overdue=True), now=now) == now + timedelta(days=30)


def test_a_policy_that_looks_more_often_by_age_is_not_slowed_down_by_a_deadline():
    fresh, slow = replace(PROMISE, claimed=Moment(date(2025, 5, 10))), Policy(check_soon_days=20, check_near_hours=200)
    assert due(fresh, now=instant("2025-05-11T12"), policy=slow) == instant("2025-05-12T12")


@given(st.datetimes(timezones=st.just(UTC)), st.dates(), st.dates(), st.booleans())
def test_it_is_always_later_than_now(now, claimed, deadline, overdue):
    claim = replace(PROMISE, claimed=Moment(claimed), deadline=Deadline(deadline, Precision.DAY, "then"))
    then = due(claim, Verdict(overdue=overdue), now=now)
    assert then > now or then == datetime.max.replace(tzinfo=UTC)


def test_a_claim_is_due_when_it_was_planned_for_or_was_never_looked_at():
    never = TrackedClaim(claim=CLAIM, verdict=Verdict(), created_at=NOON, updated_at=NOON)
    assert is_due(never, NOON)
    assert not is_due(replace(never, next_check_at=NOON + timedelta(hours=1)), NOON)
    looked = replace(never, last_checked_at=NOON)
    assert not is_due(looked, NOON)
    assert is_due(replace(looked, next_check_at=NOON), NOON)


def test_at_the_end_of_time_the_last_instant_will_do():
    assert due(now=datetime.max.replace(tzinfo=UTC)) == datetime.max.replace(tzinfo=UTC)
    assert due(verdict=Verdict(status=Status.DENIED), now=datetime(9999, 12, 1, tzinfo=UTC)).year == 9999


def test_a_deadline_at_the_end_of_time_does_no_harm():
    far = replace(CLAIM, deadline=Deadline(date.max, Precision.DAY, "some day"))
    assert due(far) == NOON + timedelta(days=1)
