"""Runs and jobs in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

from datetime import datetime

from peewee import SQL, fn

from claims.domain.job import Job, JobKind, JobState
from claims.domain.query import Page
from claims.domain.run import Run
from claims.store import codec
from claims.store.connection import Connection
from claims.store.paging import Order, page_of
from claims.store.rows.upkeep import JOB, RUN, get_job, get_run, put_job, put_run
from claims.store.tables import JobTable as Jobs
from claims.store.tables import RunTable as Runs

_RUNS = Runs.select(*(getattr(Runs, name) for name in RUN))
_JOBS = Jobs.select(*(getattr(Jobs, name) for name in JOB))
_NEWEST = Order("runs", Runs.started_at, Runs.id, descending=True)


class UpkeepStore:
    """The methods of `Store` on runs and jobs; see base/ for what each promises."""

    _db: Connection

    def save_run(self, run: Run) -> None:
        with self._db.transaction():
            self._db.upsert(Runs, put_run(run))

    def run(self, run_id: str) -> Run | None:
        return next(map(get_run, self._db.fetch(_RUNS.where(Runs.id == run_id))), None)

    def last_run(self) -> Run | None:
        newest = _RUNS.where(Runs.ended_at.is_null(False)).order_by(Runs.ended_at.desc(), Runs.id.desc())
        return next(map(get_run, self._db.fetch(newest.limit(1))), None)

    def list_runs(self, limit: int, cursor: str | None = None) -> Page[Run]:
        return page_of(self._db, _RUNS, _NEWEST, limit, cursor, get_run)

    def unfinished_runs(self) -> list[Run]:
        rows = self._db.fetch(_RUNS.where(Runs.ended_at.is_null()).order_by(Runs.started_at, Runs.id))
        return [get_run(row) for row in rows]

    def add_job(self, job: Job) -> None:
        with self._db.transaction():
            self._db.insert(Jobs, put_job(job))

    def save_job(self, job: Job, was: JobState) -> bool:
        with self._db.transaction():
            return self._db.write(Jobs.update(**put_job(job)).where(Jobs.id == job.id, Jobs.state == was.value)) > 0

    def job(self, job_id: str) -> Job | None:
        return next(map(get_job, self._db.fetch(_JOBS.where(Jobs.id == job_id))), None)

    def last_job(self, kind: JobKind) -> Job | None:
        newest = _JOBS.where(Jobs.kind == kind.value).order_by(Jobs.created_at.desc(), Jobs.id.desc())
        return next(map(get_job, self._db.fetch(newest.limit(1))), None)

    def unfinished_jobs(self) -> list[Job]:
        rows = self._db.fetch(_JOBS.where(Jobs.ended_at.is_null()).order_by(Jobs.created_at, Jobs.id))
        return [get_job(row) for row in rows]

    def jobs_since(self, kind: JobKind, since: datetime, most: int) -> list[Job]:
        lately = Jobs.ended_at.is_null() | (Jobs.ended_at >= codec.put_instant(since))
        newest = _JOBS.where(Jobs.kind == kind.value, lately).order_by(Jobs.created_at.desc(), Jobs.id.desc())
        return [get_job(row) for row in self._db.fetch(newest.limit(most))]

    def count_jobs(self) -> dict[str, int]:
        counted = self._db.fetch(Jobs.select(Jobs.state, fn.COUNT(SQL("*"))).group_by(Jobs.state))
        return {state.value: 0 for state in JobState} | {state: int(count) for state, count in counted}

    def forget_jobs(self, before: datetime) -> int:
        with self._db.transaction():
            return self._db.write(Jobs.delete().where(Jobs.ended_at < codec.put_instant(before)))
