"""The ledger as a whole: publishers and figures."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from claims.domain.claim import Deadline, Kind
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.query import ClaimFilter, ClaimSort, LedgerStats, PublisherRow, StandingCounts
from claims.domain.verdict import Rule, Status, Verdict
from tests.values import NOW, a_change, a_claim, a_piece, a_review, an_article, later


def test_an_empty_ledger(store):
    assert store.publishers() == []
    assert store.last_run() is None
    assert store.stats(NOW) == LedgerStats(
        articles=0,
        claims=0,
        evidence=0,
        reviews=0,
        publishers=0,
        by_status={"pending": 0, "confirmed": 0, "denied": 0},
        by_kind={"promise": 0, "event": 0, "statistic": 0, "forecast": 0, "statement": 0},
        overdue=0,
        due=0,
        in_review=0,
    )


class TestPublishers:
    def test_spellings_of_one_outlet_are_one_row_under_that_of_its_newest_article(self, store):
        for day, name in enumerate(["Harbour Post", "The Harbour Post", "harbour post"], start=1):
            store.add_article(an_article(f"a{day}", publisher=name, published=Moment(date(2026, 1, 4 - day))), NOW)
        store.add_claim(a_claim(publisher="HARBOUR POST"))
        (row,) = store.publishers()
        assert (row.name, row.articles, row.first) == ("Harbour Post", 3, 1)

    def test_or_else_of_its_newest_claim(self, store):
        for day, name in enumerate(["Echo", "ECHO", "The Echo"], start=1):
            store.add_claim(a_claim(f"c{day}", publisher=name, claimed=Moment(date(2026, 1, day))))
        store.delete_claim("c3", NOW)
        assert [(row.name, row.first) for row in store.publishers()] == [("ECHO", 2)]

    def test_each_counts_its_first_claims_by_status(self, store):
        store.add_article(an_article(publisher="Echo", published=Moment(date(2026, 1, 5))), NOW)
        statuses = [Status.CONFIRMED, Status.DENIED, Status.DENIED, Status.PENDING, Status.PENDING, Status.PENDING]
        for n, status in enumerate(statuses):
            store.add_claim(a_claim(f"c{n}", publisher="echo", status=status, claimed=Moment(date(2026, 1, 1 + n))))
        assert store.publishers() == [
            PublisherRow(
                name="Echo", articles=1, first=6, confirmed=1, denied=2, pending=3, withdrawn=0, newest=date(2026, 1, 6)
            )
        ]

    def test_each_counts_the_claims_that_it_took_back_itself_among_the_denied(self, store):
        for n, rule in enumerate([Rule.RETRACTION, Rule.RETRACTION, Rule.OFFICIAL]):
            store.add_claim(a_claim(f"c{n}", publisher="Echo", status=Status.DENIED, rule=rule))
        store.add_claim(a_claim("c9", publisher="Dale Post"))
        store.delete_claim("c1", NOW)
        assert [(row.name, row.denied, row.withdrawn) for row in store.publishers()] == [
            ("Echo", 2, 1),
            ("Dale Post", 0, 0),
        ]

    def test_the_largest_comes_first(self, store):
        for n, name in enumerate(["B", "C", "C", "A"]):
            store.add_article(an_article(f"a{n}", publisher=name), NOW)
        store.add_claim(a_claim("c1", publisher="D"))
        store.add_claim(a_claim("c2", publisher="B"))
        assert [row.name for row in store.publishers()] == ["C", "B", "A", "D"]

    def test_unnamed_publishers_and_deleted_claims_do_not_count(self, store):
        for n, name in enumerate([None, "", "  "]):
            store.add_article(an_article(f"a{n}", publisher=name), NOW)
        store.add_claim(a_claim(publisher="Echo"))
        store.delete_claim("c1", NOW)
        assert store.publishers() == []

    def test_a_row_counts_what_the_filter_by_its_name_finds(self, store):
        for n, name in enumerate(["The Echo", "echo", "ECHO ", "www.echo.com"]):
            store.add_claim(a_claim(f"c{n}", publisher=name))
        for row in store.publishers():
            found = store.list_claims(ClaimFilter(publisher=row.name), ClaimSort.NEWEST, 10)
            assert len(found.items) == row.first

    def test_they_follow_what_comes_what_goes_and_what_changes(self, store):
        def counted():
            return {row.name: (row.articles, row.first, row.denied) for row in store.publishers()}

        store.add_claim(a_claim("c1", publisher="Echo"))
        assert counted() == {"Echo": (0, 1, 0)}
        store.add_article(an_article("a1", publisher="Echo"), NOW)
        assert counted() == {"Echo": (1, 1, 0)}
        with store.transaction():
            verdict = Verdict(status=Status.DENIED, rule=Rule.RETRACTION)
            store.save_claim(replace(store.claim("c1"), verdict=verdict))
            store.add_change(a_change(claim_id="c1", verdict=verdict))
        assert counted() == {"Echo": (1, 1, 1)}
        known = store.claim("c1")
        store.save_claim(replace(known, claim=replace(known.claim, publisher="Dale Post")))
        assert counted() == {"Echo": (1, 0, 0), "Dale Post": (0, 1, 1)}
        store.delete_claim("c1", NOW)
        assert counted() == {"Echo": (1, 0, 0)}


class TestAnswersThatAreKept:
    @pytest.fixture
    def asked(self, store):
        """Asks a question; the numbers say how often it was counted."""
        numbers = count(1)
        return lambda question="how many": store.kept(question, lambda: next(numbers))

    def test_a_question_is_counted_once_while_nothing_changes(self, store, asked):
        assert [asked(), asked(), asked("another"), asked()] == [1, 1, 2, 1]

    def test_and_again_after_each_thing_that_it_may_be_about(self, store, asked):
        changes = (
            lambda: store.add_article(an_article("a1"), NOW),
            lambda: store.add_claim(a_claim("c1")),
            lambda: store.add_review(a_review("r1", "c1")),
            lambda: store.withdraw_review("r1", NOW),
            lambda: store.put_evidence(a_piece("e1", "c1", doubt="It was a near thing.")),
            lambda: store.put_evidence(a_piece("e1", "c1")),
            lambda: store.add_change(a_change(claim_id="c1")),
            lambda: self.edited(store, kind=Kind.EVENT),
            lambda: self.edited(store, claimant="The mayor"),
            lambda: self.edited(store, deadline=Deadline(date(2026, 5, 1), Precision.DAY, "in May")),
            lambda: store.delete_claim("c1", NOW),
        )
        found = [asked()]
        for change in changes:
            change()
            found.append(asked())
        assert found == list(range(1, len(changes) + 2))

    def test_many_questions_are_not_kept_for_ever(self, store, asked):
        for number in range(2_000):
            asked(number)
        assert asked(1_999) == 2_000
        assert asked(0) == 2_001
        assert asked(0) == 2_001

    @staticmethod
    def edited(store, **changes):
        known = store.claim("c1")
        store.save_claim(replace(known, claim=replace(known.claim, **changes)))


def test_figures_count_what_is_on_the_ledger(store):
    for n in (1, 2):
        store.add_article(an_article(f"a{n}", publisher=f"Paper {n}"), NOW)
    store.add_claim(a_claim("c1", kind=Kind.EVENT, status=Status.CONFIRMED, publisher="Paper 3", next_check_at=NOW))
    store.add_claim(a_claim("c2", overdue=True, rule=Rule.OVERDUE, next_check_at=later(seconds=1)))
    store.add_claim(a_claim("c3", rule=Rule.DISPUTED, publisher="paper 1", last_checked_at=NOW))
    store.add_claim(a_claim("c4", overdue=True, rule=Rule.DISPUTED, publisher="Paper 4", next_check_at=NOW))
    for n, claim in enumerate(["c1", "c2", "c4"]):
        store.put_evidence(a_piece(f"e{n}", claim))
        store.add_review(a_review(f"r{n}", claim))
    store.withdraw_review("r0", NOW)
    store.delete_claim("c4", NOW)
    assert store.stats(NOW) == LedgerStats(
        articles=2,
        claims=3,
        evidence=2,
        reviews=2,
        publishers=3,
        by_status={"pending": 2, "confirmed": 1, "denied": 0},
        by_kind={"promise": 2, "event": 1, "statistic": 0, "forecast": 0, "statement": 0},
        overdue=1,
        due=1,
        in_review=1,
    )


class TestStandingCounts:
    def test_they_say_how_many_claims_stand_where(self, store):
        assert store.standing_counts() == StandingCounts()
        verdicts = (
            {},
            {"rule": Rule.OVERDUE, "overdue": True},
            {"rule": Rule.DISPUTED},
            {"status": Status.CONFIRMED, "rule": Rule.OFFICIAL},
            {"status": Status.DENIED, "rule": Rule.OFFICIAL},
        )
        for number, verdict in enumerate(verdicts):
            store.add_claim(a_claim(f"c{number}", **verdict))
        counts = store.standing_counts()
        assert counts == StandingCounts(pending=3, confirmed=1, denied=1, overdue=1, disputed=1)
        assert counts.total == 5

    def test_they_follow_what_comes_what_goes_and_what_changes(self, store):
        store.add_claim(a_claim("c1"))
        store.add_claim(a_claim("c2"))
        assert store.standing_counts().pending == 2
        with store.transaction():
            verdict = Verdict(status=Status.DENIED, rule=Rule.OFFICIAL)
            store.save_claim(replace(store.claim("c1"), verdict=verdict))
            store.add_change(a_change(claim_id="c1", verdict=verdict))
        assert store.standing_counts() == StandingCounts(pending=1, denied=1)
        store.delete_claim("c2", NOW)
        assert store.standing_counts() == StandingCounts(denied=1)
