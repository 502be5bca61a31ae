"""Articles that a person took out of account, and what that changed."""

from marshmallow import fields

from schemas.article import ArticleHeadSchema
from schemas.base import Request, Wire, described
from schemas.fields import Text
from schemas.history import ArticleChangeSchema


class NewWithdrawalSchema(Request):
    """Why an article no longer counts, or counts again, and who says so."""

    reason = Text(required=True, longest=2_000)
    reviewer = Text(longest=200, allow_none=True)


class WithdrawalReportSchema(Wire):
    """The article with its withdrawals, and the statuses that changed."""

    article = fields.Nested(ArticleHeadSchema, required=True)
    status_changes = fields.List(
        fields.Nested(ArticleChangeSchema), required=True, attribute="changes", metadata=described("Of any claim.")
    )
