"""Where a claim appeared."""

from marshmallow import Schema, fields

from schemas.base import Wire, described, page_of
from schemas.evidence import ArticleRefSchema
from schemas.fields import MomentField
from schemas.mention import SpanSchema


class AppearanceSchema(Wire):
    """An occurrence of a claim in an article on file."""

    article = fields.Nested(ArticleRefSchema, required=True)
    first = fields.Boolean(
        required=True, attribute="appearance.first", metadata=described("Whether it is the earliest one published.")
    )
    span = fields.Nested(SpanSchema, required=True, attribute="appearance.span")
    published_at = MomentField(required=True, attribute="appearance.published")


AppearanceListSchema: type[Schema] = page_of(AppearanceSchema)
