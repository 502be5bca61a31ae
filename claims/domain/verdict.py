"""Where a claim stands: its status, the rule that decided it, and the reason in one sentence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """What the ledger holds of a claim."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DENIED = "denied"


class Rule(StrEnum):
    """What decided a status; listed in the order in which they are tried."""

    REVIEW = "review"
    RETRACTION = "retraction"
    OFFICIAL = "official"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    OVERDUE = "overdue"
    OPEN = "open"


class Outcome(StrEnum):
    """What became of a promise or plan, beside its status."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The result of derive_status.

    `confidence` says how firmly the rule decides, from 0 (nothing decides) to 1 (a person has).
    `since` is the publication day of what decided. `supports` and `refutes` count independent
    origins. `evidence_ids` and `review_id` name what the rule went by.
    """

    status: Status = Status.PENDING
    rule: Rule = Rule.OPEN
    summary: str = "Nothing published since the claim decides it."
    outcome: Outcome | None = None
    confidence: float = 0.0
    overdue: bool = False
    since: date | None = None
    supports: int = 0
    refutes: int = 0
    evidence_ids: tuple[str, ...] = ()
    review_id: str | None = None

    def differs_from(self, other: "Verdict") -> bool:
        """Whether the two would read differently in a claim's history."""
        mine = (self.status, self.rule, self.outcome, self.overdue)
        return mine != (other.status, other.rule, other.outcome, other.overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """A line of a claim's history: at which instant it was recorded, and what changed and why.

    `note` tells what people did with the claim as such: that it was merged or split.
    """

    id: str
    claim_id: str
    at: datetime
    before: Status
    verdict: Verdict
    note: str | None = None

    @property
    def after(self) -> Status:
        """The status from then on."""
        return self.verdict.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The numbers of the status policy.

    `grace_days` is how long after its deadline a promise is left in peace. `independent_origins`
    is how many must report the same. `money_tolerance` is the relative difference up to which two
    sums in different currencies are the same; `rounding_tolerance` the same for equal units.
    """

    independent_origins: int = 2
    grace_days: int = 3
    money_tolerance: float = 0.07
    rounding_tolerance: float = 0.025
