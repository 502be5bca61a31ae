"""The shapes of Google's Fact Check Tools API, v1alpha1 (https://developers.google.com/fact-check/tools/api)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields, post_dump, pre_load, validate, validates_schema

from claims.domain.claimreview import ClaimReview
from claims.domain.moment import Moment, format_instant
from schemas.base import Request, Wire, described
from schemas.fields import Count, Flag, Text

_BIGGEST = 2**31 - 1
_IGNORED = described("Accepted, and of no effect here.")


def _told(about: str) -> dict[str, Any]:
    """The description of a text that may be empty, which is the same as left out."""
    return described(about, pattern="")


class FactCheckQuerySchema(Request):
    """What is searched for."""

    query = Text(longest=500, metadata=_told("Words to look for; needed unless `reviewPublisherSiteFilter` is given."))
    language = Text(
        longest=35,
        data_key="languageCode",
        metadata=_told("BCP-47; the region does not count. The ledger is in English."),
    )
    site = Text(
        longest=300, data_key="reviewPublisherSiteFilter", metadata=_told("Only checks by the desk at this site.")
    )
    max_age_days = Count(
        data_key="maxAgeDays",
        validate=validate.Range(min=0, max=36_500),
        metadata=described("Of the newer of claim and check."),
    )
    size = Count(
        data_key="pageSize",
        validate=validate.Range(min=0, max=_BIGGEST),
        metadata=described("Claims on the page; 10 where it is left out or 0, and the server's maximum for more."),
    )
    token = Text(longest=1_000, data_key="pageToken", metadata=_told("The `nextPageToken` of the page before."))
    offset = Count(validate=validate.Range(min=0, max=_BIGGEST), metadata=described("Of no effect beside `pageToken`."))
    mask = Text(
        longest=1_000, data_key="fields", metadata=_told("Only these, as `claims(text,claimReview/url)`; * is all.")
    )
    pretty = Flag(data_key="prettyPrint")
    alt = fields.String(validate=validate.OneOf(["json"], error="Only json is served."))
    key = Text(longest=300, metadata=_told("A key of this server, in place of the header `Authorization`."))
    quota_user = fields.String(data_key="quotaUser", metadata=_IGNORED)
    upload_type = fields.String(data_key="uploadType", metadata=_IGNORED)
    upload_protocol = fields.String(metadata=_IGNORED)
    error_format = fields.String(data_key="$.xgafv", metadata=_IGNORED)

    @pre_load
    def leave_out_empty(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """Clients of Google's send `pageToken=` for the first page: empty is left out."""
        return {name: value for name, value in data.items() if value != ""}

    @validates_schema(skip_on_field_errors=True)
    def asks_for_something(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a search for nothing."""
        if "query" not in data and "site" not in data:
            raise ValidationError("Required unless reviewPublisherSiteFilter is given.", "query")


class _Sparse(Wire):
    @post_dump
    def leave_out_unknown(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Google leaves out what is not known, an empty list too."""
        return {name: value for name, value in data.items() if value not in (None, [], "")}


class FactPublisherSchema(_Sparse):
    """Who checked."""

    name = fields.String()
    site = fields.Function(lambda author: site_of(author.url), metadata={"type": "string"})


class FactReviewSchema(_Sparse):
    """A check."""

    publisher = fields.Nested(FactPublisherSchema, attribute="author")
    url = fields.String()
    title = fields.String()
    reviewed = fields.Function(
        lambda review: _timestamp(review.published), data_key="reviewDate", metadata={"type": "string"}
    )
    rating = fields.String(data_key="textualRating", attribute="rating.words")
    language = fields.String(data_key="languageCode")


class FactCheckedClaimSchema(_Sparse):
    """A claim with its check."""

    text = fields.String()
    claimant = fields.String(attribute="claimant.name")
    claimed = fields.Function(
        lambda review: _timestamp(review.claimed), data_key="claimDate", metadata={"type": "string"}
    )
    reviews = fields.List(fields.Nested(FactReviewSchema), data_key="claimReview")

    def get_attribute(self, obj: ClaimReview, attr: str, default: Any) -> Any:
        """The desk has one check of each claim."""
        return [obj] if attr == "reviews" else super().get_attribute(obj, attr, default)


class FactCheckPageSchema(_Sparse):
    """What was found; `{}` where that is nothing."""

    items = fields.List(fields.Nested(FactCheckedClaimSchema), data_key="claims")
    next = fields.String(data_key="nextPageToken")


class GoogleFaultSchema(Wire):
    """What went wrong."""

    code = fields.Integer(required=True)
    message = fields.String(required=True)
    status = fields.String(required=True, metadata=described("The name of the code, such as INVALID_ARGUMENT."))


class GoogleErrorSchema(Wire):
    """An error in the form of Google's APIs."""

    error = fields.Nested(GoogleFaultSchema, required=True)


def site_of(url: str | None) -> str | None:
    """The host of an address, without "www."."""
    host = urlsplit(url or "").hostname
    return host.removeprefix("www.") if host else None


def _timestamp(moment: Moment | None) -> str | None:
    """RFC 3339; a day is its beginning in UTC."""
    if moment is None:
        return None
    return f"{moment.day.isoformat()}T00:00:00Z" if moment.at is None else format_instant(moment.at)
