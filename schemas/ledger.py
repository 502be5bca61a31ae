"""The ledger as a whole: publishers, figures, health."""

from typing import Any

from marshmallow import Schema, fields

from claims.domain.claim import Kind
from claims.domain.verdict import Status
from schemas.base import Wire, described, page_of
from schemas.fields import DayField
from schemas.run import RunSchema


class PublisherSchema(Wire):
    """A publisher with what it has on file."""

    name = fields.String(required=True)
    articles = fields.Integer(required=True)
    first = fields.Integer(required=True, metadata=described("Claims it carried first; the next three add up to it."))
    confirmed = fields.Integer(required=True)
    denied = fields.Integer(required=True)
    pending = fields.Integer(required=True)
    newest = DayField(required=True, allow_none=True, metadata=described("Publication day of its newest article."))


def _counts(*names: str) -> fields.Dict:
    properties = {name: {"type": "integer"} for name in names}
    return fields.Dict(
        keys=fields.String(), values=fields.Integer(), required=True, metadata={"properties": properties}
    )


class StatsSchema(Wire):
    """How much is on file, how it stands, and when the last re-check ran."""

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """All figures but the last run are of the statistics."""
        return super().get_attribute(obj if attr == "last_run" else obj.stats, attr, default)

    articles = fields.Integer(required=True)
    claims = fields.Integer(required=True)
    evidence = fields.Integer(required=True)
    reviews = fields.Integer(required=True)
    publishers = fields.Integer(required=True)
    by_status = _counts(*Status)
    by_kind = _counts(*Kind)
    overdue = fields.Integer(required=True)
    due = fields.Integer(required=True, metadata=described("Claims whose next check lies behind."))
    in_review = fields.Integer(required=True, metadata=described("Claims that wait for a person."))
    last_run = fields.Nested(
        RunSchema,
        required=True,
        allow_none=True,
        metadata=described("The re-check that ended last; null where none did."),
    )


class HealthSchema(Wire):
    """Whether the service is up."""

    status = fields.String(required=True)


PublisherListSchema: type[Schema] = page_of(PublisherSchema)
