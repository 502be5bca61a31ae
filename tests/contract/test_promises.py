"""Promises, and plans with a deadline, counted alike by both databases."""

from datetime import date

import pytest

from claims.domain.claim import Deadline, Kind
from claims.domain.errors import InvalidInput
from claims.domain.mention import Precision
from claims.domain.promise import ClaimantRecord, DayCounts, PromiseCounts, PromiseState
from claims.domain.query import ClaimFilter, ClaimSort, Page
from claims.domain.verdict import Outcome, Rule, Status
from tests.values import NOW, a_claim

MAY = date(2026, 5, 10)
STANDINGS = {
    PromiseState.OPEN: {},
    PromiseState.OVERDUE: {"overdue": True, "rule": Rule.OVERDUE},
    PromiseState.KEPT: {"status": Status.CONFIRMED, "outcome": Outcome.KEPT},
    PromiseState.KEPT_LATE: {"status": Status.CONFIRMED, "outcome": Outcome.KEPT_LATE},
    PromiseState.BROKEN: {"status": Status.DENIED, "outcome": Outcome.BROKEN},
    PromiseState.WITHDRAWN: {"status": Status.DENIED, "outcome": Outcome.WITHDRAWN},
    PromiseState.POSTPONED: {"status": Status.DENIED, "outcome": Outcome.POSTPONED},
    PromiseState.CONFIRMED: {"status": Status.CONFIRMED, "rule": Rule.REVIEW},
    PromiseState.DENIED: {"status": Status.DENIED, "rule": Rule.REVIEW},
}


def due(day):
    return Deadline(day, Precision.DAY, str(day))


def promised(store, id_, claimant="Ferry Board", day=MAY, state=PromiseState.OPEN, **more):
    deadline = due(day) if day is not None else None
    store.add_claim(a_claim(id_, claimant=claimant, deadline=deadline, **STANDINGS[state], **more))


def test_nothing_is_promised_on_an_empty_ledger(store):
    assert store.promise_counts() == PromiseCounts()
    assert store.promise_days(date(2026, 5, 1), date(2026, 5, 31)) == []
    assert store.deadlines_around(date(2026, 5, 1), date(2026, 5, 31)) == (None, None)
    assert store.promise_records(5) == Page(())


def test_each_is_counted_once_where_it_stands(store):
    for state in PromiseState:
        promised(store, f"c {state}", state=state)
    assert store.promise_counts() == PromiseCounts(**dict.fromkeys(PromiseState, 1))
    assert store.promise_counts().total == len(PromiseState)
    for state in PromiseState:
        page = store.list_claims(ClaimFilter(state=state), ClaimSort.DEADLINE, 9)
        assert [tracked.claim.id for tracked in page.items] == [f"c {state}"]


@pytest.mark.parametrize(
    ("kind", "day", "counts"),
    [
        (Kind.PROMISE, MAY, True),
        (Kind.PROMISE, None, True),
        (Kind.EVENT, MAY, True),
        (Kind.EVENT, None, False),
        (Kind.FORECAST, MAY, False),
        (Kind.STATISTIC, MAY, False),
    ],
)
def test_promises_count_and_plans_with_a_deadline(store, kind, day, counts):
    promised(store, "c1", day=day, kind=kind)
    assert store.promise_counts().total == counts
    assert len(store.list_claims(ClaimFilter(promised=True), ClaimSort.DEADLINE, 9).items) == counts
    assert len(store.promise_records(9).items) == counts


def test_what_was_taken_off_the_ledger_does_not_count(store):
    promised(store, "c1")
    store.delete_claim("c1", NOW)
    assert store.promise_counts() == PromiseCounts()
    assert store.promise_records(5).items == ()


def test_days_are_those_of_the_months_and_in_order(store):
    for number, day in enumerate((date(2026, 4, 30), date(2026, 5, 31), date(2026, 5, 1), date(2026, 6, 1))):
        promised(store, f"c{number}", day=day)
    promised(store, "c9", day=date(2026, 5, 1), state=PromiseState.KEPT)
    assert store.promise_days(date(2026, 5, 1), date(2026, 5, 31)) == [
        DayCounts(date(2026, 5, 1), PromiseCounts(open=1, kept=1)),
        DayCounts(date(2026, 5, 31), PromiseCounts(open=1)),
    ]
    assert store.deadlines_around(date(2026, 5, 1), date(2026, 5, 31)) == (date(2026, 4, 30), date(2026, 6, 1))
    page = store.list_claims(
        ClaimFilter(promised=True, due_since=date(2026, 5, 1), due_until=date(2026, 5, 31)), ClaimSort.DEADLINE, 9
    )
    assert [tracked.claim.id for tracked in page.items] == ["c2", "c9", "c1"]


def test_one_claimant_is_asked_for_without_case(store):
    promised(store, "c1", "Ferry Board")
    promised(store, "c2", "FERRY BOARD", day=date(2026, 7, 1), state=PromiseState.KEPT)
    promised(store, "c3", "Port Authority", day=date(2026, 3, 1))
    assert store.promise_counts("ferry board") == PromiseCounts(open=1, kept=1)
    assert [each.day for each in store.promise_days(date(2026, 1, 1), date(2026, 12, 31), "ferry board")] == [
        MAY,
        date(2026, 7, 1),
    ]
    assert store.deadlines_around(MAY, MAY, "ferry board") == (None, date(2026, 7, 1))
    assert [each.counts.total for each in store.promise_records(9, claimant="ferry board").items] == [2]


class TestRecords:
    def test_those_who_promised_most_come_first_as_their_newest_promise_spells_them(self, store):
        promised(store, "c1", "Port Authority")
        promised(store, "c2", "ferry board", state=PromiseState.KEPT)
        promised(store, "c3", "Ferry Board", state=PromiseState.BROKEN)
        promised(store, "c4", None, state=PromiseState.OVERDUE)
        assert store.promise_records(9).items == (
            ClaimantRecord("Ferry Board", PromiseCounts(kept=1, broken=1)),
            ClaimantRecord(None, PromiseCounts(overdue=1)),
            ClaimantRecord("Port Authority", PromiseCounts(open=1)),
        )

    @pytest.mark.parametrize("size", [1, 2, 3, 50])
    def test_pages_hold_each_once(self, store, size):
        for number in range(7):
            for again in range(1 + number % 3):
                promised(store, f"c{number}{again}", f"Council {number}" if number else None)
        found, cursor = [], None
        while True:
            page = store.promise_records(size, cursor)
            found += [(each.claimant, each.counts.total) for each in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert found == [
            ("Council 2", 3),
            ("Council 5", 3),
            ("Council 1", 2),
            ("Council 4", 2),
            (None, 1),
            ("Council 3", 1),
            ("Council 6", 1),
        ]

    def test_the_cursor_of_another_list_is_refused(self, store):
        for number in range(3):
            promised(store, f"c{number}")
        other = store.list_claims(ClaimFilter(), ClaimSort.NEWEST, 1).next
        for cursor in ("x", "", other):
            with pytest.raises(InvalidInput) as refused:
                store.promise_records(1, cursor)
            assert list(refused.value.errors) == ["cursor"]
