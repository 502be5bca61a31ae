"""An article as read: its sentences with what was found in each."""

from dataclasses import dataclass
from datetime import date

from claims.domain.mention import Attribution, DateMention, Entity, Quantity, Referent
from claims.domain.text import Span


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence with its mentions; all spans count from the start of the article's text.

    `subject` is the name that "it", "the company" and the like in this sentence stand for, where
    the text before settles it. `referents` are those words one by one, in their order, with the name that is
    certain rather than likely.
    """

    span: Span
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    subject: str | None = None
    referents: tuple[Referent, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.span.text


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a text in their order; `told_on` is the day from which "in one month" counts."""

    sentences: tuple[SentenceReading, ...] = ()
    title: str = ""
    told_on: date | None = None
