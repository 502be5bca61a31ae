"""Re-checks: what each did, while it goes on and after it."""

from marshmallow import Schema, fields

from claims.domain.run import RunState
from schemas.base import Wire, described, page_of
from schemas.fields import InstantField, choice


class StageSchema(Wire):
    """What became of one stage of a run."""

    name = fields.String(required=True)
    counts = fields.Dict(
        keys=fields.String(), values=fields.Integer(), required=True, metadata=described("What it dealt with, by name.")
    )
    errors = fields.List(fields.String(), required=True, metadata=described("The last of them, each a sentence."))
    error_count = fields.Integer(required=True, metadata=described("All of them."))
    failed = fields.Boolean(required=True, metadata=described("Whether it could not go on."))


class RunSchema(Wire):
    """A re-check."""

    id = fields.String(required=True)
    state = choice(RunState, required=True)
    host = fields.String(required=True, allow_none=True, attribute="process.host", dump_default=None)
    pid = fields.Integer(required=True, allow_none=True, attribute="process.pid", dump_default=None)
    started_at = InstantField(required=True)
    beat_at = InstantField(required=True, metadata=described("Its last sign of life."))
    ended_at = InstantField(required=True, allow_none=True, metadata=described("Null while it goes on."))
    as_of = InstantField(required=True, metadata=described("The instant it judged by."))
    looked_at = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    overdue = fields.Integer(required=True, metadata=described("Claims found past their deadline."))
    errors = fields.Integer(required=True)
    stages = fields.List(fields.Nested(StageSchema), required=True)


RunListSchema: type[Schema] = page_of(RunSchema)
