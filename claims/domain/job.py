"""Jobs: work that is handed in now and done later, by a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from claims.domain.run import Process

MOST_TRIES = 3  # of a job whose worker ends abruptly; then the job itself is taken for the reason


class JobKind(StrEnum):
    """What is to be done."""

    INGEST = "ingest"  # fetch an article and take it in; the result is the article
    RECHECK = "recheck"  # the periodic re-check; the result is the run
    OUTLET = "outlet"  # look again at the claims that a decision on an outlet bears on; the result is the decision


class JobState(StrEnum):
    """How a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job. `given` holds what its kind needs, by name: the address of an article, and what is known of it.

    `tries` counts how often a worker has begun it since it last got on; `process` is the last that did, `beat_at` its
    last sign of life. One that goes through many claims counts them in `counts`, and `reached` is the last of them.
    `result_id` names what came of it; `error` says in a sentence why it failed, and `error_kind` which of the errors
    of errors.py that is, None for one that nobody foresaw.
    """

    id: str
    kind: JobKind
    created_at: datetime
    given: Mapping[str, str]
    state: JobState = JobState.QUEUED
    tries: int = 0
    process: Process | None = None
    started_at: datetime | None = None
    beat_at: datetime | None = None
    ended_at: datetime | None = None
    result_id: str | None = None
    error_kind: str | None = None
    error: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    reached: str | None = None

    def begun(self, by: Process, at: datetime) -> "Job":
        """The job in the hands of a worker."""
        return replace(
            self, state=JobState.RUNNING, tries=self.tries + 1, process=by, started_at=at, beat_at=at, error=None
        )

    def counted(self, counts: Mapping[str, int]) -> "Job":
        """The job with what it has counted."""
        return replace(self, counts=counts)

    def got_on(self, reached: str, counts: Mapping[str, int], at: datetime) -> "Job":
        """The job when it has dealt with one claim more."""
        return replace(self, tries=1, reached=reached, counts=counts, beat_at=at)

    def put_back(self) -> "Job":
        """The job as one that waits for a worker again."""
        return replace(self, state=JobState.QUEUED, process=None, started_at=None, beat_at=None)

    def done(self, result_id: str | None, at: datetime) -> "Job":
        """The job with what came of it."""
        return replace(self, state=JobState.DONE, result_id=result_id, beat_at=at, ended_at=at)

    def failed(self, error: str, error_kind: str | None, at: datetime) -> "Job":
        """The job with why nothing came of it."""
        return replace(self, state=JobState.FAILED, error=error, error_kind=error_kind, beat_at=at, ended_at=at)
