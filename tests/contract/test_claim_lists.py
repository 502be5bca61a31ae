"""Lists of claims: every filter, every order, and pages that stay true while the ledger changes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.domain.claim import Deadline, Kind
from claims.domain.errors import InvalidInput
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.query import Checked, ClaimFilter, ClaimSort
from claims.domain.review import Outline
from claims.domain.verdict import Rule, Status
from tests.values import NOW, a_claim, a_piece, an_appearance, an_article, later


def ids(page):
    return [tracked.claim.id for tracked in page.items]


def found(store, sort=ClaimSort.OLDEST, **where):
    return ids(store.list_claims(ClaimFilter(**where), sort, 50))


def in_pages(store, sort, size, **where):
    """The ids of every page in turn."""
    pages, cursor = [], None
    while True:
        page = store.list_claims(ClaimFilter(**where), sort, size, cursor)
        pages.append(ids(page))
        cursor = page.next
        if cursor is None:
            return pages


def a_deadline(day):
    return Deadline(day, Precision.DAY, str(day))


@pytest.fixture
def ledger(store):
    """Four claims that differ in every field a filter asks for."""
    for tracked in (
        a_claim(
            "c1",
            claimed=Moment(date(2026, 1, 1)),
            kind=Kind.PROMISE,
            claimant="Ferry Board",
            publisher="The Harbour Post",
            tags=("ferries", "transport"),
        ),
        a_claim(
            "c2",
            claimed=Moment(date(2026, 1, 2), datetime(2026, 1, 1, 23, tzinfo=UTC)),
            kind=Kind.EVENT,
            claimant="Straße & Søn",
            status=Status.CONFIRMED,
            rule=Rule.OFFICIAL,
            tags=("transport",),
        ),
        a_claim("c3", claimed=Moment(date(2026, 1, 3)), status=Status.DENIED, rule=Rule.RETRACTION, publisher="Echo"),
        a_claim("c4", claimed=Moment(date(2026, 1, 4)), rule=Rule.DISPUTED, overdue=True, tags=("Ferries",)),
    ):
        store.add_claim(tracked)
    return store


def test_those_due_since_a_day_are_asked_for_with_the_others_left_out(ledger):
    for number, day in enumerate((date(2026, 3, 1), date(2026, 3, 2), date(9999, 12, 31)), 5):
        ledger.add_claim(a_claim(f"c{number}", deadline=a_deadline(day)))
    page = ledger.list_claims(ClaimFilter(due_since=date(2026, 3, 2)), ClaimSort.DEADLINE, 10)
    assert ids(page) == ["c6", "c7"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ["c1", "c2", "c3", "c4"]),
        ({"status": Status.PENDING}, ["c1", "c4"]),
        ({"status": Status.CONFIRMED}, ["c2"]),
        ({"kind": Kind.PROMISE}, ["c1", "c3", "c4"]),
        ({"kind": Kind.FORECAST}, []),
        ({"overdue": True}, ["c4"]),
        ({"overdue": False}, ["c1", "c2", "c3"]),
        ({"claimant": "ferry board"}, ["c1"]),
        ({"claimant": "STRASSE & SØN"}, ["c2"]),
        ({"claimant": "Ferry"}, []),
        ({"claimant": ""}, []),
        ({"publisher": "the harbour post"}, ["c1"]),
        ({"publisher": "HARBOUR POST"}, ["c1"]),
        ({"publisher": "nobody"}, []),
        ({"tag": "transport"}, ["c1", "c2"]),
        ({"tag": "ferries"}, ["c1"]),
        ({"since": date(2026, 1, 2)}, ["c2", "c3", "c4"]),
        ({"until": date(2026, 1, 2)}, ["c1", "c2"]),
        ({"since": date(2026, 1, 2), "until": date(2026, 1, 2)}, ["c2"]),
        ({"since": date.min, "until": date.max}, ["c1", "c2", "c3", "c4"]),
        ({"ids": ("c3", "c1", "c9")}, ["c1", "c3"]),
        ({"ids": ()}, []),
        ({"needs_review": True}, ["c4"]),
        ({"needs_review": False}, ["c1", "c2", "c3", "c4"]),
        ({"tag": "transport", "status": Status.CONFIRMED}, ["c2"]),
        ({"tag": "transport", "status": Status.DENIED}, []),
        ({"overdue": True, "needs_review": True, "since": date(2026, 1, 4), "ids": ("c4",)}, ["c4"]),
    ],
)
def test_a_filter_selects(ledger, where, expected):
    assert found(ledger, **where) == expected


def test_not_looked_at_and_nothing_happened_are_never_confused(store):
    for n, looked in (("1", None), ("2", NOW), ("3", NOW)):
        store.add_claim(a_claim(f"c{n}", last_checked_at=looked))
    store.add_article(an_article(), NOW)
    store.put_evidence(a_piece("e1", "c3"))
    assert {each: found(store, checked=each) for each in Checked} == {
        Checked.NEVER: ["c1"],
        Checked.NOTHING: ["c2"],
        Checked.FOUND: ["c3"],
    }


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (ClaimSort.NEWEST, ["c3", "c2", "c1"]),
        (ClaimSort.OLDEST, ["c1", "c2", "c3"]),
        (ClaimSort.UPDATED, ["c1", "c3", "c2"]),
        (ClaimSort.CREATED, ["c2", "c1", "c3"]),
        (ClaimSort.DEADLINE, ["c3", "c1", "c2"]),
        (ClaimSort.NEXT_CHECK, ["c2", "c3", "c1"]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_an_order_holds_over_all_pages(store, sort, expected, size):
    day, before = date(2026, 1, 1), a_deadline(date(2025, 1, 1))
    first = a_claim("c1", claimed=Moment(day), deadline=a_deadline(day))
    second = a_claim("c2", claimed=Moment(day, NOW), next_check_at=later(hours=-1))
    third = a_claim("c3", claimed=Moment(day, later(hours=1)), deadline=before, next_check_at=NOW)
    store.add_claim(replace(first, updated_at=later(hours=3), created_at=later(hours=2)))
    store.add_claim(replace(second, updated_at=NOW, created_at=later(hours=3)))
    store.add_claim(replace(third, updated_at=later(hours=1)))
    assert [id_ for page in in_pages(store, sort, size) for id_ in page] == expected


@pytest.mark.parametrize("sort", ClaimSort)
def test_claims_alike_in_the_sort_key_come_once_each(store, sort):
    for n in range(7):
        store.add_claim(a_claim(f"c{n}"))
    pages = in_pages(store, sort, 3)
    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(id_ for page in pages for id_ in page) == [f"c{n}" for n in range(7)]


@pytest.mark.parametrize("sort", [ClaimSort.DEADLINE, ClaimSort.NEXT_CHECK])
def test_claims_without_a_date_come_last_page_by_page(store, sort):
    for n in range(6):
        given = {"deadline": a_deadline(date(9999, 12, 31)), "next_check_at": NOW} if n % 2 else {}
        store.add_claim(a_claim(f"c{n}", **given))
    assert in_pages(store, sort, 2) == [["c1", "c3"], ["c5", "c0"], ["c2", "c4"]]


@pytest.mark.parametrize("sort", ClaimSort)
def test_pages_stay_true_when_claims_come_and_go(store, sort):
    for n in range(6):
        store.add_claim(a_claim(f"c{n}"))
    first = store.list_claims(ClaimFilter(), sort, 2)
    store.delete_claim(ids(first)[0], NOW)
    for n in range(3):
        store.add_claim(a_claim(f"c{n}x"))
    rest, cursor = [], first.next
    while cursor is not None:
        page = store.list_claims(ClaimFilter(), sort, 2, cursor)
        rest += ids(page)
        cursor = page.next
    everything = ids(first) + rest
    assert len(everything) == len(set(everything))
    assert {f"c{n}" for n in range(6)} <= set(everything)


def test_filters_hold_on_every_page(ledger):
    assert in_pages(ledger, ClaimSort.NEWEST, 1, kind=Kind.PROMISE) == [["c4"], ["c3"], ["c1"]]


def test_an_exactly_full_page_is_the_last(store):
    for n in range(2):
        store.add_claim(a_claim(f"c{n}"))
    assert store.list_claims(ClaimFilter(), ClaimSort.OLDEST, 2).next is None


def test_a_changed_claim_is_filtered_by_what_it_is_now(ledger):
    tracked = ledger.claim("c1")
    ledger.save_claim(
        replace(
            tracked,
            claim=replace(tracked.claim, claimant="Port Authority", publisher="Echo", kind=Kind.STATISTIC),
            verdict=replace(tracked.verdict, status=Status.DENIED),
        )
    )
    assert found(ledger, claimant="port authority", publisher="ECHO", kind=Kind.STATISTIC, status=Status.DENIED) == [
        "c1"
    ]
    assert found(ledger, claimant="ferry board") == []


class TestCursors:
    @pytest.fixture
    def cursor(self, ledger):
        return ledger.list_claims(ClaimFilter(), ClaimSort.NEWEST, 1).next

    def test_a_cursor_can_stand_in_a_url_as_it_is(self, cursor):
        assert cursor.replace("-", "").replace("_", "").isalnum()

    def test_the_cursor_of_another_order_is_refused(self, ledger, cursor):
        with pytest.raises(InvalidInput) as refused:
            ledger.list_claims(ClaimFilter(), ClaimSort.OLDEST, 1, cursor)
        assert list(refused.value.errors) == ["cursor"]

    @pytest.mark.parametrize(
        "given",
        [
            "",
            "x",
            "é",
            "\0",
            "\ud800",
            "!!!!",
            "W10",  # []
            "bnVsbA",  # null
            "WyItY2xhaW1lZF9hdCIsMSwyXQ",  # ["-claimed_at",1,2]
            "WyItY2xhaW1lZF9hdCIsIlx1MDAwMCIsImMxIl0",  # ["-claimed_at","\u0000","c1"]
            "W" * 5000,
            "W1tb" * 400,  # [[[[...
        ],
    )
    def test_what_is_no_cursor_is_refused(self, ledger, given):
        with pytest.raises(InvalidInput) as refused:
            ledger.list_claims(ClaimFilter(), ClaimSort.NEWEST, 1, given)
        assert list(refused.value.errors) == ["cursor"]


def test_in_short_they_come_as_they_changed_last_with_how_many_articles_tell_them(store):
    store.add_article(an_article("a1"), NOW)
    for number in (1, 2, 3):
        store.add_claim(a_claim(f"c{number}", updated_at=later(hours=number % 3), overdue=number != 3))
    store.add_appearance(an_appearance("c1", "a1"))
    assert store.outlines(ClaimFilter(overdue=True), 9) == [
        Outline("c2", 0, later(hours=2)),
        Outline("c1", 1, later(hours=1)),
    ]
    assert [each.claim_id for each in store.outlines(ClaimFilter(), 1)] == ["c2"]
