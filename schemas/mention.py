"""The small shapes inside claims and evidence: spans, signals, quantities, dates, deadlines."""

from typing import Any

from marshmallow import fields, post_dump, validate

from claims.domain.condition import CONDITIONS, Finding
from claims.domain.mention import Comparator, Precision, Role
from schemas.base import Wire, described
from schemas.fields import DayField, DecimalText, choice


class SpanSchema(Wire):
    """A stretch of a text: its words, and the characters they run from and to."""

    text = fields.String(required=True)
    start = fields.Integer(required=True, metadata=described("First character, counted from 0."))
    end = fields.Integer(required=True, metadata=described("The character after the last."))


class SignalSchema(Wire):
    """One explained feature of a result."""

    name = fields.String(required=True)
    score = fields.Float(required=True, metadata=described("From -1 (speaks against) to 1 (speaks for)."))
    detail = fields.String(required=True, metadata=described("One sentence for people."))


class ConditionSchema(Wire):
    """In what a claim and a passage agree or differ."""

    name = fields.String(required=True, validate=validate.OneOf(CONDITIONS))
    finding = choice(Finding, required=True)
    detail = fields.String(required=True, metadata=described("One sentence for people."))


class QuantitySchema(Wire):
    """An amount. A range has `value` and `to`; `role` tells the ends of a change apart."""

    value = DecimalText(required=True, metadata=described("Decimal number as text."))
    to = DecimalText(metadata=described("Upper end; only where the amount is a range."))
    unit = fields.String(
        required=True,
        metadata=described('ISO 4217 code, "%", a singular name such as "metre", the thing counted, or "".'),
    )
    comparator = choice(Comparator, required=True)
    text = fields.String(required=True, attribute="span.text", metadata=described("As printed."))
    note = fields.String(metadata=described("Only where the unit was ambiguous."))
    figure = fields.Integer(
        metadata=described("Only where one amount is stated more than once: those of one number are one figure.")
    )

    role = choice(Role, metadata=described("Only at the ends of a change: what was before, what is after it."))

    @post_dump
    def leave_out_what_is_not_there(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """`to`, `note`, `figure` and `role` appear only where they say something."""
        return {key: value for key, value in data.items() if value is not None}


class DateSchema(Wire):
    """A date as printed, and the first and last day it means; `start` and `end` count in the claim's text."""

    text = fields.String(required=True, attribute="span.text")
    start = fields.Integer(required=True, attribute="span.start")
    end = fields.Integer(required=True, attribute="span.end")
    first = DayField(required=True, data_key="from", metadata=described("First day meant."))
    last = DayField(required=True, data_key="to", metadata=described("Last day meant."))
    precision = choice(Precision, required=True)
    from_time = fields.Time(metadata=described("Local time of day on the first day; only where one is told."))
    to_time = fields.Time(metadata=described("Local time of day on the last day; only where one is told."))
    open_start = fields.Boolean(metadata=described("Only where true: no beginning is named ('before July')."))
    open_end = fields.Boolean(metadata=described("Only where true: no end is named ('since 2019')."))

    @post_dump
    def leave_out_what_is_not_there(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Times and open ends appear only where they say something."""
        return {key: value for key, value in data.items() if value is not None and value is not False}


class DeadlineSchema(Wire):
    """The last day by which a claim can be judged, how exactly it is known, and its words."""

    date = DayField(required=True)
    precision = choice(Precision, required=True)
    text = fields.String(required=True)
