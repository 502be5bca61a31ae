"""Runs, jobs and API keys as rows."""

import json
from typing import Any

from claims.domain.job import Job, JobKind, JobState
from claims.domain.run import ApiKey, Process, Run, RunState, Scope, Stage
from claims.store import codec

RUN = (
    "id", "state", "host", "pid", "started_at", "beat_at", "ended_at", "as_of", "looked_at", "changed", "overdue",
    "stages",
)  # fmt: skip


def put_run(run: Run) -> dict[str, Any]:
    """A run's columns."""
    return _put_process(run.process) | {
        "id": run.id,
        "state": run.state.value,
        "started_at": codec.put_instant(run.started_at),
        "beat_at": codec.put_instant(run.beat_at),
        "ended_at": codec.put_instant_or_none(run.ended_at),
        "as_of": codec.put_instant(run.as_of),
        "looked_at": run.looked_at,
        "changed": run.changed,
        "overdue": run.overdue,
        "stages": json.dumps([_put_stage(stage) for stage in run.stages]),
    }


def get_run(row: codec.Row) -> Run:
    """A run from its RUN columns."""
    id_, state, host, pid, started_at, beat_at, ended_at, as_of, looked_at, changed, overdue, stages = row
    return Run(
        id=id_,
        state=RunState(state),
        process=_get_process(host, pid),
        started_at=codec.get_instant(started_at),
        beat_at=codec.get_instant(beat_at),
        ended_at=codec.get_instant_or_none(ended_at),
        as_of=codec.get_instant(as_of),
        looked_at=looked_at,
        changed=changed,
        overdue=overdue,
        stages=tuple(_get_stage(each) for each in json.loads(stages)),
    )


def _put_stage(stage: Stage) -> dict[str, Any]:
    return {
        "name": stage.name,
        "counts": dict(stage.counts),
        "errors": stage.errors,
        "error_count": stage.error_count,
        "failed": stage.failed,
    }


def _get_stage(data: dict[str, Any]) -> Stage:
    return Stage(**data | {"errors": tuple(data["errors"])})


def _put_process(process: Process | None) -> dict[str, Any]:
    return {"host": process.host if process else None, "pid": process.pid if process else None}


def _get_process(host: str | None, pid: int | None) -> Process | None:
    return None if host is None or pid is None else Process(host, pid)


JOB = (
    "id", "kind", "state", "given", "created_at", "tries", "host", "pid", "started_at", "beat_at", "ended_at",
    "result_id", "error_kind", "error", "counts", "reached",
)  # fmt: skip


def put_job(job: Job) -> dict[str, Any]:
    """A job's columns."""
    return _put_process(job.process) | {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "given": json.dumps(dict(job.given)),
        "created_at": codec.put_instant(job.created_at),
        "tries": job.tries,
        "started_at": codec.put_instant_or_none(job.started_at),
        "beat_at": codec.put_instant_or_none(job.beat_at),
        "ended_at": codec.put_instant_or_none(job.ended_at),
        "result_id": job.result_id,
        "error_kind": job.error_kind,
        "error": job.error,
        "counts": json.dumps(dict(job.counts)),
        "reached": job.reached,
    }


def get_job(row: codec.Row) -> Job:
    """A job from its JOB columns."""
    (
        id_, kind, state, given, created_at, tries, host, pid, started_at, beat_at, ended_at, result_id, error_kind,
        error, counts, reached,
    ) = row  # fmt: skip
    return Job(
        id=id_,
        kind=JobKind(kind),
        state=JobState(state),
        given=json.loads(given),
        created_at=codec.get_instant(created_at),
        tries=tries,
        process=_get_process(host, pid),
        started_at=codec.get_instant_or_none(started_at),
        beat_at=codec.get_instant_or_none(beat_at),
        ended_at=codec.get_instant_or_none(ended_at),
        result_id=result_id,
        error_kind=error_kind,
        error=error,
        counts=json.loads(counts),
        reached=reached,
    )


KEY = ("prefix", "hash", "name", "scope", "created_at", "expires_at", "revoked_at", "last_used_at")


def put_key(key: ApiKey) -> dict[str, Any]:
    """The columns of an API key."""
    return {
        "prefix": key.prefix,
        "hash": key.hash,
        "name": key.name,
        "scope": key.scope.value,
        "created_at": codec.put_instant(key.created_at),
        "expires_at": codec.put_instant_or_none(key.expires_at),
        "revoked_at": codec.put_instant_or_none(key.revoked_at),
        "last_used_at": codec.put_instant_or_none(key.last_used_at),
    }


def get_key(row: codec.Row) -> ApiKey:
    """An API key from its KEY columns."""
    prefix, hash_, name, scope, created_at, expires_at, revoked_at, last_used_at = row
    return ApiKey(
        prefix=prefix,
        hash=hash_,
        name=name,
        scope=Scope(scope),
        created_at=codec.get_instant(created_at),
        expires_at=codec.get_instant_or_none(expires_at),
        revoked_at=codec.get_instant_or_none(revoked_at),
        last_used_at=codec.get_instant_or_none(last_used_at),
    )
