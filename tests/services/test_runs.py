"""What is written of a run, which ones may work at once, and what one failure does to the rest."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.domain.errors import StoreUnavailable, UnderWay
from claims.domain.run import Process, Run, RunState, Stage, stage_of
from claims.services import looking, processes
from claims.services.processes import is_gone, this_process
from claims.services.recheck import recheck
from claims.services.runs import list_runs

PROMISE = "Lorne Bank promised to refund overcharged customers by the end of May 2025"
MILL = "Orsk Steel promised to close its Tarn mill by the end of May 2025"


@pytest.fixture
def desk(newsroom):
    """A desk with two promises that have run out."""
    for text in (PROMISE, MILL):
        newsroom.claim(text, "2025-04-02")
    return newsroom.on("2025-06-10").desk


def the_run(desk):
    return list_runs(desk, 9).items[0]


def test_a_run_is_kept_with_its_process_and_its_stages(desk):
    report = recheck(desk)
    run = the_run(desk)
    assert (run.id, run.state, run.process) == (report.run_id, RunState.DONE, this_process())
    counts = {"looked_at": 2, "changed": 2, "overdue": 2}
    assert run.stages == report.stages
    assert [stage.name for stage in run.stages] == ["feeds", "claims", "outlets", "deliveries"]
    assert run.stages[1] == Stage(name="claims", counts=counts)
    assert desk.store.last_run() == run


def test_it_is_written_from_its_start_and_with_every_claim(desk):
    seen = []
    recheck(desk, progress=lambda _done, _total: seen.append(the_run(desk)))
    assert [(run.state, run.looked_at, run.ended_at) for run in seen] == [
        (RunState.RUNNING, 1, None),
        (RunState.RUNNING, 2, None),
    ]


def test_while_one_works_another_is_not_let_in(desk):
    refused = []

    def start_another(_done, _total):
        with pytest.raises(UnderWay) as told:
            recheck(desk)
        refused.append(str(told.value))

    report = recheck(desk, progress=start_another)
    assert refused[0].startswith(f"Another re-check ({report.run_id}, pid {os.getpid()} on ")
    assert refused[0].endswith("is under way; nothing was done.")
    assert report.looked_at == 2
    assert len(list_runs(desk, 9).items) == 1


def test_a_dry_run_disturbs_nobody(desk):
    told = []
    recheck(desk, progress=lambda _done, _total: told.append(recheck(desk, dry_run=True).looked_at))
    assert told == [1, 0]


def test_a_run_that_is_stopped_by_hand_says_so(desk):
    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recheck(desk, progress=stop)
    run = the_run(desk)
    assert (run.state, run.looked_at) == (RunState.ABRUPT, 1)
    assert recheck(desk).looked_at == 1


def test_a_run_that_was_killed_is_seen_as_such_by_the_next(desk):
    killed = Run(
        id="run0",
        started_at=desk.clock(),
        beat_at=desk.clock(),
        as_of=desk.clock(),
        process=this_process(),
        looked_at=3,
    )
    desk.store.save_run(killed)
    recheck(desk)
    assert desk.store.run("run0") == replace(killed, state=RunState.ABRUPT, ended_at=killed.beat_at)


def test_a_claim_that_nobody_foresaw_keeps_no_other_waiting_and_stays_due(desk, monkeypatch):
    search = looking.search_articles

    def fail_for_the_mill(desk, claim, *rest):
        if "mill" in claim.text:
            raise ZeroDivisionError("by zero")
        return search(desk, claim, *rest)

    monkeypatch.setattr(looking, "search_articles", fail_for_the_mill)
    report = recheck(desk)
    assert (report.looked_at, report.errors, report.failures) == (1, 1, ())
    assert "unexpected ZeroDivisionError: by zero" in the_run(desk).stages[1].errors[0]
    assert the_run(desk).state is RunState.DONE
    monkeypatch.undo()
    assert recheck(desk).looked_at == 1


def test_a_stage_that_fails_as_a_whole_keeps_what_it_had_done(desk, monkeypatch):
    settle = looking._settle

    def fail_at_the_second(desk, tracked, found, run, *rest):
        if run.looked_at:
            raise StoreUnavailable("The disk is full.")
        return settle(desk, tracked, found, run, *rest)

    monkeypatch.setattr(looking, "_settle", fail_at_the_second)
    report = recheck(desk)
    assert (report.looked_at, report.changed, report.failures) == (1, 1, ("claims: The disk is full.",))
    run = the_run(desk)
    assert (run.state, run.errors, run.stages[1].counts["looked_at"]) == (RunState.FAILED, 1, 1)
    assert run.stages[1].failed


def test_of_many_errors_all_are_counted_and_the_last_are_kept():
    stage = stage_of("claims", {}, [f"{n} " + "x" * 1000 for n in range(50)], failed=True)
    assert (stage.error_count, len(stage.errors), len(stage.errors[-1])) == (50, 20, 300)
    assert stage.errors[-1].startswith("49 ")


class TestProcessesThatAreGone:
    def test_one_that_lives_is_not(self, desk):
        now = desk.clock()
        assert not is_gone(this_process(), now, now)

    def test_one_whose_number_nobody_has_on_this_host_is(self, desk, monkeypatch):
        now = desk.clock()
        monkeypatch.setattr(processes, "_lives", lambda _: False)
        assert is_gone(this_process(), now, now)
        assert not is_gone(Process("elsewhere", 1), now, now)

    def test_one_that_has_given_no_sign_of_life_for_long_is(self, desk):
        now = desk.clock()
        assert is_gone(Process("elsewhere", 1), now - timedelta(minutes=11), now)
        assert is_gone(this_process(), now - timedelta(minutes=11), now)
