"""Claims: as they are kept, entered, changed and asked for."""

from marshmallow import Schema, fields, validate

from claims.domain.claim import Kind
from claims.domain.query import Checked, ClaimSort
from claims.domain.verdict import Outcome, Rule, Status
from schemas.base import PageQuery, PeriodQuery, Request, Wire, described, page_of
from schemas.fields import DayField, Flag, InstantField, MomentField, Text, WebAddress, choice
from schemas.mention import DateSchema, DeadlineSchema, QuantitySchema

MAX_TAGS = 50


class OriginCountSchema(Wire):
    """How many independent origins take each side."""

    supports = fields.Integer(required=True)
    refutes = fields.Integer(required=True)


class ClaimSchema(Wire):
    """A claim on the ledger with where it stands."""

    id = fields.String(required=True, attribute="claim.id")
    text = fields.String(required=True, attribute="claim.text")
    kind = choice(Kind, required=True, attribute="claim.kind")
    status = choice(Status, required=True, attribute="verdict.status")
    rule = choice(Rule, required=True, attribute="verdict.rule", metadata=described("What decided the status."))
    summary = fields.String(required=True, attribute="verdict.summary", metadata=described("Why, in one sentence."))
    outcome = choice(Outcome, required=True, allow_none=True, attribute="verdict.outcome")
    confidence = fields.Float(
        required=True, attribute="verdict.confidence", metadata=described("How firmly the rule decides, from 0 to 1.")
    )
    overdue = fields.Boolean(required=True, attribute="verdict.overdue")
    claimant = fields.String(required=True, allow_none=True, attribute="claim.claimant")
    claimed_at = MomentField(required=True, attribute="claim.claimed")
    deadline = fields.Nested(DeadlineSchema, required=True, allow_none=True, attribute="claim.deadline")
    quantities = fields.List(fields.Nested(QuantitySchema), required=True, attribute="claim.quantities")
    entities = fields.List(fields.String(), required=True, attribute="claim.entities")
    tags = fields.List(fields.String(), required=True, attribute="claim.tags")
    origins = fields.Nested(OriginCountSchema, required=True, attribute="verdict")
    appearances = fields.Integer(required=True)
    last_checked_at = InstantField(required=True, allow_none=True)
    next_check_at = InstantField(required=True, allow_none=True)
    created_at = InstantField(required=True)
    updated_at = InstantField(required=True)

    since = DayField(
        required=True,
        allow_none=True,
        attribute="verdict.since",
        metadata=described("Publication day of what decided the status."),
    )
    last_check_found = fields.String(required=True, allow_none=True, metadata=described("Null: never checked."))
    original = fields.String(
        required=True,
        allow_none=True,
        attribute="claim.original",
        metadata=described("As printed, where `text` names what the printed words only point to; else null."),
    )
    dates = fields.List(fields.Nested(DateSchema), required=True, attribute="claim.dates")
    publisher = fields.String(required=True, allow_none=True, attribute="claim.publisher")
    url = fields.String(required=True, allow_none=True, attribute="claim.url")
    title = fields.String(required=True, allow_none=True, attribute="claim.title")
    article_id = fields.String(
        required=True,
        allow_none=True,
        attribute="claim.article_id",
        metadata=described("The article that first carried the claim, where it is on file."),
    )
    predecessor_id = fields.String(
        required=True,
        allow_none=True,
        attribute="claim.predecessor_id",
        metadata=described("The postponed promise that this one follows."),
    )
    successor_id = fields.String(
        required=True,
        allow_none=True,
        attribute="claim.successor_id",
        metadata=described("The claim with the new deadline, where this one was postponed."),
    )
    merged_into = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The claim that this one was found to be and now stands as; null for a claim of its own."),
    )
    version = fields.Integer(required=True, metadata=described("Grows with every change; makes the ETag."))


class FirstReportSchema(Request):
    """Where a claim was reported first."""

    publisher = Text(longest=300, allow_none=True)
    url = WebAddress(allow_none=True)
    title = Text(longest=1_000, allow_none=True)


def _tags(**kwargs: object) -> fields.List[str]:
    return fields.List(Text(longest=100), validate=validate.Length(max=MAX_TAGS), **kwargs)  # type: ignore[arg-type]


class NewClaimSchema(Request):
    """A claim to be followed; what is not given is read from its text."""

    text = Text(required=True)
    claimant = Text(longest=300, allow_none=True)
    claimed = MomentField(
        allow_none=True, data_key="claimed_at", metadata=described("When it was claimed; today where not given.")
    )
    kind = choice(Kind, allow_none=True)
    deadline = DayField(allow_none=True, metadata=described("The last day by which it can be judged."))
    tags = _tags(allow_none=True)
    source = fields.Nested(FirstReportSchema, allow_none=True, metadata=described("Where it was reported first."))


class ClaimEditSchema(Request):
    """What to change of a claim; fields not named stay as they are, null takes a claimant or deadline away."""

    text = Text()
    claimant = Text(longest=300, allow_none=True)
    kind = choice(Kind)
    deadline = DayField(allow_none=True)
    tags = _tags()


class ClaimQuerySchema(PeriodQuery):
    """Which claims; all conditions have to hold; the days are those of the claim."""

    status = choice(Status)
    kind = choice(Kind)
    overdue = Flag()
    claimant = Text(longest=300, metadata=described("Compared without case."))
    publisher = Text(longest=300, metadata=described("Who carried the claim first; compared without case."))
    tag = Text(longest=100)
    checked = choice(
        Checked,
        metadata=described(
            "Not looked at (`never`); looked at, and nothing on file speaks of it (`nothing`), or something (`found`)."
        ),
    )
    q = Text(
        longest=500,
        metadata=described("Words to look for; the best fit comes first, and `sort` is not used."),
    )
    sort = choice(ClaimSort, metadata=described("Order of the list; a leading minus means descending."))


class ViewpointQuery(Request):
    """From when to look at a claim; both together ask for a day, as the ledger knew it at a moment."""

    as_of = MomentField(metadata=described("What a reader could have known at the end of that day."))
    known_at = MomentField(
        metadata=described("What this ledger had been told by then; alone, it stands for the day as well.")
    )


class ViewpointPageQuery(ViewpointQuery, PageQuery):
    """Which page, and from when to look at the claim."""


ClaimListSchema: type[Schema] = page_of(ClaimSchema)
