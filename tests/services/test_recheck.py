"""The re-check keeps the ledger alive by itself, and a second run changes nothing."""

import pytest

from claims.domain.moment import parse_moment
from claims.domain.verdict import Rule
from claims.services.ledger import get_claim, ledger_stats
from claims.services.recheck import recheck

PROMISE = "Lorne Bank promised to refund overcharged customers by the end of May 2025"


@pytest.fixture
def promise(newsroom):
    return newsroom.claim(PROMISE, "2025-04-02").claim.id


def test_a_promise_past_its_deadline_and_grace_is_marked_overdue(newsroom, promise):
    report = recheck(newsroom.on("2025-06-10").desk)
    assert (report.looked_at, report.changed, report.overdue) == (1, 1, 1)
    (change,) = report.changes
    assert change.after.rule is Rule.OVERDUE
    assert get_claim(newsroom.desk, promise).verdict.overdue


def test_a_second_run_right_after_it_looks_at_nothing_and_changes_nothing(newsroom, promise):
    recheck(newsroom.on("2025-06-10").desk)
    tracked = get_claim(newsroom.desk, promise)
    again = recheck(newsroom.on("2025-06-10").desk)
    assert (again.looked_at, again.changed) == (0, 0)
    assert get_claim(newsroom.desk, promise) == tracked


def test_a_dry_run_tells_the_same_and_writes_nothing(newsroom, promise):
    before = get_claim(newsroom.desk, promise)
    dry = recheck(newsroom.on("2025-06-10").desk, dry_run=True)
    assert (dry.looked_at, dry.changed, dry.overdue) == (1, 1, 1)
    assert get_claim(newsroom.desk, promise) == before
    assert newsroom.desk.store.last_run() is None


def test_a_claim_that_is_not_due_is_left_alone(newsroom, promise):
    assert recheck(newsroom.on("2025-04-02").desk).looked_at == 0


def test_as_of_a_day_every_claim_is_judged_by_that_day_and_stays_due(newsroom, promise):
    desk = newsroom.on("2025-06-30").desk
    recheck(desk)
    report = recheck(desk, parse_moment("2025-05-20", "as_of"))
    assert [c.after.rule for c in report.changes] == [Rule.OPEN]
    assert [c.after.rule for c in recheck(desk).changes] == [Rule.OVERDUE]


def test_a_limit_bounds_how_many_are_looked_at(newsroom, promise):
    newsroom.claim("Orsk Steel will close its Tarn mill by the end of May 2025", "2025-04-02")
    assert recheck(newsroom.desk, limit=1).looked_at == 1
    assert recheck(newsroom.desk).looked_at == 1


def test_progress_is_told_claim_by_claim(newsroom, promise):
    told = []
    recheck(newsroom.desk, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, None)]


def test_what_was_found_is_kept_apart_from_not_having_looked(newsroom, promise):
    recheck(newsroom.on("2025-06-10").desk)
    tracked = get_claim(newsroom.desk, promise)
    assert tracked.last_checked_at.date().isoformat() == "2025-06-10"
    assert tracked.last_check_found == "Looked, and nothing on file speaks of it."
    assert ledger_stats(newsroom.desk).overdue == 1
