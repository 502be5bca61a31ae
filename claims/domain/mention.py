"""What is found in a sentence: quantities, dates, names and who said it. Found, not asserted true."""

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as printed and as understood.

    `unit` is an ISO 4217 code for money ("USD", also "USD per barrel"), "%" for per cent, a singular
    lower-case name ("metre", "time" for multiples, "percentage point"), the thing counted
    ("household"), or "". A range has `value` and `to`. `note` says how an ambiguous unit was read.
    """

    span: Span
    value: Decimal
    unit: str
    comparator: Comparator = Comparator.EQUAL
    to: Decimal | None = None
    note: str | None = None

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


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed, and the first and last day it means.

    `limit` is true for a date that closes a period in which something is to happen: "in one
    month", "by 2030", "before July", "within ten days", "to March".
    """

    span: Span
    first: date
    last: date
    precision: Precision
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text, and the form it is compared under ("LG Innotek" for "LG Innotek Co.")."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, by which verb.

    `speaker` is the name the claimant resolves to ("the company" to "LG Innotek"), None where
    nobody is named; `anonymous` marks "sources", "people familiar with the matter". `via` is the
    outlet that relays the words ("Korea Joongang Daily quoted LG Innotek as saying").
    """

    content: Span
    claimant: Span | None = None
    cue: Span | None = None
    speaker: str | None = None
    anonymous: bool = False
    via: str | None = None
