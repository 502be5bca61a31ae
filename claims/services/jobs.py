"""Work that is handed in now and done later: each job is a row, whatever becomes of the queue and of workers.

A job that is begun names the worker's process. One whose process is gone waits again, so that none is lost; and to
take an article in twice changes nothing, so that none is done twice.
"""

import logging
import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from claims.domain.errors import ClaimdeskError, InvalidInput, NotFound, StoreUnavailable, UnderWay
from claims.domain.job import MOST_TRIES, Job, JobKind, JobState
from claims.domain.moment import parse_moment
from claims.services.desk import Desk
from claims.services.ingest import Submission, ingest_article
from claims.services.patience import patiently
from claims.services.processes import is_gone, this_process
from claims.services.queue import has_queue, tell_worker
from claims.services.recheck import recheck

_KEPT = timedelta(days=30)  # jobs that have ended
_BEAT = timedelta(seconds=30)
_TENTH = 0.1  # of the interval, by which two plans may lie further apart, so that many ledgers do not start at once
_SAID = ("url", "title", "publisher", "author", "canonical_url")

log = logging.getLogger(__name__)


class Stopped(BaseException):
    """The worker has been told to stop; like KeyboardInterrupt, no error that anything handles on its way."""


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
    job = _new_job(desk, JobKind.INGEST, given)
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
        job = _new_job(desk, JobKind.RECHECK, {})
        desk.store.add_job(job)
        desk.store.forget_jobs(desk.clock() - _KEPT)
    return job


def _new_job(desk: Desk, kind: JobKind, given: dict[str, str]) -> Job:
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


def do_job(desk: Desk, job_id: str, is_stopping: Callable[[], bool] = lambda: False) -> Job | None:
    """Do a job that waits, and write what came of it; None for one that somebody else has, or is over.

    Told to stop, it breaks a re-check off after the claim in hand, and the job waits for the next worker.
    """
    patience = desk.settings.store_patience_seconds
    job = patiently(lambda: _take(desk, job_id), patience)
    if job is None:
        return None
    about = {"job_id": job.id, "kind": job.kind.value, "tries": job.tries}
    log.info("job began", extra=about)
    try:
        done = _DOING[job.kind](desk, job, is_stopping)
    except Stopped:
        done = replace(job.put_back(), tries=job.tries - 1)
    except StoreUnavailable as error:
        log.warning("Job %s waits again: %s", job.id, error, extra=about)
        done = job.put_back()
    except ClaimdeskError as error:
        told = str(error).replace("\0", "").encode("utf-8", "backslashreplace").decode()  # as it can be stored
        done = job.failed(told, type(error).__name__, desk.clock())
    except Exception as error:
        log.exception("Job %s failed.", job.id, extra=about)
        done = job.failed(f"Unexpected {type(error).__name__}; the worker's log has it.", None, desk.clock())
    patiently(lambda: desk.store.save_job(done, JobState.RUNNING), patience)
    log.info("job ended", extra=about | {"state": done.state.value, "result": done.result_id, "error": done.error})
    return done


def _take(desk: Desk, job_id: str) -> Job | None:
    job = desk.store.job(job_id)
    if job is None or job.state is not JobState.QUEUED:
        return None
    begun = job.begun(this_process(), desk.clock())
    return begun if desk.store.save_job(begun, JobState.QUEUED) else None


def _ingest(desk: Desk, job: Job, _is_stopping: Callable[[], bool]) -> Job:
    given = dict(job.given)
    published = given.pop("published_at", None)
    submission = Submission(published=parse_moment(published, "published_at") if published else None, **given)
    intake = patiently(lambda: ingest_article(desk, submission), desk.settings.store_patience_seconds)
    return job.done(intake.article.id, desk.clock())


def _recheck(desk: Desk, job: Job, is_stopping: Callable[[], bool]) -> Job:
    beat_at = desk.clock()

    def go_on(_done: int, _total: int | None) -> None:
        nonlocal beat_at
        if is_stopping():
            raise Stopped
        if desk.clock() - beat_at > _BEAT:
            beat_at = desk.clock()
            desk.store.save_job(replace(job, beat_at=beat_at), JobState.RUNNING)

    try:
        report = recheck(desk, progress=go_on)
    except UnderWay as other:
        log.info(str(other), extra={"job_id": job.id})
        return job.done(None, desk.clock())
    if report.failures:
        return job.failed(" ".join(report.failures), StoreUnavailable.__name__, desk.clock())
    return job.done(report.run_id, desk.clock())


_DOING = {JobKind.INGEST: _ingest, JobKind.RECHECK: _recheck}
