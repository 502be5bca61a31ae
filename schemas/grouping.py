"""Which sightings are of one claim: variants, merges, splits."""

from typing import Any

from marshmallow import Schema, fields, validate

from claims.domain.grouping import GroupingKind
from schemas.base import Request, Wire, described, page_of
from schemas.claim import ClaimSchema
from schemas.fields import InstantField, Text, choice
from schemas.mention import ConditionSchema

MAX_ARTICLES = 1_000


class VariantSchema(Wire):
    """A claim that agrees with another but for the truth conditions listed."""

    claim = fields.Nested(ClaimSchema, required=True)
    conditions = fields.List(fields.Nested(ConditionSchema), required=True, metadata=described("In what they differ."))
    found_at = InstantField(required=True)


class MovedSchema(Wire):
    """What went along."""

    appearances = fields.List(fields.String(), required=True, metadata=described("By the ids of their articles."))
    evidence = fields.List(fields.String(), required=True)
    reviews = fields.List(fields.String(), required=True)


class RegroupingSchema(Wire):
    """A merge or split; one that was undone stays on file with `undone_at` set."""

    id = fields.String(required=True)
    kind = choice(GroupingKind, required=True)
    claim_id = fields.String(required=True, metadata=described("The claim from which sightings went."))
    other_id = fields.String(required=True, metadata=described("The claim to which they went."))
    reviewer = fields.String(required=True)
    reason = fields.String(required=True)
    created_at = InstantField(required=True)
    moved = fields.Nested(MovedSchema, required=True)
    undone_at = InstantField(required=True, allow_none=True)
    undone_by = fields.String(required=True, allow_none=True)
    undone_reason = fields.String(required=True, allow_none=True)


class GroupedSchema(RegroupingSchema):
    """A merge or split with both claims as they stand after it."""

    claim = fields.Nested(ClaimSchema, required=True)
    other = fields.Nested(ClaimSchema, required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The claims are beside the regrouping, everything else in it."""
        return super().get_attribute(obj if attr in ("claim", "other") else obj.regrouping, attr, default)


class UndoSchema(Request):
    """Who takes a decision back, and why."""

    reviewer = Text(required=True, longest=200)
    reason = Text(required=True, longest=2_000)


class MergeSchema(UndoSchema):
    """Into which claim another goes; who decided, and why."""

    into = Text(required=True, longest=100, metadata=described("The claim that goes on."))


class SplitSchema(UndoSchema):
    """Which sightings are of another claim; who decided, and why."""

    article_ids = fields.List(
        Text(longest=100),
        required=True,
        validate=validate.Length(min=1, max=MAX_ARTICLES),
        metadata=described("The articles in which it is another claim that appears."),
    )
    text = Text(allow_none=True, metadata=described("The words of the other claim; those of the article if not given."))


VariantListSchema: type[Schema] = page_of(VariantSchema)
RegroupingListSchema: type[Schema] = page_of(RegroupingSchema)
