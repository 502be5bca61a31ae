"""What is found in a sentence: quantities, dates, names and who said it. Found, not asserted true."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from claims.domain.text import Span


class Comparator(StrEnum):
    """How a stated value relates to the thing measured."""

    EQUAL = "="
    ABOUT = "~"
    MORE = ">"
    LESS = "<"
    UP = "up"
    DOWN = "down"


class Role(StrEnum):
    """Which end of a change an amount is: what was before, or what is now or is to be."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as printed and as understood.

    `unit` is an ISO 4217 code for money ("USD", also "USD per barrel"), "%" for per cent, a singular
    lower-case name ("metre", "time" for multiples, "percentage point"), the thing counted
    ("household"), or "". A range has `value` and `to`. `note` says how an ambiguous unit was read.
    `figure` is set where a text states one amount more than once ("$5 million or KRW7 billion"): the
    quantities of a text with the same number are one figure. `role` is set for the two ends of a change
    ("rose from 3% to 4%", "$5m, up from $4m").
    """

    span: Span
    value: Decimal
    unit: str
    comparator: Comparator = Comparator.EQUAL
    to: Decimal | None = None
    note: str | None = None
    figure: int | None = None
    role: Role | None = None

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code where this is money, else None."""
        code = self.unit[:3]
        is_code = len(code) == 3 and code.isalpha() and code.isupper()
        return code if is_code and (len(self.unit) == 3 or self.unit[3:].startswith(" per ")) else None


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed, and the first and last day it means.

    `limit` is true for a date that closes a period in which something is to happen: "in one
    month", "by 2030", "before July", "within ten days", "to March".

    `from_time` is the time of day on the first day, `to_time` that on the last; the same for a point in
    time ("at 3pm on Friday"), None where the words tell none. They are local to whoever tells them.

    With `open_start` or `open_end` the words name one end alone ("before 2010", "after 2030"): the days
    given are those that are known to be meant, and `earliest` and `latest` reach as far as the calendar.
    """

    span: Span
    first: date
    last: date
    precision: Precision
    limit: bool = False
    from_time: time | None = None
    to_time: time | None = None
    open_start: bool = False
    open_end: bool = False

    @property
    def earliest(self) -> date:
        """The first day that may be meant; the calendar's first where the words name no beginning."""
        return date.min if self.open_start else self.first

    @property
    def latest(self) -> date:
        """The last day that may be meant; the calendar's last where the words name no end."""
        return date.max if self.open_end else self.last


class EntityKind(StrEnum):
    """What a name names. OTHER is an event, a law or a work, or what nothing in the text tells."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"
    PRODUCT = "product"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text, and the form it is compared under ("Halden Optics" for "Halden Optics Co.").

    `bearer` is the fullest name that the text has for its bearer ("Halden Optics" for "Halden"), and `forms`
    are the places where the text speaks of it, by whatever name or as "the Danish company", in their
    order and this one among them. `kind` is a guess where only the context speaks for it.
    """

    span: Span
    name: str
    kind: EntityKind = EntityKind.OTHER
    bearer: str = ""
    forms: tuple[Span, ...] = ()


class Manner(StrEnum):
    """In which way something is told to be somebody's: only what they SAID puts them on record.

    THOUGHT is what they believe, want or plan, as somebody else tells it; OTHER an attitude that a deed, a
    noun or a refusal shows ("endorsed", "the decision to", "declined to say").
    """

    SAID = "said"
    ASKED = "asked"
    THOUGHT = "thought"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said or thought what, by which word.

    `speaker` is the name the claimant resolves to ("the company" to "LG Innotek"), None where
    nobody is named; `anonymous` marks "sources", "people familiar with the matter". `via` is the
    outlet that relays the words ("Korea Joongang Daily quoted LG Innotek as saying"). `party` is the
    organisation that speaks, or that the person was introduced as speaking for.
    """

    content: Span
    claimant: Span | None = None
    cue: Span | None = None
    speaker: str | None = None
    anonymous: bool = False
    via: str | None = None
    manner: Manner = Manner.SAID
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Referent:
    """Words that point to somebody ("it", "the company's", "we"), and the name that they certainly stand for.

    `name` is None where more than one would fit. `speaking` marks those by which a speaker means itself or its
    own side ("we"). `detail` says why, in one sentence. `article`: "the" stands before the name.
    """

    span: Span
    name: str | None
    detail: str
    speaking: bool = False
    article: bool = False
