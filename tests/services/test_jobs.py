"""Work for later: none is lost, none is done twice, and what became of it can be asked for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from claims.domain.errors import InvalidInput, NotFound
from claims.domain.job import Job, JobKind, JobState
from claims.domain.moment import Moment
from claims.domain.run import Process
from claims.services import jobs
from claims.services.desk import close_desk, open_desk
from claims.services.doing import do_job
from claims.services.fetch import Fetched
from claims.services.ingest import Submission
from claims.services.jobs import get_job, hand_in, plan_recheck, waiting_jobs
from claims.services.processes import this_process
from claims.services.queue import make_queue, open_queue
from claims.services.runs import list_runs
from claims.settings import Settings
from tests.loopback import a_page

URL = "https://post.example/depots"
ELSEWHERE = Process("elsewhere", 1)
NOON = datetime(2025, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def desk(newsroom):
    """A desk that finds a page wherever it looks."""
    return replace(newsroom.desk, fetch=lambda url: Fetched(url, "text/html", a_page(3).encode()))


def at(desk, **later):
    """The desk at a later time."""
    return replace(desk, clock=lambda: NOON + timedelta(**later))


class TestHandingIn:
    def test_an_address_becomes_a_job_that_can_be_asked_for(self, desk):
        job = hand_in(desk, Submission(url=URL, title="Depots", published=Moment(date(2025, 3, 4))))
        assert get_job(desk, job.id) == job
        assert (job.kind, job.state, job.tries) == (JobKind.INGEST, JobState.QUEUED, 0)
        assert job.given == {"url": URL, "title": "Depots", "published_at": "2025-03-04"}

    def test_a_text_does_not(self, desk):
        with pytest.raises(InvalidInput):
            hand_in(desk, Submission(text="Norvale will open 3 depots."))

    def test_nor_anything_on_a_ledger_that_no_worker_can_reach(self):
        desk = open_desk(Settings(database_url="sqlite:///:memory:"))
        assert not jobs.can_wait(desk, Submission(url=URL))
        close_desk(desk)

    def test_what_was_never_handed_in_is_not_found(self, desk):
        with pytest.raises(NotFound, match="no job 'job0'"):
            get_job(desk, "job0")

    def test_a_worker_is_told_of_it(self, desk):
        make_queue(desk)
        job = hand_in(desk, Submission(url=URL))
        told = []
        with open_queue(desk.settings, told.append) as queue:
            assert not queue.is_empty()
            queue.huey.execute(queue.huey.dequeue())
            assert queue.is_empty()
        assert told == [job.id]

    def test_what_is_on_its_way_is_json(self, desk):
        make_queue(desk)
        hand_in(desk, Submission(url=URL))
        with open_queue(desk.settings) as queue:
            assert bytes(queue.huey.storage.dequeue()).startswith(b"[")

    def test_without_a_queue_the_job_is_there_all_the_same(self, desk):
        job = hand_in(desk, Submission(url=URL))
        assert waiting_jobs(desk, ()) == [job.id]


class TestJobsOfWorkersThatAreGone:
    def begun(self, desk, process, tries=1):
        """A job that a process has begun for the `tries`th time."""
        job = hand_in(desk, Submission(url=URL))
        begun = replace(job.begun(process, NOON), tries=tries)
        desk.store.save_job(begun, JobState.QUEUED)
        return begun

    def test_one_of_a_process_that_has_ended_waits_again(self, desk):
        dead = replace(this_process(), pid=2**22 + 1)  # more than Linux gives out
        job = self.begun(desk, dead)
        assert waiting_jobs(desk, ()) == [job.id]
        assert do_job(desk, job.id).tries == 2

    def test_one_of_another_host_when_there_was_no_sign_of_life_for_long(self, desk):
        job = self.begun(desk, ELSEWHERE)
        assert waiting_jobs(at(desk, minutes=10), ()) == []
        assert waiting_jobs(at(desk, minutes=11), ()) == [job.id]

    def test_one_of_this_process_where_no_thread_has_it_in_hand(self, desk):
        job = self.begun(desk, this_process())
        assert waiting_jobs(at(desk, hours=5), {job.id}) == []
        assert waiting_jobs(desk, ()) == [job.id]

    def test_one_that_ends_its_workers_is_given_up(self, desk):
        job = self.begun(desk, this_process(), tries=3)
        assert waiting_jobs(desk, ()) == []
        failed = get_job(desk, job.id)
        assert failed.state is JobState.FAILED
        assert "3 times over" in failed.error


class TestThePeriodicRecheck:
    def test_it_is_planned_when_its_time_has_come_and_once(self, desk):
        job = plan_recheck(desk)
        assert job.kind is JobKind.RECHECK
        assert plan_recheck(at(desk, hours=1)) is None  # it still waits
        run_id = do_job(desk, job.id).result_id
        assert [run.id for run in list_runs(desk, 9).items] == [run_id]
        assert plan_recheck(at(desk, minutes=4)) is None
        assert plan_recheck(at(desk, minutes=17)) is not None  # a tenth more at the latest

    def test_how_often_is_a_setting_and_0_is_never(self, desk):
        never = replace(desk, settings=replace(desk.settings, recheck_interval_minutes=0))
        assert plan_recheck(never) is None

    def test_it_forgets_jobs_that_ended_long_ago(self, desk):
        old = Job(id="job0", kind=JobKind.INGEST, created_at=NOON, given={}, ended_at=NOON - timedelta(days=31))
        desk.store.add_job(old)
        plan_recheck(desk)
        assert desk.store.job("job0") is None
