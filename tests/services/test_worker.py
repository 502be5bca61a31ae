"""Real workers over real ledgers: what is handed in is done once, whoever is killed; and one plans the re-check."""

import random
import threading
import time
from itertools import pairwise

import pytest

from claims.domain.job import JobKind, JobState
from claims.services.desk import close_desk, open_desk
from claims.services.ingest import Submission
from claims.services.jobs import hand_in
from claims.settings import Settings
from claims.store.tables import JobTable
from tests.forking import forker
from tests.loopback import a_page, pages

pytestmark = pytest.mark.slow
_NO_RECHECK = {"CLAIMS_FETCH_ALLOW_HOSTS": "localhost", "CLAIMS_RECHECK_INTERVAL_MINUTES": "0"}


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    with forker(tmp_path_factory.mktemp("workers"), **_NO_RECHECK) as started:
        yield started


@pytest.fixture
def desk(database_url):
    opened = open_desk(Settings(database_url=database_url))
    yield opened
    close_desk(opened)


class Site:
    """A web site of numbered pages; the one with number 0 is not given out before it is `open`."""

    def __init__(self):
        self.open = threading.Event()
        self.asked = threading.Event()

    def page(self, path):
        number = path.removeprefix("/")
        if number == "0":
            self.asked.set()
            self.open.wait(60)
        return a_page(int(number)) if number.isdigit() and int(number) < 100 else None


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def address(site):
    with pages(site.page) as served:
        yield served
        site.open.set()


def until(condition):
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def states(desk, handed_in):
    return [desk.store.job(job.id).state for job in handed_in]


def test_what_is_handed_in_before_and_after_its_start_is_done(desk, database_url, address, commands):
    before = [hand_in(desk, Submission(url=f"{address}/{n}")) for n in (1, 2)]
    worker = commands.start("--database", database_url, "worker")
    until(lambda: states(desk, before) == [JobState.DONE] * 2)
    after = [hand_in(desk, Submission(url=f"{address}/{n}")) for n in (2, 3, 404)]
    until(lambda: states(desk, after) == [JobState.DONE, JobState.DONE, JobState.FAILED])
    worker.stop()
    code, said = worker.wait()
    assert (code, "worker ended" in said) == (0, True), said
    assert desk.store.stats(desk.clock()).articles == 3
    assert desk.store.job(after[0].id).result_id == desk.store.job(before[1].id).result_id


def test_a_job_whose_worker_is_killed_amid_it_is_done_by_the_next(desk, database_url, site, address, commands):
    job = hand_in(desk, Submission(url=f"{address}/0"))
    killed = commands.start("--database", database_url, "worker")
    assert site.asked.wait(60)
    killed.kill()
    assert killed.wait()[0] == -9
    assert desk.store.job(job.id).state is JobState.RUNNING
    site.open.set()
    worker = commands.start("--database", database_url, "worker")
    until(lambda: states(desk, [job]) == [JobState.DONE])
    worker.stop()
    assert worker.wait()[0] == 0
    assert desk.store.job(job.id).tries == 2
    assert desk.store.stats(desk.clock()).articles == 1


def test_told_to_stop_a_worker_does_what_it_has_in_hand(desk, database_url, site, address, commands):
    job = hand_in(desk, Submission(url=f"{address}/0"))
    worker = commands.start("--database", database_url, "worker")
    assert site.asked.wait(60)
    worker.stop()
    time.sleep(0.3)
    site.open.set()
    assert worker.wait()[0] == 0
    assert desk.store.job(job.id).state is JobState.DONE


def test_workers_that_are_killed_again_and_again_lose_nothing_and_do_nothing_twice(
    desk, database_url, address, commands
):
    chance = random.Random(7)
    handed_in = [hand_in(desk, Submission(url=f"{address}/{n}")) for n in range(1, 21)]
    for _ in range(6):
        worker = commands.start("--database", database_url, "worker")
        time.sleep(chance.uniform(0.5, 1.6))
        worker.kill()
        assert worker.wait()[0] == -9
    together = [commands.start("--database", database_url, "worker") for _ in range(2)]
    until(lambda: states(desk, handed_in) == [JobState.DONE] * 20)
    for worker in together:
        worker.stop()
        assert worker.wait()[0] == 0
    assert len({desk.store.job(job.id).result_id for job in handed_in}) == 20
    assert desk.store.stats(desk.clock()).articles == 20


def test_of_two_workers_one_plans_the_recheck(desk, database_url, tmp_path):
    every = 1.2  # seconds
    with forker(tmp_path, CLAIMS_RECHECK_INTERVAL_MINUTES=str(every / 60)) as commands:
        workers = [commands.start("--database", database_url, "worker") for _ in range(2)]
        until(lambda: len(desk.store.list_runs(99).items) >= 4)
        for worker in workers:
            worker.stop()
        assert [worker.wait()[0] for worker in workers] == [0, 0]
    query = JobTable.select(JobTable.id).where(JobTable.kind == JobKind.RECHECK.value).order_by(JobTable.created_at)
    planned = [desk.store.job(job_id) for (job_id,) in desk.store._db.fetch(query)]
    assert all((later.created_at - earlier.created_at).total_seconds() >= every for earlier, later in pairwise(planned))
    done = [job.result_id for job in planned if job.state is JobState.DONE]
    assert None not in done
    assert sorted(done) == sorted(run.id for run in desk.store.list_runs(99).items)


def test_a_ledger_in_memory_has_no_worker(commands):
    code, said = commands.start("--database", "sqlite:///:memory:", "worker").wait()
    assert code == 1
    assert said.splitlines()[-1] == "Error: A ledger in memory has no worker; name a file or a server with --database."
