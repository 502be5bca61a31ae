"""Claims of which nothing new can be found are looked at together, and end up as if looked at one by one."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.domain.query import ClaimFilter, ClaimSort
from claims.services import looking, unchanged
from claims.services.desk import close_desk, open_desk
from claims.services.exchange import export_ledger, import_ledger
from claims.services.recheck import recheck
from claims.settings import Settings

OPEN = "Orsk Steel plans to close its Tarn mill by the end of May 2030"
RUNS_OUT = "Lorne Bank promised to refund overcharged customers by the end of July 2025"
DENIED = "Harrow Bank will open 40 branches in Marlfield by the end of May 2030"


@pytest.fixture
def room(newsroom):
    """Three claims that were looked at once, one of them denied."""
    for text in (OPEN, RUNS_OUT, DENIED):
        newsroom.claim(text, "2025-06-02")
    newsroom.article("Harrow Bank denied on Friday that it will open 40 branches in Marlfield.", "2025-06-06")
    recheck(newsroom.on("2025-06-20").desk)
    make_due(newsroom)
    recheck(newsroom.desk)
    make_due(newsroom)
    return newsroom


def tracked(room):
    return {each.claim.text: each for each in room.desk.store.list_claims(ClaimFilter(), ClaimSort.OLDEST, 9).items}


def make_due(room):
    for each in tracked(room).values():
        room.desk.store.save_claim(replace(each, next_check_at=room.desk.clock()))


@pytest.fixture
def searched(monkeypatch):
    """The texts of the claims for which articles are searched."""
    found, search = [], looking.search_articles

    def note(desk, claim, *rest):
        found.append(claim.text)
        return search(desk, claim, *rest)

    monkeypatch.setattr(looking, "search_articles", note)
    return found


def test_no_article_is_searched_for_what_nothing_speaks_of(room, searched):
    report = recheck(room.desk)
    assert (report.looked_at, report.errors) == (3, 0)
    assert searched == [DENIED]


def test_they_end_up_as_if_looked_at_one_by_one(room, monkeypatch):
    before = tracked(room)
    recheck(room.desk)
    together = tracked(room)
    for each in before.values():
        room.desk.store.save_claim(replace(each, version=together[each.claim.text].version))
    monkeypatch.setattr(looking, "look_at_unchanged", lambda _desk, _due, run, _now: (set(), run))
    report = recheck(room.desk)
    assert report.looked_at == 3
    same = {text: replace(each, version=0) for text, each in tracked(room).items()}
    assert same == {text: replace(each, version=0) for text, each in together.items()}


def test_what_came_in_since_is_searched(room, searched):
    room.article("A ferry will reopen in Saint Orran in May.", "2025-06-29")
    recheck(room.desk)
    assert set(searched) >= {OPEN, RUNS_OUT, DENIED}


def test_so_is_everything_by_new_rules(room, searched, monkeypatch):
    monkeypatch.setattr(unchanged, "STANCE_EXTRACTOR", "rules/next")
    recheck(room.desk)
    assert set(searched) == {OPEN, RUNS_OUT, DENIED}


def test_one_that_time_changes_is_looked_at_alone_with_its_history(room, searched):
    report = recheck(room.on("2025-09-01").desk)
    assert (report.looked_at, report.changed, report.overdue) == (3, 1, 1)
    assert set(searched) == {RUNS_OUT, DENIED}
    assert len(room.desk.store.history(tracked(room)[RUNS_OUT].claim.id)) == 1


def test_one_that_somebody_changes_meanwhile_is_left_to_be_looked_at_alone(room, monkeypatch):
    note_checks, store = room.desk.store.note_checks, room.desk.store

    def change_first(checked):
        store.save_claim(replace(tracked(room)[OPEN], updated_at=room.desk.clock() + timedelta(seconds=1)))
        return note_checks(checked)

    monkeypatch.setattr(store, "note_checks", change_first)
    report = recheck(room.desk)
    assert report.looked_at == 3
    assert tracked(room)[OPEN].updated_at == room.desk.clock() + timedelta(seconds=1)


def test_one_that_nobody_foresaw_keeps_no_other_waiting(room, monkeypatch):
    monkeypatch.setattr(unchanged, "settle", lambda *_: 1 / 0)
    assert recheck(room.desk).looked_at == 3


def test_what_was_searched_on_one_ledger_is_not_taken_for_searched_on_another(room, tmp_path):
    lines = list(export_ledger(room.desk))
    told = [json.loads(line)["value"] for line in lines if json.loads(line)["type"] == "claim"]
    assert not any("searched" in value for value in told)
    hostile = [
        json.dumps({"type": "claim", "value": value | {"searched": {"wanted": "x", "up_to": 9}}}) for value in told
    ]
    other = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/other.db"))
    report = import_ledger(other, hostile)
    assert (report.imported, report.errors) == (3, ())
    assert {each.searched for each in other.store.all_claims()} == {None}
    close_desk(other)
