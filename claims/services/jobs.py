"""Work that is handed in now and done later: each job is a row, whatever becomes of the queue and of workers.

A job that is begun names the process that does it. One whose process is gone waits again, so that none is lost; and
to do one twice changes nothing. What the work itself is stands in doing.py.
"""

import logging
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from claims.domain.errors import ClaimdeskError, InvalidInput, NotFound, StoreUnavailable
from claims.domain.job import MOST_TRIES, Job, JobKind, JobState
from claims.services.desk import Desk
from claims.services.ingest import Submission
from claims.services.patience import patiently
from claims.services.processes import is_gone, this_process
from claims.services.queue import has_queue, tell_worker

_KEPT = timedelta(days=30)  # jobs that have ended
_TENTH = 0.1  # of the interval, by which two plans may lie further apart, so that many ledgers do not start at once
_SAID = ("url", "title", "publisher", "author", "canonical_url")

log = logging.getLogger(__name__)


class Stopped(BaseException):
    """Whoever does a job has been told to stop; like KeyboardInterrupt, no error that anything handles on its way."""


class TakenAway(BaseException):
    """The job in hand has been given to somebody else, who took its process for gone; nor is this to be handled."""


def can_wait(desk: Desk, submission: Submission) -> bool:
    """Whether an article can be handed in as a job: by its address, on a ledger that a worker can reach."""
    return submission.url is not None and has_queue(desk.settings)


def hand_in(desk: Desk, submission: Submission) -> Job:
    """Put an article that is to be fetched on file as a job."""
    if not can_wait(desk, submission):
        raise InvalidInput.of("url", "Only an address can be handed in as a job, and not on a ledger in memory.")
    given = {name: value for name in _SAID if (value := getattr(submission, name)) is not None}
    if submission.published is not None:
        given["published_at"] = submission.published.iso()
    job = new_job(desk, JobKind.INGEST, given)
    desk.store.add_job(job)
    tell_worker(desk.settings, job.id)
    return job


def get_job(desk: Desk, job_id: str) -> Job:
    """A job as it stands. Raises NotFound."""
    job = desk.store.job(job_id)
    if job is None:
        raise NotFound(f"There is no job {job_id[:60]!r}; those that ended are forgotten after {_KEPT.days} days.")
    return job


def plan_recheck(desk: Desk) -> Job | None:
    """Make the job of the periodic re-check where its time has come; None where it has not.

    Of all workers that ask at once one makes it: a transaction is the only writer.
    """
    minutes = desk.settings.recheck_interval_minutes
    if not minutes:
        return None
    with desk.store.transaction():
        last = desk.store.last_job(JobKind.RECHECK)
        if last is not None:
            jitter = 1 + _TENTH * int(last.id[-4:], 16) / 0xFFFF  # the same for all who ask
            if last.ended_at is None or desk.clock() < last.created_at + timedelta(minutes=minutes * jitter):
                return None
        job = new_job(desk, JobKind.RECHECK, {})
        desk.store.add_job(job)
        desk.store.forget_jobs(desk.clock() - _KEPT)
    return job


def new_job(desk: Desk, kind: JobKind, given: Mapping[str, str]) -> Job:
    """A job that waits; nothing is written."""
    return Job(id="job" + secrets.token_hex(8), kind=kind, created_at=desk.clock(), given=given)


def waiting_jobs(desk: Desk, in_hand: Collection[str]) -> list[str]:
    """The ids of the jobs that wait, those whose worker is gone among them; `in_hand` are those of this process."""
    store, now = desk.store, desk.clock()
    with store.transaction():
        for job in store.unfinished_jobs():
            if job.state is JobState.RUNNING and _is_lost(job, in_hand, now):
                _let_go(desk, job)
        return [job.id for job in store.unfinished_jobs() if job.state is JobState.QUEUED]


def _is_lost(job: Job, in_hand: Collection[str], now: datetime) -> bool:
    if job.process == this_process():
        return job.id not in in_hand
    return job.beat_at is None or is_gone(job.process, job.beat_at, now)


def _let_go(desk: Desk, job: Job) -> None:
    """Let a job wait again; or give it up, where it seems to be what ends its workers."""
    if job.tries < MOST_TRIES:
        desk.store.save_job(job.put_back(), JobState.RUNNING)
        return
    told = f"Its worker ended abruptly, {job.tries} times over; hand it in again when you know why."
    desk.store.save_job(job.failed(told, None, desk.clock()), JobState.RUNNING)


def take(desk: Desk, job_id: str) -> Job | None:
    """A job that waits, begun by this process; None for one that somebody else has, or is over."""
    job = desk.store.job(job_id)
    if job is None or job.state is not JobState.QUEUED:
        return None
    begun = job.begun(this_process(), desk.clock())
    return begun if desk.store.save_job(begun, JobState.QUEUED) else None


def work_off(desk: Desk, job: Job, work: Callable[[Job], Job], patience: float) -> Job | None:
    """Do a job that this process has begun, and write what came of it; None where it was taken away meanwhile.

    `work` gives the job as it is when done. Told to stop, or where the ledger stays away, the job waits again.
    """
    about = {"job_id": job.id, "kind": job.kind.value, "tries": job.tries}
    log.info("job began", extra=about)
    try:
        ended = _ended(desk, job, work)
    except TakenAway:
        log.warning("Job %s was taken away.", job.id, extra=about)
        return None
    over = patiently(lambda: _write(desk, job, ended), patience)
    if over is not None:
        log.info("job ended", extra=about | {"state": over.state.value, "result": over.result_id, "error": over.error})
    return over


def _ended(desk: Desk, job: Job, work: Callable[[Job], Job]) -> Callable[[Job], Job]:
    """Do the work; what makes of the job, as it stands on file after that, the one that has ended or waits again."""
    about = {"job_id": job.id}
    try:
        done = work(job)
    except Stopped:
        return lambda filed: replace(filed.put_back(), tries=filed.tries - 1)
    except StoreUnavailable as error:
        log.warning("Job %s waits again: %s", job.id, error, extra=about)
        return Job.put_back
    except ClaimdeskError as error:
        kind, told = type(error).__name__, str(error).replace("\0", "")
        told = told.encode("utf-8", "backslashreplace").decode()  # as it can be stored
        return lambda filed: filed.failed(told, kind, desk.clock())
    except Exception as error:
        log.exception("Job %s failed.", job.id, extra=about)
        told = f"Unexpected {type(error).__name__}; the worker's log has it."
        return lambda filed: filed.failed(told, None, desk.clock())
    return lambda _filed: done


def _write(desk: Desk, job: Job, ended: Callable[[Job], Job]) -> Job | None:
    over = ended(desk.store.job(job.id) or job)
    return over if desk.store.save_job(over, JobState.RUNNING) else None
