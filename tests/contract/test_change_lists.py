"""The changes of all claims, in pages."""

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.query import ChangeFilter
from claims.domain.verdict import Status, Verdict
from tests.values import NOW, a_change, a_claim, later

DENIED = Verdict(status=Status.DENIED)
ALL = ChangeFilter()


@pytest.fixture
def told(store):
    """Three changes of two claims, and a line that only notes a merge."""
    store.add_claim(a_claim("c1", tags=("ferries",)))
    store.add_claim(a_claim("c2"))
    store.add_change(a_change("h2", "c1"))
    store.add_change(a_change("h1", "c2", at=later(hours=1), verdict=DENIED))
    store.add_change(a_change("h3", "c1", at=later(hours=1), before=Status.CONFIRMED, note="Merged with c9."))
    store.add_change(a_change("h4", "c1", at=later(hours=2), before=Status.CONFIRMED, verdict=DENIED, note="Split."))
    return store


def ids(page):
    return [change.id for change in page.items]


def test_they_come_newest_first_and_a_mere_note_is_none(told):
    assert ids(told.list_changes(ALL, 10)) == ["h4", "h1", "h2"]


def test_pages_go_on_where_the_one_before_ended_whatever_came_since(told):
    first = told.list_changes(ALL, 1)
    told.add_change(a_change("h9", "c2", at=later(days=1)))
    second = told.list_changes(ALL, 2, first.next)
    assert (ids(first), ids(second), second.next) == (["h4"], ["h1", "h2"], None)


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        (ChangeFilter(claim_id="c2"), ["h1"]),
        (ChangeFilter(tag="ferries"), ["h4", "h2"]),
        (ChangeFilter(tag="FERRIES"), []),
        (ChangeFilter(status=Status.DENIED), ["h4", "h1"]),
        (ChangeFilter(status=Status.DENIED, tag="ferries"), ["h4"]),
    ],
)
def test_they_are_chosen_by_claim_tag_and_status(told, where, wanted):
    assert ids(told.list_changes(where, 10)) == wanted


def test_those_of_a_claim_off_the_ledger_are_hidden_with_it(told):
    told.delete_claim("c1", NOW)
    assert ids(told.list_changes(ALL, 10)) == ["h1"]


def test_a_cursor_of_another_list_is_refused(told):
    with pytest.raises(InvalidInput):
        told.list_changes(ALL, 10, "nonsense")
