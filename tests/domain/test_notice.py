"""What is told of a change, and who wants to hear it."""

import pytest

from claims.domain.notice import NoticeFilter, NoticeKind, is_wanted, notice_of
from claims.domain.verdict import Outcome, Rule, Status, Verdict
from tests.values import a_change, a_claim, a_notice

OPEN = Verdict()
OVERDUE = Verdict(rule=Rule.OVERDUE, overdue=True)
DISPUTED = Verdict(rule=Rule.DISPUTED)
KEPT = Verdict(status=Status.CONFIRMED, rule=Rule.OFFICIAL, outcome=Outcome.KEPT)
LATE = Verdict(status=Status.CONFIRMED, rule=Rule.OFFICIAL, outcome=Outcome.KEPT_LATE)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (OPEN, KEPT, NoticeKind.STATUS),
        (OVERDUE, LATE, NoticeKind.STATUS),
        (KEPT, LATE, NoticeKind.OUTCOME),
        (OPEN, OVERDUE, NoticeKind.OVERDUE),
        (OVERDUE, OPEN, NoticeKind.RULE),
        (OPEN, DISPUTED, NoticeKind.RULE),
    ],
)
def test_the_kind_is_what_a_reader_would_notice_first(before, after, kind):
    notice = notice_of(a_change(before=before.status, verdict=after), before, a_claim().claim)
    assert notice.kind is kind
    assert (notice.before, notice.after, notice.rule) == (before.status, after.status, after.rule)


def test_a_line_that_changes_nothing_is_not_told():
    assert notice_of(a_change(verdict=KEPT, note="Merged with c9."), KEPT, a_claim().claim) is None


def test_the_id_is_made_of_that_of_the_line_of_history():
    one, again = (notice_of(a_change("h7"), OPEN, a_claim().claim) for _ in range(2))
    assert one == again
    assert one.id == "nh7"
    assert notice_of(a_change("h8"), OPEN, a_claim().claim).id != one.id


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"after": Status.DENIED}, "denied"),
        ({"after": Status.CONFIRMED, "outcome": Outcome.KEPT_LATE}, "confirmed, kept late"),
        ({"after": Status.PENDING, "overdue": True}, "overdue"),
    ],
)
def test_where_a_claim_stands_in_a_few_words(changes, state):
    assert a_notice(**changes).state_in_full == state


NOTICE = a_notice(claim_id="c1", tags=("ferries", "harbour"), claimant="Ferry Board")


@pytest.mark.parametrize(
    ("wanted", "is_it"),
    [
        ({}, True),
        ({"claim_ids": ("c0", "c1")}, True),
        ({"claim_ids": ("c0",)}, False),
        ({"claim_ids": ("c-merged",)}, True),
        ({"tags": ("buses", "harbour")}, True),
        ({"tags": ("Harbour",)}, False),
        ({"claimants": ("FERRY BOARD",)}, True),
        ({"claimants": ("Bus Board",)}, False),
        ({"statuses": (Status.CONFIRMED, Status.DENIED)}, True),
        ({"statuses": (Status.PENDING,)}, False),
        ({"kinds": (NoticeKind.STATUS,)}, True),
        ({"kinds": (NoticeKind.OVERDUE,)}, False),
        ({"tags": ("ferries",), "statuses": (Status.CONFIRMED,)}, True),
        ({"tags": ("ferries",), "statuses": (Status.DENIED,)}, False),
    ],
)
def test_one_of_each_list_has_to_fit_and_nothing_named_is_all(wanted, is_it):
    assert is_wanted(NOTICE, NoticeFilter(**wanted), {"c-merged": "c1"}) is is_it


def test_a_claim_without_claimant_is_nobodys():
    assert not is_wanted(a_notice(claimant=None), NoticeFilter(claimants=("Ferry Board",)), {})
