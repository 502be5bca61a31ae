"""Questions about a text that leave nothing behind."""

from marshmallow import fields, validate

from claims.domain.claim import Kind
from schemas.base import Request, Wire, described
from schemas.evidence import JudgementSchema
from schemas.fields import Count, MomentField, Text, choice
from schemas.mention import DateSchema, DeadlineSchema, QuantitySchema, SignalSchema, SpanSchema

MAX_MATCHES = 100


class DraftSchema(Wire):
    """A claim as found in a text, not on the ledger."""

    text = fields.String(required=True, metadata=described("Words that can stand alone."))
    kind = choice(Kind, required=True)
    claimant = fields.String(required=True, allow_none=True)
    deadline = fields.Nested(DeadlineSchema, required=True, allow_none=True)
    quantities = fields.List(fields.Nested(QuantitySchema), required=True)
    entities = fields.List(fields.String(), required=True)
    span = fields.Nested(SpanSchema, required=True, metadata=described("Where in the text it was found."))
    worthiness = fields.Float(required=True, metadata=described("How much it is worth checking, from 0 to 1."))
    signals = fields.List(fields.Nested(SignalSchema), required=True)
    dates = fields.List(fields.Nested(DateSchema), required=True)
    original = fields.String(
        required=True,
        allow_none=True,
        metadata=described("As printed, where `text` names what the printed words only point to; else null."),
    )


class ExtractRequestSchema(Request):
    """A text to look for claims in."""

    title = Text(longest=1_000, allow_none=True)
    text = Text(required=True)
    published = MomentField(
        allow_none=True,
        data_key="published_at",
        metadata=described('The day that words such as "next month" count from; today where not given.'),
    )


class ExtractionSchema(Wire):
    """The claims found in a text, those most worth checking first."""

    claims = fields.List(fields.Nested(DraftSchema), required=True)


class MatchRequestSchema(Request):
    """A text to hold against the claims on the ledger."""

    text = Text(required=True)
    title = Text(longest=1_000, allow_none=True)
    published = MomentField(allow_none=True, data_key="published_at")
    limit = Count(
        strict=True,
        validate=validate.Range(min=1, max=MAX_MATCHES),
        load_default=10,
        metadata=described("How many matches, at most."),
    )


class MatchesSchema(Wire):
    """What the text says of claims on the ledger, best match first."""

    matches = fields.List(fields.Nested(JudgementSchema), required=True)
