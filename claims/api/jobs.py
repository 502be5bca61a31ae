"""Jobs: what was handed in to be done later, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.api.blueprint import Blueprint
from claims.api.errors import problem_named
from claims.domain.job import Job
from claims.services import jobs
from claims.web.current import current_desk
from schemas.job import JobSchema

blp = Blueprint("jobs", __name__, url_prefix="/api/v1/jobs", description="What a worker does later.")


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as callers see it: a failed one with its problem."""

    job: Job
    problem: Mapping[str, Any] | None

    @classmethod
    def of(cls, job: Job) -> "JobView":
        """The view of a job."""
        return cls(job, problem_named(job.error_kind, job.error) if job.error is not None else None)


@blp.route("/<id:job_id>", methods=["GET"])
@blp.response(200, JobSchema)
def get_job(job_id: str) -> JobView:
    """Ask for a job.

    One that is `done` names the article, or the run, that came of it; `counts` says how far one is that looks again at
    the claims on which a decision on an outlet bears (`outlet`). One that `failed` has the problem that a request
    without `Prefer: respond-async` would have been answered with. Jobs are forgotten 30 days after their end.
    """
    return JobView.of(jobs.get_job(current_desk(), job_id))
