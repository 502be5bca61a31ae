"""Changes of all claims, and what feeds and calendars are asked for."""

from marshmallow import Schema, fields

from claims.domain.verdict import Cause, Outcome, Rule, Status
from schemas.base import PageQuery, Request, Wire, described, page_of
from schemas.fields import DayField, InstantField, MomentField, Text, choice


class ClaimChangeSchema(Wire):
    """A change of a claim: from what to what, why, and when it was recorded."""

    id = fields.String(required=True, attribute="change.id")
    at = InstantField(required=True, attribute="change.at", metadata=described("When the ledger recorded it."))
    claim_id = fields.String(required=True, attribute="change.claim_id")
    text = fields.String(required=True, attribute="claim.claim.text", metadata=described("Of the claim, as it is now."))
    claimant = fields.String(required=True, allow_none=True, attribute="claim.claim.claimant")
    tags = fields.List(fields.String(), required=True, attribute="claim.claim.tags")
    before = choice(Status, required=True, data_key="from", attribute="change.before")
    after = choice(Status, required=True, data_key="to", attribute="change.after")
    rule = choice(Rule, required=True, attribute="change.verdict.rule")
    summary = fields.String(required=True, attribute="change.verdict.summary")
    overdue = fields.Boolean(required=True, attribute="change.verdict.overdue")
    outcome = choice(Outcome, required=True, allow_none=True, attribute="change.verdict.outcome")
    cause = choice(Cause, required=True, allow_none=True, attribute="change.cause")
    article_id = fields.String(required=True, allow_none=True, attribute="change.article_id")
    published_at = MomentField(required=True, allow_none=True, attribute="change.published")


class _WhichChanges(Schema):
    tag = Text(longest=100, metadata=described("Of claims with this tag."))
    claim = Text(longest=100, metadata=described("Of this claim."))
    status = choice(Status, metadata=described("That led to this status."))


class ChangeQuerySchema(_WhichChanges, PageQuery):
    """Which changes, and which page of them."""


class StreamQuerySchema(_WhichChanges, Request):
    """Which changes to watch."""


class FeedQuerySchema(_WhichChanges, Request):
    """Which changes; the newest 50, or those before."""

    before = Text(longest=1_000, metadata=described("From the `next` link of the page before."))


class DeadlineQuerySchema(Request):
    """Which deadlines."""

    tag = Text(longest=100)
    claimant = Text(longest=300, metadata=described("Compared without case."))
    status = choice(Status)
    since = DayField(metadata=described("Deadlines of this day or later; of the last year where not given."))


ClaimChangeListSchema: type[Schema] = page_of(ClaimChangeSchema)
