"""Questions about a text that leave nothing behind."""

from typing import Any

from marshmallow import fields, validate

from claims.domain.claim import Kind
from claims.domain.evidence import Stance, Strength
from claims.domain.verdict import Status
from schemas.base import Request, Wire, described
from schemas.evidence import JudgementSchema
from schemas.fields import Count, MomentField, Text, choice
from schemas.mention import ConditionSchema, DateSchema, DeadlineSchema, QuantitySchema, SignalSchema, SpanSchema

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


class RankedSchema(Wire):
    """A claim on the ledger that the text may be about."""

    claim_id = fields.String(required=True, attribute="match.claim_id")
    text = fields.String(required=True, attribute="tracked.claim.text")
    status = choice(Status, required=True, attribute="tracked.verdict.status")
    score = fields.Float(
        required=True, attribute="match.score", metadata=described("How likely the text speaks of it, from 0 to 1.")
    )
    signals = fields.List(fields.Nested(SignalSchema), required=True, attribute="match.signals")
    conditions = fields.List(
        fields.Nested(ConditionSchema),
        required=True,
        attribute="match.conditions",
        metadata=described("In what the text and the claim agree and differ; what one leaves open is not listed."),
    )
    nearest = fields.Nested(
        SpanSchema,
        required=True,
        allow_none=True,
        metadata=described("The sentence that tells most of the claim's words; it need not be about it."),
    )
    stance = choice(Stance, required=True, allow_none=True, metadata=described("Null where it says nothing of it."))
    strength = choice(Strength, required=True, allow_none=True)
    passage = fields.Nested(SpanSchema, required=True, allow_none=True, metadata=described("Where it says so."))

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """What the text says of the claim stands in its judgement, where there is one."""
        if attr in ("stance", "strength", "passage"):
            return None if obj.judgement is None else super().get_attribute(obj.judgement, attr, default)
        return super().get_attribute(obj, attr, default)


class MatchesSchema(Wire):
    """What the text says of claims on the ledger, and which of them it may be about."""

    matches = fields.List(
        fields.Nested(JudgementSchema),
        required=True,
        attribute="judgements",
        metadata=described("What it says of claims, as an article with this text would; the best match first."),
    )
    ranking = fields.List(
        fields.Nested(RankedSchema),
        required=True,
        metadata=described("The claims that it may be about: those of `matches`, then others, the likeliest first."),
    )
