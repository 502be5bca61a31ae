"""Does the jobs that wait: what the work of each kind is."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from claims.domain.errors import StoreUnavailable, UnderWay
from claims.domain.job import Job, JobKind, JobState
from claims.domain.moment import parse_moment
from claims.domain.run import StageName
from claims.services.desk import Desk
from claims.services.ingest import Submission, ingest_article
from claims.services.jobs import Stopped, take, work_off
from claims.services.patience import patiently
from claims.services.recheck import recheck
from claims.services.retracing import carry_out

_BEAT = timedelta(seconds=30)
_OF_A_RECHECK = tuple(name for name in StageName if name is not StageName.OUTLETS)  # those are jobs of their own here

log = logging.getLogger(__name__)

Work = Callable[[Desk, Job, Callable[[], bool]], Job]


def do_job(desk: Desk, job_id: str, is_stopping: Callable[[], bool] = lambda: False) -> Job | None:
    """Do a job that waits, and write what came of it; None for one that somebody else has, or is over.

    Told to stop, it breaks off what goes through many claims after the one in hand, and the job waits for the next
    worker.
    """
    patience = desk.settings.store_patience_seconds
    job = patiently(lambda: take(desk, job_id), patience)
    if job is None:
        return None
    return work_off(desk, job, lambda begun: _DOING[begun.kind](desk, begun, is_stopping), patience)


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
        report = recheck(desk, stages=_OF_A_RECHECK, progress=go_on)
    except UnderWay as other:
        log.info(str(other), extra={"job_id": job.id})
        return job.done(None, desk.clock())
    if report.failures:
        return job.failed(" ".join(report.failures), StoreUnavailable.__name__, desk.clock())
    return job.done(report.run_id, desk.clock())


def _look_again(desk: Desk, job: Job, is_stopping: Callable[[], bool]) -> Job:
    def go_on(_done: int, _total: int | None) -> None:
        if is_stopping():
            raise Stopped

    return carry_out(desk, job, go_on, desk.settings.store_patience_seconds)


_DOING: Mapping[JobKind, Work] = {
    JobKind.INGEST: _ingest,
    JobKind.RECHECK: _recheck,
    JobKind.OUTLET: _look_again,
}
