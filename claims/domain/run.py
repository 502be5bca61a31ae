"""Runs and keys: what the ledger remembers of its own upkeep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

_SILENT = timedelta(minutes=10)  # without a sign of life, after which whoever worked is taken for gone
_MOST_ERRORS = 20  # kept of a stage, of so many characters each; all are counted
_LONGEST_ERROR = 300


@dataclass(frozen=True, slots=True)
class Process:
    """Who does the work: a process, by its number on its host."""

    host: str
    pid: int


class StageName(StrEnum):
    """The parts of a run, in their order."""

    FEEDS = "feeds"  # what is new in them comes in
    CLAIMS = "claims"  # those that are due are looked at
    OUTLETS = "outlets"  # claims are looked at again on which decisions on outlets bear
    DELIVERIES = "deliveries"  # subscribers are told of what changed


class RunState(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    DONE = "done"  # to its end; single claims may have failed, which `errors` counts
    FAILED = "failed"  # to its end, but one of its stages failed as a whole
    ABRUPT = "ended abruptly"  # killed, or stopped by hand; what it had done until then is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What became of one stage of a run: how many of what it dealt with, and what went wrong.

    `failed` says that it could not go on; it may have errors without that. `error_count` counts those too that are
    not kept in `errors`.
    """

    name: str
    counts: Mapping[str, int]
    errors: tuple[str, ...] = ()
    error_count: int = 0
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A re-check. `as_of` is the instant it judges by; `beat_at` its last sign of life.

    `looked_at` counts claims, `changed` those whose status it changed, `overdue` those it found past their deadline.
    `process` is None for runs of old, of which only the finished ones were kept.
    """

    id: str
    started_at: datetime
    as_of: datetime
    beat_at: datetime
    process: Process | None = None
    state: RunState = RunState.RUNNING
    ended_at: datetime | None = None
    looked_at: int = 0
    changed: int = 0
    overdue: int = 0
    stages: tuple[Stage, ...] = ()

    @property
    def errors(self) -> int:
        """How much went wrong, in all stages together."""
        return sum(stage.error_count for stage in self.stages)

    def having_looked(self, at: datetime, looked_at: int = 1, *, changed: int, overdue: int) -> "Run":
        """The run with one claim more that was looked at, or so many more."""
        return replace(
            self,
            looked_at=self.looked_at + looked_at,
            changed=self.changed + changed,
            overdue=self.overdue + overdue,
            beat_at=at,
        )

    def with_stage(self, stage: Stage) -> "Run":
        """The run with one stage more that is over."""
        return replace(self, stages=(*self.stages, stage))

    def at_its_end(self, at: datetime) -> "Run":
        """The run when all of its stages are over."""
        failed = any(stage.failed for stage in self.stages)
        return replace(self, state=RunState.FAILED if failed else RunState.DONE, ended_at=at, beat_at=at)

    def broken_off(self) -> "Run":
        """The run as one that was killed or stopped; it ended with its last sign of life."""
        return replace(self, state=RunState.ABRUPT, ended_at=self.beat_at)


def is_silent(beat_at: datetime, now: datetime) -> bool:
    """Whether there has been no sign of life for so long that whoever worked is taken for gone."""
    return now - beat_at > _SILENT


def stage_of(name: str, counts: Mapping[str, int], errors: Sequence[str], *, failed: bool) -> Stage:
    """A stage that is over. Of many errors the last are kept, why it failed among them, and long ones are cut."""
    kept = tuple(error[:_LONGEST_ERROR] for error in errors[-_MOST_ERRORS:])
    return Stage(name=name, counts=dict(counts), errors=kept, error_count=len(errors), failed=failed)


class Scope(StrEnum):
    """What a key may do; each scope includes those before it."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"

    def allows(self, needed: "Scope") -> bool:
        """Whether a key of this scope may do what needs `needed`."""
        order = list(Scope)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept: its hash, and the prefix people recognise it by. The key itself is shown once."""

    prefix: str
    hash: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None
