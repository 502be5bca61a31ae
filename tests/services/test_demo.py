"""The demonstration shows every kind of change, with its reason, and its headlines match nothing."""

from datetime import date

import pytest

from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.verdict import Outcome, Rule, Status
from claims.services.demo import DemoStep, play_demo
from claims.services.ledger import ledger_stats, list_claims


@pytest.fixture
def steps(newsroom) -> list[DemoStep]:
    return list(play_demo(newsroom.desk))


def changes(steps):
    """(day, beginning of the claim's text or its id, status, rule, outcome) of each change."""
    told = []
    for step in steps:
        if step.intake is not None:
            told += [(step.day, c.claim_id, c.verdict) for c in step.intake.changes]
        if step.report is not None:
            told += [(step.day, c.claim.claim.id, c.after) for c in step.report.changes]
    return told


def test_a_denial_a_promise_that_runs_out_and_one_kept_late_and_a_confirmation(steps):
    told = [(day.isoformat(), v.status, v.rule, v.outcome) for day, _, v in changes(steps)]
    assert ("2022-08-16", Status.DENIED, Rule.OFFICIAL, None) in told
    assert ("2022-09-14", Status.PENDING, Rule.OVERDUE, None) in told
    assert ("2022-09-21", Status.CONFIRMED, Rule.OFFICIAL, Outcome.KEPT_LATE) in told
    assert ("2022-09-21", Status.CONFIRMED, Rule.OFFICIAL, None) in told
    assert ("2022-10-10", Status.PENDING, Rule.OVERDUE, None) in told


def test_the_deal_with_both_amounts_ends_confirmed(newsroom, steps):
    page = list_claims(newsroom.desk, ClaimFilter(status=Status.CONFIRMED), ClaimSort.OLDEST, 50)
    assert {"USD", "KRW"} in [{q.unit for q in tracked.claim.quantities} for tracked in page.items]


def test_every_change_says_why(steps):
    assert all(v.summary.endswith(".") and str(v.since) in v.summary for _, _, v in changes(steps))


def test_the_reprint_confirms_nothing(steps):
    (reprint,) = (s.intake for s in steps if s.day == date(2022, 8, 10) and s.intake is not None)
    assert reprint.changes == ()
    assert {e.origin.key for e in reprint.evidence} == {"publisher:autoparts monitor"}


def test_unrelated_headlines_match_nothing(steps):
    headlines = [s.intake for s in steps if s.intake is not None and s.intake.article.publisher == "Morning Tape"]
    assert len(headlines) == 12
    assert [e for intake in headlines for e in intake.evidence] == []


def test_played_again_it_changes_nothing(newsroom, steps):
    before = ledger_stats(newsroom.desk)
    again = list(play_demo(newsroom.desk))
    assert changes(again) == []
    assert ledger_stats(newsroom.desk) == before
