"""Decisions of people about claims and evidence."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from claims.domain.evidence import Stance
from claims.domain.review import ReviewKind
from claims.domain.verdict import Status
from schemas.base import Request, Wire, described, page_of
from schemas.fields import InstantField, Text, choice

REJECTED = "rejected"


class RejectionField(fields.Field[ReviewKind]):
    """Of the kind of a review, whether it rejects a match; only ever written."""

    def _serialize(self, value: ReviewKind | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return REJECTED if value is ReviewKind.MATCH else None


class ReviewSchema(Wire):
    """One decision; a withdrawn one stays on file with `withdrawn_at` set."""

    id = fields.String(required=True)
    claim_id = fields.String(required=True)
    kind = choice(ReviewKind, required=True, metadata=described("What it decides."))
    reviewer = fields.String(required=True)
    reason = fields.String(required=True)
    status = choice(Status, required=True, allow_none=True)
    stance = choice(Stance, required=True, allow_none=True)
    match = RejectionField(
        required=True,
        allow_none=True,
        attribute="kind",
        dump_only=True,
        metadata=described("`rejected` where a person found that the evidence is not about the claim."),
    )
    evidence_id = fields.String(required=True, allow_none=True)
    origin = fields.String(
        required=True,
        allow_none=True,
        metadata=described("Where a person found that the evidence comes from: the key of an origin."),
    )
    created_at = InstantField(required=True)
    withdrawn_at = InstantField(required=True, allow_none=True)
    withdrawn_by = fields.String(
        required=True, allow_none=True, metadata=described("Who took it back, where they said so.")
    )
    withdrawn_reason = fields.String(required=True, allow_none=True)


class TakingBackSchema(Request):
    """Who takes a decision back, and why."""

    reviewer = Text(longest=200, allow_none=True)
    reason = Text(longest=2_000, allow_none=True)


class NewReviewSchema(Request):
    """A decision: a status, or a stance, origin or rejected match of one piece of evidence; who decided, and why."""

    reviewer = Text(required=True, longest=200)
    reason = Text(required=True, longest=2_000)
    status = choice(Status, allow_none=True)
    stance = choice(Stance, allow_none=True)
    match = Text(allow_none=True, metadata={"enum": [REJECTED, None]})
    origin = Text(
        longest=300,
        allow_none=True,
        metadata=described("The name of the outlet or agency that the evidence comes from."),
    )
    evidence_id = Text(longest=100, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def decides_one_thing(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse none of what may be decided, and more than one; all but a status name their evidence."""
        given = [name for name in ("status", "stance", "match", "origin") if data.get(name) is not None]
        if len(given) != 1:
            message = "Give exactly one of status, stance, match and origin."
            raise ValidationError(message, given[-1] if given else "status")
        if data.get("match") not in (None, REJECTED):
            raise ValidationError(f'Must be "{REJECTED}".', "match")
        if given == ["status"] and data.get("evidence_id") is not None:
            raise ValidationError("A status is about the claim as a whole and names no evidence.", "evidence_id")
        if given != ["status"] and data.get("evidence_id") is None:
            raise ValidationError(f"Needed with {given[0]}: which evidence it is about.", "evidence_id")


ReviewListSchema: type[Schema] = page_of(ReviewSchema)
