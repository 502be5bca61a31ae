"""Claims: specific statements that later articles can confirm or deny."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.domain.article import content_hash
from claims.domain.mention import DateMention, Precision, Quantity
from claims.domain.moment import Moment
from claims.domain.signal import Signal
from claims.domain.text import Span
from claims.domain.verdict import Verdict


class Kind(StrEnum):
    """What sort of statement a claim is."""

    PROMISE = "promise"  # a party commits itself
    EVENT = "event"  # something happened, is happening or is planned
    STATISTIC = "statistic"  # a measured figure
    FORECAST = "forecast"  # a figure or event expected, nobody committed
    STATEMENT = "statement"  # anything else that can be checked


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day by which a claim can be judged, how exactly it is known, and its words."""

    date: date
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim as found in a text, before it is on the ledger.

    `text` can stand alone: names are put in for "it" and "the company" where they are certain, and for a subject
    that the claim shares with another one. `span` is the claim as printed; it counts from the start of the text it
    was found in. The spans of `quantities` and `dates`, which hold the deadline, count in `text`. `worthiness` runs
    from 0 to 1; `signals` say what made it a claim and whom its pronouns were taken for.
    """

    text: str
    span: Span
    kind: Kind
    claimant: str | None = None
    deadline: Deadline | None = None
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    entities: tuple[str, ...] = ()
    worthiness: float = 1.0
    signals: tuple[Signal, ...] = ()

    @property
    def original(self) -> str | None:
        """The claim as printed, where `text` has other words; else None."""
        return self.span.text if self.span.text != self.text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim on the ledger: what was claimed, by whom, where first.

    The spans of `quantities` and `dates` count from the start of `text`. `publisher`, `url` and
    `title` are those of the first report; `article_id` names it where it is on file. `original` has the
    words as printed there, where `text` names what they only point to ("the company").
    """

    id: str
    text: str
    kind: Kind
    claimed: Moment
    original: str | None = None
    claimant: str | None = None
    deadline: Deadline | None = None
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    entities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    article_id: str | None = None
    predecessor_id: str | None = None
    successor_id: str | None = None
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """That the articles on file were searched for what speaks of a claim.

    `wanted` is a digest of what was looked for and by which rules, `up_to` the number of the ledger's last change then.
    """

    wanted: str
    up_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedClaim:
    """A claim with where it stands.

    `verdict` is the cached result of derive_status; `version` grows with every change and makes
    the ETag. `last_check_found` says in words what the last check found; None means never checked.
    `merged_into` is the claim that it was found to be; it is off the ledger then, and that one stands for it.
    """

    claim: Claim
    verdict: Verdict
    created_at: datetime
    updated_at: datetime
    version: int = 1
    appearances: int = 0
    last_checked_at: datetime | None = None
    last_check_found: str | None = None
    next_check_at: datetime | None = None
    searched: Search | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An occurrence of a claim in an article on file; `span` counts in the article's text.

    `first` marks the earliest published one.
    """

    claim_id: str
    article_id: str
    span: Span
    published: Moment
    first: bool
    found_at: datetime


def claim_id(text: str, claimed: Moment, publisher: str | None) -> str:
    """The id of a claim: the same words, day and first publisher are the same claim."""
    return "c" + content_hash(text.casefold(), claimed.day.isoformat(), (publisher or "").casefold())
