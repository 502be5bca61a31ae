"""Whether a claim found in a text is one on the ledger, told again in whatever words, or a variant of it."""

from dataclasses import dataclass
from enum import StrEnum

from claims.compare import Comparison, compare
from claims.compare.moods import Mood
from claims.domain.claim import Claim, Kind
from claims.domain.condition import Condition
from claims.domain.reading import Reading


class Likeness(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    VARIANT = "variant"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the reading of its text alone."""

    claim: Claim
    reading: Reading


def likeness(one: Told, other: Told) -> tuple[Likeness, tuple[Condition, ...]]:
    """How two claims stand to each other, and the truth conditions in which they differ.

    Each is held against the other: the same are only claims that say no more and no less than each other of who
    does what, how much and when.
    """
    forth, back = _compared(one, other), _compared(other, one)
    if forth is None or back is None or not (_tells_the_deed(forth) and _tells_the_deed(back)):
        return Likeness.OTHER, ()
    if not (forth.who.agrees or back.who.agrees) or _is_done(forth) is not _is_done(back):
        return Likeness.OTHER, ()
    differing = {c.name: c for comparison in (back, forth) for c in comparison.conditions if c.differs}
    if not differing:
        return (Likeness.SAME if _say_as_much(one.claim, other.claim) else Likeness.OTHER), ()
    is_variant = len(differing) == 1 and _may_vary(next(iter(differing)), one.claim)
    return (Likeness.VARIANT if is_variant else Likeness.OTHER), tuple(differing.values())


def _may_vary(condition: str, claim: Claim) -> bool:
    """Whether claims that differ in this one condition are worth linking: of a figure each period has its own."""
    return condition == "amount" or (condition == "when" and claim.kind is not Kind.STATISTIC)


def _compared(one: Told, other: Told) -> Comparison | None:
    """The first held against the sentence that tells the other; None where that is none."""
    day = other.claim.claimed.day
    found = (compare(one.claim, sentence, other.reading, day) for sentence in other.reading.sentences)
    return max(found, key=lambda comparison: sum(c.agrees for c in comparison.conditions), default=None)


def _tells_the_deed(comparison: Comparison) -> bool:
    """Whether the other tells the same act as a thing that is so."""
    told = (comparison.action, comparison.what, comparison.polarity)
    return all(condition.agrees for condition in told) and not comparison.hedged


def _is_done(comparison: Comparison) -> bool:
    return comparison.frame is not None and comparison.frame.mood is Mood.DONE


def _say_as_much(one: Claim, other: Claim) -> bool:
    """Whether neither gives an amount or deadline where the other gives none."""
    return bool(one.quantities) is bool(other.quantities) and (one.deadline is None) is (other.deadline is None)
