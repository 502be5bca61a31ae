"""What is written of a run: that it has begun, that it lives, how it ended; and what others did of that."""

import logging
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from claims.domain.errors import StoreUnavailable, UnderWay
from claims.domain.moment import format_instant
from claims.domain.query import Page
from claims.domain.run import Run
from claims.services.desk import Desk
from claims.services.patience import patiently
from claims.services.processes import is_gone, this_process

_BEAT = timedelta(seconds=30)  # between two signs of life, where nothing else is written of a run

log = logging.getLogger(__name__)


def new_run(desk: Desk, as_of: datetime | None) -> Run:
    """A run that begins now and judges by `as_of`, or by now; nothing is written."""
    now = desk.clock()
    return Run(id="run" + secrets.token_hex(6), started_at=now, as_of=as_of or now, beat_at=now, process=this_process())


def open_run(desk: Desk, run: Run) -> None:
    """Write that a run has begun, and of those before it which were killed."""
    patience = desk.settings.store_patience_seconds
    patiently(lambda: _note_killed(desk, run.started_at), patience)
    patiently(lambda: desk.store.save_run(run), patience)
    log.info("run began", extra={"run_id": run.id})


def _note_killed(desk: Desk, now: datetime) -> None:
    """Note of runs that no process is at any more that they ended abruptly."""
    with desk.store.transaction():
        for other in desk.store.unfinished_runs():
            if desk.store.one_at_a_time or is_gone(other.process, other.beat_at, now):
                desk.store.save_run(other.broken_off())
                log.warning(
                    "Run %s ended abruptly after %d claims; what it had done is kept.",
                    other.id,
                    other.looked_at,
                    extra={"run_id": other.id},
                )


def beaten(desk: Desk, run: Run) -> Run:
    """The run with a sign of life, which is written where the last one was some time ago."""
    now = desk.clock()
    if now - run.beat_at < _BEAT:
        return run
    run = replace(run, beat_at=now)
    desk.store.save_run(run)
    return run


def close_run(desk: Desk, run: Run) -> None:
    """Write how a run ended. Where the database is away for good, the next run will find that this one broke off."""
    try:
        patiently(lambda: desk.store.save_run(run), desk.settings.store_patience_seconds)
    except StoreUnavailable as error:
        log.warning("The end of run %s could not be written: %s", run.id, error, extra={"run_id": run.id})


def under_way(desk: Desk) -> UnderWay:
    """Why a run that the ledger does not let in has to leave."""
    others = desk.store.unfinished_runs()
    which = ""
    if others and (process := others[-1].process) is not None:
        which = (
            f" ({others[-1].id}, pid {process.pid} on {process.host}, since {format_instant(others[-1].started_at)})"
        )
    return UnderWay(f"Another re-check{which} is under way; nothing was done.")


def list_runs(desk: Desk, limit: int, cursor: str | None = None) -> Page[Run]:
    """One page of runs, the one that started last first."""
    return desk.store.list_runs(limit, cursor)
