"""When a claim falls due again follows from its state."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from claims.domain.claim import Claim, Deadline, Kind
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.schedule import next_check_at
from claims.domain.verdict import Policy, Status, Verdict

CLAIM = Claim(id="c1", text="Tallow Bank will close a branch", kind=Kind.EVENT, claimed=Moment(date(2025, 1, 1)))
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def due(claim=CLAIM, verdict=None, now=NOON):
    return next_check_at(claim, verdict or Verdict(), Policy(), now)


@pytest.mark.parametrize(("age", "days"), [(0, 1), (13, 1), (20, 7), (100, 30)])
def test_a_pending_claim_is_looked_at_less_often_as_it_ages(age, days):
    now = NOON + timedelta(days=age)
    assert due(now=now) == now + timedelta(days=days)


def test_a_decided_claim_hardly_ever():
    assert due(verdict=Verdict(status=Status.DENIED)) == NOON + timedelta(days=90)


def test_a_promise_on_the_morning_it_would_become_overdue():
    promise = replace(CLAIM, deadline=Deadline(date(2025, 5, 20), Precision.DAY, "by 20 May"))
    now = datetime(2025, 5, 20, 12, tzinfo=UTC)
    assert due(promise, now=now) == datetime(2025, 5, 24, tzinfo=UTC)
    assert due(replace(promise, kind=Kind.FORECAST), now=now) == now + timedelta(days=30)


def test_at_the_end_of_time_the_last_instant_will_do():
    assert due(now=datetime.max.replace(tzinfo=UTC)) == datetime.max.replace(tzinfo=UTC)
    assert due(verdict=Verdict(status=Status.DENIED), now=datetime(9999, 12, 1, tzinfo=UTC)).year == 9999


def test_a_deadline_at_the_end_of_time_does_no_harm():
    far = replace(CLAIM, deadline=Deadline(date.max, Precision.DAY, "some day"))
    assert due(far) == NOON + timedelta(days=1)
