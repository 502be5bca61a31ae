"""Upkeep: runs, jobs, and what one process holds alone."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from claims.domain.job import Job, JobKind, JobState
from claims.domain.query import (
    Page,
)
from claims.domain.run import Run


class UpkeepMethods(Protocol):
    """Runs, jobs and leases."""

    @property
    def one_at_a_time(self) -> bool:
        """Whether a re-check has the ledger to itself; on a database server several share the work."""
        ...

    def lease_recheck(self) -> AbstractContextManager[bool]:
        """Whether a re-check may work while inside; whatever the lease, it ends with the process."""
        ...

    def lease_claims(self, ids: Collection[str]) -> AbstractContextManager[set[str]]:
        """Those of `ids` that the caller alone looks at while inside; it ends with the process too."""
        ...

    def save_run(self, run: Run) -> None:
        """Write a run, as it starts, goes on or ends."""
        ...

    def run(self, run_id: str) -> Run | None: ...

    def last_run(self) -> Run | None:
        """The run that ended last."""
        ...

    def list_runs(self, limit: int, cursor: str | None = None) -> Page[Run]:
        """The one that started last first. Raises InvalidInput for a cursor that is not one of ours."""
        ...

    def unfinished_runs(self) -> list[Run]:
        """Those that go on, or were killed, oldest first."""
        ...

    def add_job(self, job: Job) -> None: ...

    def save_job(self, job: Job, was: JobState) -> bool:
        """Write a job if its state on file is still `was`: of two workers that take a job one gets it."""
        ...

    def job(self, job_id: str) -> Job | None: ...

    def last_job(self, kind: JobKind) -> Job | None:
        """The job of this kind that was made last."""
        ...

    def unfinished_jobs(self) -> list[Job]:
        """Those that wait or are being done, oldest first."""
        ...

    def jobs_since(self, kind: JobKind, since: datetime, most: int) -> list[Job]:
        """Those of a kind that have not ended, or not before an instant; the one that was made last first."""
        ...

    def count_jobs(self) -> dict[str, int]:
        """How many jobs there are in each state."""
        ...

    def forget_jobs(self, before: datetime) -> int:
        """Delete the jobs that ended before an instant; how many."""
        ...
