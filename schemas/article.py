"""Articles, and what becomes of one that comes in."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from claims.domain.article import DatedBy
from schemas.base import PeriodQuery, Request, Wire, described, page_of
from schemas.claim import ClaimSchema
from schemas.evidence import MatchSchema
from schemas.fields import InstantField, MomentField, Text, WebAddress, choice
from schemas.history import ArticleChangeSchema

_FORMS = ("text", "html", "url")


class WithdrawalSchema(Wire):
    """A time at which an article was taken out of account; one that was undone says so."""

    at = InstantField(required=True)
    reason = fields.String(required=True)
    reviewer = fields.String(required=True, allow_none=True, attribute="by")
    undone_at = InstantField(required=True, allow_none=True)
    undone_reviewer = fields.String(required=True, allow_none=True, attribute="undone_by")
    undone_reason = fields.String(required=True, allow_none=True)


class ArticleHeadSchema(Wire):
    """An article without its text, as it appears in lists."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    publisher = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    canonical_url = fields.String(required=True, allow_none=True)
    published_at = MomentField(required=True, attribute="published")
    dated_by = choice(DatedBy, required=True, metadata=described("Who gave the publication day."))
    reprint_of = fields.String(
        required=True, allow_none=True, metadata=described("The article on file whose text it prints again.")
    )
    withdrawals = fields.List(fields.Nested(WithdrawalSchema), required=True)


class ArticleSchema(ArticleHeadSchema):
    """An article with its text, in which all offsets count."""

    text = fields.String(required=True)


class ArticleViewSchema(ArticleHeadSchema):
    """An article with its text, the claims that appear in it, and what it says of earlier claims."""

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Claims and evidence are of the view, everything else of its article."""
        return super().get_attribute(obj if attr in ("claims", "evidence") else obj.article, attr, default)

    text = fields.String(required=True)
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    matches = fields.List(fields.Nested(MatchSchema), required=True, attribute="evidence")


class IntakeSchema(Wire):
    """What became of an article: its claims, what it says of claims on the ledger, and what that changed."""

    article = fields.Nested(ArticleSchema, required=True)
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    matches = fields.List(fields.Nested(MatchSchema), required=True, attribute="evidence")
    status_changes = fields.List(fields.Nested(ArticleChangeSchema), required=True, attribute="changes")


class NewArticleSchema(Request):
    """An article to be read: exactly one of `text`, `html` and `url`, and what is known of it."""

    title = Text(longest=1_000, allow_none=True)
    text = Text(allow_none=True, metadata=described("The article as plain text."))
    html = Text(allow_none=True, metadata=described("The source of its page."))
    url = WebAddress(allow_none=True, metadata=described("Where to fetch its page."))
    published = MomentField(
        allow_none=True,
        data_key="published_at",
        metadata=described("Without it, the page's own date, and else the day of intake, stands in."),
    )
    publisher = Text(longest=300, allow_none=True)
    author = Text(longest=300, allow_none=True)
    canonical_url = WebAddress(allow_none=True, metadata=described("The address that the article itself names."))

    @validates_schema(skip_on_field_errors=True)
    def has_one_form(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse none, and more than one, of text, html and url."""
        given = [form for form in _FORMS if data.get(form) is not None]
        if len(given) != 1:
            raise ValidationError("Give exactly one of text, html and url.", given[-1] if given else "text")


class ArticleQuerySchema(PeriodQuery):
    """Which articles; all conditions have to hold; the days are those of publication."""

    publisher = Text(longest=300, metadata=described("Compared without case."))


ArticleListSchema: type[Schema] = page_of(ArticleHeadSchema)
