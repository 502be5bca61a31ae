"""Jobs: what is done later, by a worker."""

from typing import Any

from marshmallow import fields

from claims.domain.job import Job, JobKind, JobState
from schemas.base import Wire, described
from schemas.fields import InstantField, choice
from schemas.problem import ProblemSchema


def _result(kind: JobKind, prefix: str = "") -> Any:
    """What came of a job of one kind; None of others, and while nothing did."""

    def named(view: Any) -> str | None:
        job: Job = view.job
        return f"{prefix}{job.result_id}" if job.kind is kind and job.result_id is not None else None

    return named


def _text(read: Any, text: str) -> fields.Function:
    return fields.Function(read, required=True, metadata={"type": ["string", "null"], "description": text})


class JobSchema(Wire):
    """Something that a worker does."""

    id = fields.String(required=True, attribute="job.id")
    kind = choice(JobKind, required=True, attribute="job.kind")
    state = choice(JobState, required=True, attribute="job.state")
    url = _text(lambda view: view.job.given.get("url"), "The address that was handed in; null where it was none.")
    tries = fields.Integer(required=True, attribute="job.tries", metadata=described("How often it was begun."))
    created_at = InstantField(required=True, attribute="job.created_at")
    started_at = InstantField(required=True, allow_none=True, attribute="job.started_at")
    ended_at = InstantField(required=True, allow_none=True, attribute="job.ended_at")
    article_id = _text(_result(JobKind.INGEST), "The article that came of it.")
    article = _text(_result(JobKind.INGEST, "/api/v1/articles/"), "Where that article is.")
    run_id = _text(_result(JobKind.RECHECK), "The run that came of it.")
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        attribute="job.counts",
        metadata=described("Of one that goes through many claims, how many it has to do with, looked at and changed."),
    )
    problem = fields.Nested(
        ProblemSchema, required=True, allow_none=True, metadata=described("Why it failed; null where it did not.")
    )
