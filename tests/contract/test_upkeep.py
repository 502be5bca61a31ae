"""Runs and jobs, and what one process holds alone."""

from dataclasses import replace

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.job import JobKind, JobState
from claims.domain.run import Process, RunState
from claims.store import open_store
from tests.values import DAY, NOW, a_claim, a_job, a_run, later


class TestRuns:
    def test_the_last_run_is_the_one_that_ended_last(self, store):
        store.save_run(a_run("r2", ended_at=later(hours=2)))
        store.save_run(a_run("r1", ended_at=later(hours=1)))
        store.save_run(a_run("r3", state=RunState.RUNNING, ended_at=None, started_at=later(hours=3)))
        assert store.last_run() == a_run("r2", ended_at=later(hours=2))
        assert store.last_run().as_of.date() > DAY

    def test_a_run_is_written_again_as_it_goes_on(self, store):
        store.save_run(a_run(state=RunState.RUNNING, ended_at=None, looked_at=1))
        assert [run.looked_at for run in store.unfinished_runs()] == [1]
        store.save_run(a_run(looked_at=2))
        assert (store.unfinished_runs(), store.run("run1").looked_at) == ([], 2)

    def test_they_are_listed_page_by_page_the_newest_first(self, store):
        for n in (2, 1, 3):
            store.save_run(a_run(f"r{n}", started_at=later(hours=n)))
        page = store.list_runs(2)
        assert [run.id for run in page.items] == ["r3", "r2"]
        assert [run.id for run in store.list_runs(2, page.next).items] == ["r1"]
        with pytest.raises(InvalidInput):
            store.list_runs(2, "nonsense")


class TestJobs:
    def test_of_two_that_take_a_job_one_gets_it(self, store):
        store.add_job(a_job())
        mine, theirs = (a_job().begun(Process("desk", pid), later(minutes=1)) for pid in (1, 2))
        assert store.save_job(mine, JobState.QUEUED)
        assert not store.save_job(theirs, JobState.QUEUED)
        assert store.job("job1") == mine

    def test_those_that_wait_or_are_being_done_are_found_the_oldest_first(self, store):
        for n in (2, 1, 3):
            store.add_job(a_job(f"j{n}", created_at=later(hours=n)))
        store.save_job(a_job("j1", created_at=later(hours=1)).done("a1", later(hours=4)), JobState.QUEUED)
        assert [job.id for job in store.unfinished_jobs()] == ["j2", "j3"]
        assert store.count_jobs() == {"queued": 2, "running": 0, "done": 1, "failed": 0}

    def test_the_last_of_a_kind(self, store):
        assert store.last_job(JobKind.RECHECK) is None
        store.add_job(a_job("j1", kind=JobKind.RECHECK))
        store.add_job(a_job("j2", created_at=later(hours=1)))
        assert store.last_job(JobKind.RECHECK).id == "j1"

    def test_those_of_a_kind_that_go_on_or_ended_late_are_found_the_newest_first(self, store):
        for n, ended_at in enumerate((NOW, later(hours=2), None, None)):
            store.add_job(a_job(f"j{n}", kind=JobKind.OUTLET, created_at=later(minutes=n), ended_at=ended_at))
        store.add_job(a_job("other"))
        assert [job.id for job in store.jobs_since(JobKind.OUTLET, later(hours=1), 9)] == ["j3", "j2", "j1"]
        assert [job.id for job in store.jobs_since(JobKind.OUTLET, later(hours=1), 1)] == ["j3"]

    def test_those_that_ended_long_ago_are_forgotten(self, store):
        for n, ended_at in enumerate((None, NOW, later(hours=1))):
            store.add_job(a_job(f"j{n}", ended_at=ended_at))
        assert store.forget_jobs(later(minutes=1)) == 1
        assert store.job("j1") is None
        assert store.job("j0") is not None


class TestLeases:
    def test_on_one_host_one_recheck_works_at_a_time(self, sqlite_store, sqlite_url):
        other = open_store(sqlite_url)
        with sqlite_store.lease_recheck() as first:
            for store in (sqlite_store, other):
                with store.lease_recheck() as second:
                    assert (first, second) == (True, False)
        with other.lease_recheck() as again:
            assert again
        other.close()

    def test_of_a_ledger_in_memory_too(self):
        store = open_store("sqlite:///:memory:")
        with store.lease_recheck() as first, store.lease_recheck() as second:
            assert (first, second) == (True, False)
        with store.lease_recheck() as again, store.lease_claims(["c1"]) as mine:
            assert again
            assert mine == {"c1"}
        store.close()

    def test_on_a_server_several_share_the_work_claim_by_claim(self, postgres_url):
        store, other = open_store(postgres_url), open_store(postgres_url)
        with store.lease_recheck() as first, other.lease_recheck() as second:
            assert first
            assert second
        with store.lease_claims(["c1", "c2"]) as mine, store.session():
            assert mine == {"c1", "c2"}
            with other.lease_claims(["c1", "c3"]) as theirs:
                assert theirs == {"c3"}
        with other.lease_claims(["c1", "c2"]) as now_theirs, other.lease_claims([]) as none:
            assert now_theirs == {"c1", "c2"}
            assert none == set()
        store.close()
        other.close()


def test_a_claim_that_was_never_looked_at_is_due_unless_it_is_planned(store):
    store.add_claim(a_claim("c1", last_checked_at=None, next_check_at=None))
    store.add_claim(a_claim("c2", last_checked_at=None, next_check_at=later(hours=1)))
    store.add_claim(a_claim("c3", last_checked_at=NOW, next_check_at=None))
    assert store.due_claims(NOW, 9) == ["c1"]
    assert store.stats(NOW).due == 1
    assert store.due_claims(later(hours=1), 9) == ["c1", "c2"]


def test_a_claim_that_nobody_is_to_look_at_again_is_kept_so(store):
    store.add_claim(a_claim(last_checked_at=NOW, next_check_at=None))
    tracked = store.claim("c1")
    assert store.save_claim(replace(tracked, last_check_found="2 articles speak of it.")).next_check_at is None
