"""Carries decisions on outlets out: where the evidence comes from that one bears on is traced anew, claim by claim.

The job of it is written with the decision. It is done at once where few claims are concerned, else by a worker, or by
the next re-check. With each claim it writes how far it has got, so that whoever finds it broken off goes on from there.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from claims.domain.errors import StoreUnavailable
from claims.domain.job import Job, JobKind, JobState
from claims.domain.outlet import Groups, OutletRuling
from claims.domain.verdict import Cause
from claims.services.desk import Desk
from claims.services.filing import file_evidence, file_verdict
from claims.services.jobs import TakenAway, new_job, take, waiting_jobs, work_off
from claims.services.patience import patiently
from claims.services.processes import this_process
from claims.services.queue import has_queue, tell_worker
from claims.services.trails import outlet_groups, trace_again
from claims.stance import outlet_key, outlets_under

MOST_AT_ONCE = 50  # claims that somebody waits for, half a second or so
_LATELY = timedelta(days=1)
_MOST_SHOWN = 5
_MOST_ERRORS = 5  # told of one job

Progress = Callable[[int, int | None], None]

log = logging.getLogger(__name__)


def put_down(desk: Desk, ruling: OutletRuling, before: Groups, by: str) -> Job:
    """Write the job that a decision asks for, or one that was taken back; in the transaction of that.

    `before` is with whom outlets counted until then, `by` who decided. It is begun already where it is to be done at
    once: with few claims, and where no worker can reach the ledger.
    """
    after = outlet_groups(desk)
    origins = {outlet_key(ruling.publisher, groups) for groups in (before, after)}
    outlets = {ruling.key}.union(*(outlets_under(key, groups) for key in origins for groups in (before, after)))
    outlets |= {key.partition(":")[2] for key in origins if key.startswith("publisher:")}
    told_by = {"outlets": sorted(outlets), "origins": sorted(origins)}
    given = {"ruling_id": ruling.id, "publisher": ruling.publisher, "by": by, "told_by": json.dumps(told_by)}
    job, claims = new_job(desk, JobKind.OUTLET, given), len(desk.store.claims_told_by(outlets, origins))
    if claims <= MOST_AT_ONCE or not has_queue(desk.settings):
        job = job.begun(this_process(), desk.clock())
    job = job.counted(_counts(claims))
    desk.store.add_job(job)
    return job


def begin(desk: Desk, job: Job) -> Job:
    """Do a job that is to be done at once, or tell a worker of it; the job as it stands then."""
    if job.state is JobState.QUEUED:
        tell_worker(desk.settings, job.id)
        return job
    return work_off(desk, job, partial(carry_out, desk), patience=0) or job


def carry_out(desk: Desk, job: Job, progress: Progress | None = None, patience: float = 0) -> Job:
    """Look again at each claim that the decision bears on and that was not looked at yet, in a transaction of its own.

    One that nobody foresaw keeps no other waiting; the job has failed then, and says which. Raises StoreUnavailable,
    and TakenAway where somebody else has begun the job meanwhile.
    """
    told_by = json.loads(job.given["told_by"])
    ids = patiently(partial(desk.store.claims_told_by, told_by["outlets"], told_by["origins"]), patience)
    left = [claim_id for claim_id in ids if job.reached is None or claim_id > job.reached]
    claims, errors = job.counts["looked_at"] + len(left), list[str]()
    for claim_id in left:
        try:
            job = patiently(partial(_look_again, desk, job, claim_id, claims), patience)
        except StoreUnavailable:
            raise
        except Exception as error:
            log.exception("Claim %s could not be looked at again.", claim_id, extra={"job_id": job.id})
            errors.append(f"Claim {claim_id} could not be looked at again: unexpected {type(error).__name__}.")
        if progress is not None:
            progress(job.counts["looked_at"], claims)
    if errors:
        more = f" And {len(errors) - _MOST_ERRORS} more." if len(errors) > _MOST_ERRORS else ""
        return job.failed(" ".join(errors[:_MOST_ERRORS]) + more, None, desk.clock())
    return job.done(job.given["ruling_id"], desk.clock())


def carry_out_waiting(desk: Desk, progress: Progress) -> list[Job]:
    """Do all such jobs that wait, those that were broken off among them; how they ended.

    For a process that does no other jobs.
    """
    patience, done = desk.settings.store_patience_seconds, []
    for job_id in patiently(lambda: waiting_jobs(desk, ()), patience):
        known = desk.store.job(job_id)
        job = take(desk, job_id) if known is not None and known.kind is JobKind.OUTLET else None
        if job is not None:
            work = partial(carry_out, desk, progress=progress, patience=patience)
            done.append(work_off(desk, job, work, patience))
    return [job for job in done if job is not None]


def lately_put_down(desk: Desk) -> list[Job]:
    """The jobs of the last day that were not done at once, or went wrong; and those that go on. The newest first."""
    jobs = desk.store.jobs_since(JobKind.OUTLET, desk.clock() - _LATELY, _MOST_SHOWN)
    return [job for job in jobs if job.state is not JobState.DONE or job.counts["claims"] > MOST_AT_ONCE]


def _counts(claims: int, looked_at: int = 0, changed: int = 0) -> dict[str, int]:
    return {"claims": claims, "looked_at": looked_at, "changed": changed}


def _look_again(desk: Desk, job: Job, claim_id: str, claims: int) -> Job:
    """Trace the evidence of one claim anew; the job as it stands after that."""
    now = desk.clock()
    with desk.store.transaction():
        filed = desk.store.job(job.id)
        if filed is None or (filed.state, filed.started_at) != (JobState.RUNNING, job.started_at):
            raise TakenAway
        has_changed = _trace(desk, claim_id, now, job.given["by"])
        counts = _counts(claims, job.counts["looked_at"] + 1, job.counts["changed"] + has_changed)
        job = job.got_on(claim_id, counts, now)
        desk.store.save_job(job, JobState.RUNNING)
    return job


def _trace(desk: Desk, claim_id: str, now: datetime, by: str) -> bool:
    """Whether the status of the claim changed by that."""
    tracked = desk.store.claim(claim_id)
    if tracked is None:  # deleted or merged meanwhile
        return False
    led_elsewhere = trace_again(desk, tracked.claim, desk.store.evidence(claim_id), now)
    if not led_elsewhere:
        return False
    file_evidence(desk, led_elsewhere)
    return file_verdict(desk, tracked, now, Cause.REVIEW, by)[1] is not None
