"""The result of a comparison: its truth conditions, and what the sentence tells besides."""

from dataclasses import dataclass
from enum import StrEnum

from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.domain.condition import Condition, Finding
from claims.domain.mention import DateMention
from claims.domain.signal import Signal

_CONTEST = word_class("contest")

__all__ = ["Comparison", "Condition", "Finding", "Relation", "agrees", "differs", "unknown"]


def agrees(name: str, detail: str, weight: float = 1.0) -> Condition:
    """A condition on which claim and sentence say the same."""
    return Condition(name, Finding.AGREES, detail, weight)


def differs(name: str, detail: str) -> Condition:
    """A condition on which they say different things."""
    return Condition(name, Finding.DIFFERS, detail)


def unknown(name: str, detail: str) -> Condition:
    """A condition of which one of them does not speak, or that cannot be told."""
    return Condition(name, Finding.UNKNOWN, detail)


class Relation(StrEnum):
    """How the action a sentence tells relates to the claim's."""

    SAME = "same"
    NEAR = "near"  # often the same deed in other words
    CONVERSE = "converse"  # the same deed told from the other party's side
    OPPOSITE = "opposite"
    CANCELS = "cancels"
    DELAYS = "delays"
    PROCEEDS = "proceeds"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A claim held against one sentence.

    `frame` is the action of the sentence that was compared, None where it tells of none that bears
    on the claim; `sign` is 1 where the sentence says the claim is so, -1 where it says it is not,
    0 where it says neither. `hedged` and `pending` say why a sign is not to be relied on.
    `doubt` says why the sentence must not be taken for support although its deed agrees.
    `other_denied` marks the denial of a report of another deed than the claim's.
    `supplanted` marks that somebody or something else stands in the deed for what the claim names, which is named
    besides. `moved_to` is another date the sentence gives for the same event.
    """

    who: Condition
    what: Condition
    action: Condition
    direction: Condition
    amount: Condition
    when: Condition
    where: Condition
    polarity: Condition
    relation: Relation
    parsed: Parsed
    frame: Frame | None = None
    sign: int = 0
    hedged: bool = False
    pending: bool = False
    doubt: str | None = None
    late: bool = False
    other_denied: bool = False
    rejected_amount: bool = False
    rejected_name: bool = False
    supplanted: bool = False
    moved_to: DateMention | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, in the order in which a person would ask."""
        return (
            self.who,
            self.action,
            self.what,
            self.direction,
            self.amount,
            self.when,
            self.where,
            self.polarity,
        )

    @property
    def other_claim(self) -> bool:
        """Whether the sentence speaks of another deed: other people, turned roles or another place."""
        return self.who.differs or self.direction.differs or self.where.differs or self.what.differs

    @property
    def is_turned_contest(self) -> bool:
        """Whether it tells that the other one won: of "A beat B" and "B beat A" only one can be so."""
        others = self.who.differs or self.where.differs or self.what.differs
        classes = self.frame.classes if self.frame is not None else frozenset()
        return self.direction.differs and not others and self.sign > 0 and bool(classes & _CONTEST)

    def signals(self) -> tuple[Signal, ...]:
        """The conditions as signals, unknown ones left out."""
        return tuple(c.signal() for c in self.conditions if c.finding is not Finding.UNKNOWN)
