"""Evidence: a passage of an article that bears on a claim."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.domain.article import content_hash
from claims.domain.condition import Condition, conditions_among
from claims.domain.mention import DateMention
from claims.domain.moment import Moment
from claims.domain.signal import Signal
from claims.domain.text import Span
from claims.domain.withdrawal import Withdrawal


class Stance(StrEnum):
    """What a passage says of a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    DISCUSSES = "discusses"
    UNRELATED = "unrelated"


class Strength(StrEnum):
    """On whose word: see the status policy in docs/policy.md."""

    OFFICIAL = "official"
    REPORTED = "reported"
    HEDGED = "hedged"


class Fate(StrEnum):
    """What a passage says became of a promise or plan."""

    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Origin:
    """What counts once: all evidence with one `key` is one voice; `detail` says why, in a sentence.

    `copy` marks the text of an article on file printed again: what it says, that one has said.
    `through` is the article on file by which the trail leads there; None where it ends here.
    """

    key: str
    detail: str
    copy: bool = False
    through: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an article says of a claim: the result of stance, before it is put on file.

    `passage` counts in the article's text. `speaker` is who is on record, `relays` the outlet the
    article cites for it. `retraction` marks a publisher withdrawing its own report. `fate` and
    `moved_to` speak of promises and plans.
    """

    claim_id: str
    stance: Stance
    strength: Strength
    score: float
    passage: Span
    signals: tuple[Signal, ...] = ()
    speaker: str | None = None
    relays: str | None = None
    retraction: bool = False
    fate: Fate | None = None
    moved_to: DateMention | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """In what the passage and the claim agree and differ; what one of them does not speak of is left out."""
        return conditions_among(self.signals)

    @property
    def takes_side(self) -> bool:
        """Whether it supports or refutes."""
        return self.stance in {Stance.SUPPORTS, Stance.REFUTES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A judgement on file, one for each claim and article.

    `printing` is the article that its article prints again; None where that is a text of its own.
    `doubt` says, in one sentence, why a person should see it: it was a near thing. `withdrawals` are those of its
    article.
    """

    id: str
    article_id: str
    publisher: str | None
    published: Moment
    judgement: Judgement
    origin: Origin
    found_at: datetime
    extractor: str
    printing: str | None = None
    doubt: str | None = None
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def claim_id(self) -> str:
        """The claim it bears on."""
        return self.judgement.claim_id


def evidence_id(claim_id: str, article_id: str) -> str:
    """One piece of evidence for each claim and article, whenever it is found."""
    return "e" + content_hash(claim_id, article_id)
