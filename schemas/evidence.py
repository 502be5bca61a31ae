"""What articles say of claims: judgements, matches, evidence on file."""

from typing import Any

from marshmallow import Schema, fields

from claims.domain.evidence import Fate, Stance, Strength
from schemas.base import Wire, described, page_of
from schemas.fields import InstantField, MomentField, choice
from schemas.mention import ConditionSchema, DateSchema, SignalSchema, SpanSchema
from schemas.review import ReviewSchema


class ArticleRefSchema(Wire):
    """As much of an article as a reader needs to find it."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    publisher = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    published_at = MomentField(required=True, attribute="published")


class OriginSchema(Wire):
    """What counts once: all evidence with one `key` is one voice."""

    key = fields.String(required=True)
    detail = fields.String(required=True, metadata=described("Why, in one sentence."))
    through = fields.String(
        required=True, allow_none=True, metadata=described("The article on file by which the trail leads there.")
    )


class JudgementSchema(Wire):
    """What a text says of a claim on the ledger."""

    claim_id = fields.String(required=True)
    stance = choice(Stance, required=True)
    strength = choice(Strength, required=True, metadata=described("On whose word."))
    score = fields.Float(required=True, metadata=described("How sure it is, from 0 to 1."))
    passage = fields.Nested(SpanSchema, required=True)
    signals = fields.List(fields.Nested(SignalSchema), required=True)
    speaker = fields.String(required=True, allow_none=True, metadata=described("Who is on record."))
    conditions = fields.List(
        fields.Nested(ConditionSchema),
        required=True,
        metadata=described("In what the passage and the claim agree and differ; what one leaves open is not listed."),
    )


class MatchSchema(JudgementSchema):
    """What an article on file says of a claim on the ledger."""

    evidence_id = fields.String(required=True, attribute="id")
    origin = fields.Nested(OriginSchema, required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """What the evidence does not say itself, its judgement says."""
        return super().get_attribute(obj if attr in ("id", "origin") else obj.judgement, attr, default)


class EvidenceSchema(Wire):
    """A passage that bears on a claim, and whether it counts."""

    id = fields.String(required=True, attribute="evidence.id")
    claim_id = fields.String(required=True, attribute="evidence.claim_id")
    article = fields.Nested(ArticleRefSchema, required=True)
    stance = choice(Stance, required=True, attribute="evidence.judgement.stance")
    strength = choice(Strength, required=True, attribute="evidence.judgement.strength")
    score = fields.Float(required=True, attribute="evidence.judgement.score")
    passage = fields.Nested(SpanSchema, required=True, attribute="evidence.judgement.passage")
    origin = fields.Nested(OriginSchema, required=True, attribute="evidence.origin")
    counts = fields.Boolean(required=True, metadata=described("Whether it may decide the status."))
    because = fields.String(required=True, metadata=described("Why it counts or does not."))
    speaker = fields.String(required=True, allow_none=True, attribute="evidence.judgement.speaker")
    relays = fields.String(
        required=True,
        allow_none=True,
        attribute="evidence.judgement.relays",
        metadata=described("The outlet whose report it passes on."),
    )
    retraction = fields.Boolean(
        required=True,
        attribute="evidence.judgement.retraction",
        metadata=described("Whether a publisher withdraws its own report."),
    )
    fate = choice(
        Fate,
        required=True,
        allow_none=True,
        attribute="evidence.judgement.fate",
        metadata=described("What it says became of a promise or plan."),
    )
    moved_to = fields.Nested(DateSchema, required=True, allow_none=True, attribute="evidence.judgement.moved_to")
    signals = fields.List(fields.Nested(SignalSchema), required=True, attribute="evidence.judgement.signals")
    review = fields.Nested(ReviewSchema, required=True, allow_none=True)
    doubt = fields.String(
        required=True,
        allow_none=True,
        attribute="evidence.doubt",
        metadata=described("Why a person should see it, where it was a near thing."),
    )
    found_at = InstantField(required=True, attribute="evidence.found_at")


EvidenceListSchema: type[Schema] = page_of(EvidenceSchema)


class NodesField(fields.List[dict[str, Any]]):
    """The nodes below a node, of the same form; described as objects, since a description that holds itself has no end.

    Only ever written.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(fields.Dict(), **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return OriginNodeSchema(many=True).dump(value)


class OriginNodeSchema(Wire):
    """An article in the tree of origins, with those that lead back to it."""

    article = fields.Nested(ArticleRefSchema, required=True)
    evidence_id = fields.String(required=True, allow_none=True, metadata=described("Null for the first report."))
    stance = choice(Stance, required=True, allow_none=True)
    strength = choice(Strength, required=True, allow_none=True)
    counts = fields.Boolean(required=True, metadata=described("Whether it may decide the status."))
    detail = fields.String(required=True, metadata=described("How it leads back, in one sentence."))
    led_here = NodesField(required=True, metadata=described("Those that lead back to it, each as this one."))


class OriginTreeSchema(Wire):
    """What counts once, and all articles that lead back to it."""

    key = fields.String(required=True)
    name = fields.String(required=True, metadata=described("The outlet, agency or article that it is."))
    is_first_report = fields.Boolean(required=True, metadata=described("Which never confirms the claim."))
    articles = fields.Integer(required=True)
    led_here = fields.List(fields.Nested(OriginNodeSchema), required=True)


class OriginTreesSchema(Wire):
    """Where all that is on file about a claim comes from."""

    claim_id = fields.String(required=True)
    origins = fields.List(fields.Nested(OriginTreeSchema), required=True)
