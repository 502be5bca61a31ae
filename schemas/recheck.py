"""The re-check and its report."""

from marshmallow import fields, validate

from claims.domain.verdict import Rule, Status
from schemas.base import Request, Wire, described
from schemas.claim import ClaimSchema
from schemas.fields import Count, Flag, InstantField, MomentField, choice
from schemas.run import StageSchema


class RecheckRequestSchema(Request):
    """What to re-check; an empty body looks at everything that is due."""

    as_of = MomentField(
        allow_none=True, metadata=described("Judge by what was known at the end of that day; now where not given.")
    )
    limit = Count(
        strict=True, allow_none=True, validate=validate.Range(min=1), metadata=described("Claims to look at, at most.")
    )
    dry_run = Flag(load_default=False, metadata=described("Look, but write nothing."))


class RecheckChangeSchema(Wire):
    """A claim whose verdict the re-check changed."""

    claim = fields.Nested(ClaimSchema, required=True)
    before = choice(Status, required=True, data_key="from", attribute="before.status")
    after = choice(Status, required=True, data_key="to", attribute="after.status")
    rule = choice(Rule, required=True, attribute="after.rule")
    summary = fields.String(required=True, attribute="after.summary")
    overdue = fields.Boolean(required=True, attribute="after.overdue")


class RecheckReportSchema(Wire):
    """What a re-check did."""

    run_id = fields.String(required=True)
    as_of = InstantField(required=True, metadata=described("The instant it judged by."))
    dry_run = fields.Boolean(required=True)
    looked_at = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    overdue = fields.Integer(required=True, metadata=described("Claims found past their deadline."))
    errors = fields.Integer(required=True, metadata=described("How much went wrong; `stages` has the sentences."))
    started_at = InstantField(required=True)
    ended_at = InstantField(required=True)
    stages = fields.List(fields.Nested(StageSchema), required=True, metadata=described("What it did, in its order."))
    changes = fields.List(fields.Nested(RecheckChangeSchema), required=True)


class TrialSchema(Wire):
    """What another policy would change; nothing was written."""

    fields_ = fields.Function(
        lambda trial: [{"name": name, "in_force": now, "tried": tried} for name, now, tried in trial.fields],
        data_key="policy",
    )
    looked_at = fields.Integer(required=True)
    changes = fields.List(fields.Nested(RecheckChangeSchema), required=True)
