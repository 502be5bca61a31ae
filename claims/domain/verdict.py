"""Where a claim stands: its status, the rule that decided it, and the reason in one sentence."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment

MOST_NAMED = 20  # origins that a verdict names, of however many it goes by
_MOST_DAYS = 36_500  # a hundred years; more of a policy means nothing
_AT_LEAST_ONE = frozenset(
    {
        "independent_origins",
        "check_fresh_days",
        "check_quiet_days",
        "check_old_days",
        "check_soon_days",
        "check_near_hours",
    }
)


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

    @property
    def state(self) -> str:
        """Where the claim stands, in one word: its outcome, "overdue", or else its status."""
        return state_of(self.status, self.outcome, overdue=self.overdue)

    @property
    def state_in_full(self) -> str:
        """The status, and what became of the promise or plan: "denied, withdrawn"; or "overdue"."""
        return state_in_full(self.status, self.outcome, overdue=self.overdue)

    def differs_from(self, other: "Verdict") -> bool:
        """Whether the two would read differently in a claim's history."""
        mine = (self.status, self.rule, self.outcome, self.overdue)
        return mine != (other.status, other.rule, other.outcome, other.overdue)


def state_of(status: Status, outcome: Outcome | None, *, overdue: bool) -> str:
    """Where a claim stands, in one word for people: "kept late", "overdue", "denied"."""
    return (outcome or ("overdue" if overdue else status)).replace("_", " ")


def state_in_full(status: Status, outcome: Outcome | None, *, overdue: bool) -> str:
    """As state_of, with the status before an outcome: "confirmed, kept late"."""
    state = state_of(status, outcome, overdue=overdue)
    return f"{status}, {state}" if outcome else state


class Cause(StrEnum):
    """What had a status derived anew."""

    ARTICLE = "article"  # one came in
    CLAIM = "claim"  # it went on the ledger, and was held against what was on file
    EDIT = "edit"  # a person changed the claim
    REVIEW = "review"  # a person decided, or took a decision back
    WITHDRAWAL = "withdrawal"  # a person took an article out of account, or put it back
    GROUPING = "grouping"  # a person merged or split claims
    RECHECK = "recheck"  # time went by


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """A line of a claim's history: at which instant it was recorded, and what changed and why.

    `cause` is what made it, and `made_by` the person where it was one; None for both in lines of old.
    `article_id` is the article whose word decided, and `published` when that came out; None where none did.
    `note` tells what people did with the claim as such: that it was merged or split.
    """

    id: str
    claim_id: str
    at: datetime
    before: Status
    verdict: Verdict
    note: str | None = None
    cause: Cause | None = None
    made_by: str | None = None
    article_id: str | None = None
    published: Moment | None = None

    @property
    def after(self) -> Status:
        """The status from then on."""
        return self.verdict.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every number of the status policy. Raises InvalidInput, naming the field, for one that makes no sense.

    What decides: `independent_origins` is how many must report the same; `grace_days` how long after its
    deadline a promise is left in peace; `money_tolerance` the relative difference up to which two sums in
    different currencies are the same, `rounding_tolerance` the same for equal units.

    How firmly: `confidence_retraction` and `confidence_official` are what these rules give, `confidence_reports`
    the most that reports can come to.

    What a person is asked: `doubt_margin` is how near a score may come to the point where it would have gone the
    other way; `just_overdue_days` how long a promise that ran out stays on the review desk.

    When a claim is looked at again: a pending one every `check_fresh_days` until it is `fresh_days` old, every
    `check_quiet_days` until it is `quiet_days` old, then every `check_old_days`. A promise more often where its
    deadline draws near: from `soon_days` before it every `check_soon_days`, from `near_days` before it until it is
    kept or overdue every `check_near_hours`. A decided claim every `check_decided_days`; 0 is never.
    """

    independent_origins: int = 2
    grace_days: int = 3
    money_tolerance: float = 0.07
    rounding_tolerance: float = 0.025
    confidence_retraction: float = 0.95
    confidence_official: float = 0.9
    confidence_reports: float = 0.95
    doubt_margin: float = 0.1
    just_overdue_days: int = 14
    fresh_days: int = 14
    quiet_days: int = 90
    check_fresh_days: int = 1
    check_quiet_days: int = 7
    check_old_days: int = 30
    soon_days: int = 30
    near_days: int = 7
    check_soon_days: int = 1
    check_near_hours: int = 6
    check_decided_days: int = 90

    def __post_init__(self) -> None:
        for field in fields(self):
            name, value = field.name, getattr(self, field.name)
            least = 1 if name in _AT_LEAST_ONE else 0
            most = _MOST_DAYS if isinstance(field.default, int) else 1
            most = MOST_NAMED if name == "independent_origins" else most
            if not least <= value <= most:
                raise InvalidInput.of(name, f"{name} must lie between {least} and {most:,}; {value} does not.")
