"""The re-check: what keeps the ledger alive by itself, as a run of a few stages (stages.py).

Each stage goes on whatever became of the one before, and the run's row says what that was.
"""

import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from claims.domain.errors import ClaimdeskError, StoreUnavailable
from claims.domain.moment import Moment
from claims.domain.run import Run, Stage, StageName, stage_of
from claims.services.desk import Desk
from claims.services.looking import Ask, Progress, RecheckChange, Tally
from claims.services.runs import beaten, close_run, new_run, open_run, under_way
from claims.services.stages import STAGES, Notes
from claims.services.viewpoint import end_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckReport:
    """What a re-check did. `overdue` counts the claims found past their deadline, changed or not."""

    run_id: str
    started_at: datetime
    ended_at: datetime
    as_of: datetime
    dry_run: bool
    looked_at: int
    changed: int
    overdue: int
    errors: int
    stages: tuple[Stage, ...]
    changes: tuple[RecheckChange, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """Of each stage that failed as a whole, its name and why."""
        return tuple(f"{stage.name}: {stage.errors[-1]}" for stage in self.stages if stage.failed)


def recheck(
    desk: Desk,
    as_of: Moment | None = None,
    limit: int | None = None,
    *,
    dry_run: bool = False,
    stages: Collection[StageName] = tuple(StageName),
    progress: Progress | None = None,
) -> RecheckReport:
    """Do what is due in those `stages` of a run that are asked for, each claim in a transaction of its own.

    With `as_of`, every claim made by that day is judged by what was known at its end, due or not;
    such claims stay due, so that the next ordinary re-check judges them by today again. `limit`
    bounds how many claims are looked at; a dry run writes nothing. With `as_of` or a dry run there is no stage but
    that of claims: nothing is fetched, and nobody is told.

    Raises UnderWay where the ledger lets one re-check work at a time, and another does; StoreUnavailable where the
    database is away before anything was begun. What fails later is in the report.
    """
    ask = Ask(as_of, limit, dry_run)
    possible = tuple(StageName) if as_of is None and not dry_run else (StageName.CLAIMS,)
    wanted = [name for name in possible if name in stages]
    tally = Tally(new_run(desk, None if as_of is None else end_of(as_of)))
    if dry_run:
        return _report(_run(desk, tally, ask, wanted, progress), tally, ask)
    with desk.store.lease_recheck() as is_mine:
        if not is_mine:
            raise under_way(desk)
        open_run(desk, tally.run)
        try:
            ended = _run(desk, tally, ask, wanted, progress)
        except BaseException:  # stopped by hand; the row says so, where it can
            close_run(desk, tally.run.broken_off())
            raise
        close_run(desk, ended)
        return _report(ended, tally, ask)


def _run(desk: Desk, tally: Tally, ask: Ask, stages: list[StageName], progress: Progress | None) -> Run:
    """The run when all of its stages are over."""

    def show(done: int, total: int | None) -> None:
        if not ask.dry_run:
            with suppress(StoreUnavailable):  # of which the stage will hear for itself
                tally.run = beaten(desk, tally.run)
        if progress is not None:
            progress(done, total)

    for name in stages:
        stage = _outcome(name, partial(STAGES[name], desk, tally, ask, show), tally.run.id)
        tally.run = tally.run.with_stage(stage)
        if not ask.dry_run:
            with suppress(StoreUnavailable):  # its end will tell
                desk.store.save_run(tally.run)
    ended = tally.run.at_its_end(desk.clock())
    log.info("run ended", extra={"run_id": ended.id, "state": ended.state.value, "errors": ended.errors})
    return ended


def _outcome(name: StageName, work: Callable[[Notes], None], run_id: str) -> Stage:
    """What became of a stage; no error goes beyond it."""
    about = {"run_id": run_id, "stage": name.value}
    notes, failed = Notes(), True
    try:
        work(notes)
        failed = False
    except ClaimdeskError as error:
        notes.errors.append(str(error))
    except Exception as error:
        log.exception("Stage %s failed.", name, extra=about)
        notes.errors.append(f"Unexpected {type(error).__name__}: {error}")
    stage = stage_of(name, notes.counts, notes.errors, failed=failed)
    log.info("stage ended", extra=about | notes.counts | {"errors": stage.errors, "failed": failed})
    return stage


def _report(run: Run, tally: Tally, ask: Ask) -> RecheckReport:
    return RecheckReport(
        run_id=run.id,
        started_at=run.started_at,
        ended_at=run.ended_at or run.beat_at,
        as_of=run.as_of,
        dry_run=ask.dry_run,
        looked_at=run.looked_at,
        changed=run.changed,
        overdue=run.overdue,
        errors=run.errors,
        stages=run.stages,
        changes=tuple(tally.changes),
    )
