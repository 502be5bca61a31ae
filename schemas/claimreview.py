"""ClaimReviews as JSON-LD, in the words of schema.org (https://schema.org/ClaimReview)."""

from typing import Any

from marshmallow import fields, post_dump

from claims.domain.text import in_one_line
from schemas.base import Wire, described
from schemas.fields import InstantField, MomentField

CONTEXT = "https://schema.org"
_LONGEST_SUMMARY = 74  # characters of claimReviewed: Google asks for fewer than 75
_ITSELF = "itself"  # as an attribute: the whole of what is written, for a node made of some of its fields


class Node(Wire):
    """A thing in JSON-LD; what is not known of it is left out."""

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """A field of what is written, or all of it."""
        return obj if attr == _ITSELF else super().get_attribute(obj, attr, default)

    @post_dump
    def leave_out_unknown(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """JSON-LD has no null; the context comes first, then what kind of thing it is."""
        known = [(name, value) for name, value in data.items() if value is not None]
        return dict(sorted(known, key=lambda each: (each[0] != "@context", not each[0].startswith("@"))))


def _always(value: str, key: str) -> fields.Constant[str]:
    return fields.Constant(value, data_key=key, required=True, metadata={"type": "string"})


class MakerSchema(Node):
    """Who claims or checks."""

    kind = fields.String(data_key="@type", required=True)
    name = fields.String(required=True)
    url = fields.String()


class WorkPublisherSchema(Node):
    """Who published a work."""

    type = _always("Organization", "@type")
    name = fields.String(required=True, attribute=_ITSELF)


class WorkSchema(Node):
    """Where a claim appeared."""

    type = _always("CreativeWork", "@type")
    url = fields.String()
    title = fields.String(data_key="headline")
    publisher = fields.Nested(WorkPublisherSchema)
    published = fields.Date(data_key="datePublished")


class ReviewedClaimSchema(Node):
    """The claim that is reviewed, in full."""

    type = _always("Claim", "@type")
    claim_url = fields.String(data_key="@id")
    text = fields.String(required=True)
    claimant = fields.Nested(MakerSchema, data_key="author")
    claimed = MomentField(data_key="datePublished")
    first = fields.Nested(WorkSchema, data_key="firstAppearance")
    others = fields.List(fields.Nested(WorkSchema), data_key="appearance")

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """No list of nothing."""
        found = super().get_attribute(obj, attr, default)
        return None if found == () else found


class RatingSchema(Node):
    """What the check came to."""

    type = _always("Rating", "@type")
    value = fields.Integer(data_key="ratingValue", metadata=described("1 is false, 5 is true."))
    best = fields.Integer(data_key="bestRating")
    worst = fields.Integer(data_key="worstRating")
    words = fields.String(data_key="alternateName", required=True)
    explanation = fields.String(data_key="ratingExplanation")


class ClaimReviewNodeSchema(Node):
    """A published check of a claim."""

    type = _always("ClaimReview", "@type")
    url = fields.String(required=True)
    reviewed = fields.Function(
        lambda review: in_one_line(review.text, _LONGEST_SUMMARY),
        data_key="claimReviewed",
        required=True,
        metadata=described("Fewer than 75 characters; `itemReviewed` has the claim in full.", type="string"),
    )
    title = fields.String(data_key="headline")
    published = MomentField(data_key="datePublished")
    modified_at = InstantField(data_key="dateModified")
    language = fields.String(data_key="inLanguage")
    author = fields.Nested(MakerSchema, required=True)
    rating = fields.Nested(RatingSchema, data_key="reviewRating", required=True)
    item = fields.Nested(ReviewedClaimSchema, data_key="itemReviewed", required=True, attribute=_ITSELF)


class ClaimReviewSchema(ClaimReviewNodeSchema):
    """A published check of a claim, as a JSON-LD document of its own."""

    context = _always(CONTEXT, "@context")


class FeedItemSchema(Node):
    """A ClaimReview in a feed."""

    type = _always("DataFeedItem", "@type")
    modified_at = InstantField(data_key="dateModified")
    item = fields.Nested(ClaimReviewNodeSchema, required=True, attribute=_ITSELF)


class ClaimReviewFeedSchema(Node):
    """ClaimReviews as a DataFeed, as JSON-LD."""

    context = _always(CONTEXT, "@context")
    type = _always("DataFeed", "@type")
    name = _always("ClaimReviews", "name")
    items = fields.List(fields.Nested(FeedItemSchema), data_key="dataFeedElement", required=True)
