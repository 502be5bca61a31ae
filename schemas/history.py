"""Changes of a claim's status."""

from marshmallow import Schema, fields

from claims.domain.verdict import Cause, Outcome, Rule, Status
from schemas.base import Wire, described, page_of
from schemas.fields import DayField, InstantField, MomentField, choice


class ArticleChangeSchema(Wire):
    """A change that an article brought to a claim."""

    claim_id = fields.String(required=True)
    before = choice(Status, required=True, data_key="from")
    after = choice(Status, required=True, data_key="to")
    rule = choice(Rule, required=True, attribute="verdict.rule")
    summary = fields.String(required=True, attribute="verdict.summary")
    overdue = fields.Boolean(required=True, attribute="verdict.overdue")
    outcome = choice(Outcome, required=True, allow_none=True, attribute="verdict.outcome")


class ChangeSchema(Wire):
    """A line of a claim's history: what changed, when it was recorded, and why."""

    id = fields.String(required=True)
    at = InstantField(required=True, metadata=described("When the ledger recorded it."))
    note = fields.String(
        required=True,
        allow_none=True,
        metadata=described("What a person did with the claim as such: that it was merged or split; else null."),
    )
    since = DayField(
        required=True,
        allow_none=True,
        attribute="verdict.since",
        metadata=described("Publication day of what decided it."),
    )
    before = choice(Status, required=True, data_key="from")
    after = choice(Status, required=True, data_key="to")
    rule = choice(Rule, required=True, attribute="verdict.rule")
    summary = fields.String(required=True, attribute="verdict.summary")
    overdue = fields.Boolean(required=True, attribute="verdict.overdue")
    outcome = choice(Outcome, required=True, allow_none=True, attribute="verdict.outcome")
    cause = choice(Cause, required=True, allow_none=True, metadata=described("What had the status derived anew."))
    made_by = fields.String(required=True, allow_none=True, metadata=described("The person, where it was one."))
    article_id = fields.String(
        required=True, allow_none=True, metadata=described("The article on whose word it was decided.")
    )
    published_at = MomentField(
        required=True, allow_none=True, attribute="published", metadata=described("When that article came out.")
    )
    evidence_ids = fields.List(fields.String(), required=True, attribute="verdict.evidence_ids")
    review_id = fields.String(required=True, allow_none=True, attribute="verdict.review_id")


ChangeListSchema: type[Schema] = page_of(ChangeSchema)
