"""What a review brought about, and the claims that wait for one."""

from typing import Any

from marshmallow import Schema, fields

from claims.domain.review import Asked
from schemas.base import Wire, described, page_of
from schemas.claim import ClaimSchema
from schemas.evidence import EvidenceSchema
from schemas.fields import choice
from schemas.review import ReviewSchema


class DecisionSchema(ReviewSchema):
    """A review with the claim as it stands after it."""

    claim = fields.Nested(ClaimSchema, required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The claim is beside the review, everything else in it."""
        return super().get_attribute(obj if attr == "claim" else obj.review, attr, default)


class QueueItemSchema(Wire):
    """A claim that waits for a person."""

    claim = fields.Nested(ClaimSchema, required=True)
    asked = choice(Asked, required=True, metadata=described("What for."))
    worth = fields.Float(required=True, metadata=described("By which the queue is ordered, from 0 to 1."))
    reason = fields.String(required=True, metadata=described("Why a person has to decide."))
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)


QueueItemListSchema: type[Schema] = page_of(QueueItemSchema)
