"""Subscriptions, and what went to them."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from claims.domain.notice import NoticeKind
from claims.domain.subscription import DeliveryState
from claims.domain.verdict import Status
from schemas.base import Request, Wire, described, page_of
from schemas.fields import InstantField, Text, WebAddress, choice

MAX_NAMES = 100


def _names(text: str) -> fields.List[str]:
    return fields.List(
        Text(longest=300), validate=validate.Length(max=MAX_NAMES), load_default=list, metadata=described(text)
    )


class NewSubscriptionSchema(Request):
    """Where to tell of changes, and of which; one of each list that is given has to fit, none given is all."""

    url = WebAddress(metadata=described("Of a webhook; `https`, unless the operator allowed its host."))
    mail = Text(longest=254, metadata=described("A mail address; give this or `url`."))
    claims = _names("Ids of claims; one that is merged is followed to the claim it became.")
    tags = _names("Tags of the claim.")
    claimants = _names("Who made the claim; compared without case.")
    statuses = fields.List(
        choice(Status),
        validate=validate.Length(max=len(Status)),
        load_default=list,
        metadata=described("The status after the change."),
    )
    events = fields.List(
        choice(NoticeKind),
        validate=validate.Length(max=len(NoticeKind)),
        load_default=list,
        metadata=described("Types of event."),
    )

    @validates_schema(skip_on_field_errors=True)
    def goes_to_one_place(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse none, and both, of url and mail."""
        if ("url" in data) == ("mail" in data):
            raise ValidationError("Give one of url and mail.", "url")


class SubscriptionSchema(Wire):
    """Who is told of which changes."""

    id = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)
    mail = fields.String(required=True, allow_none=True)
    claims = fields.List(fields.String(), required=True, attribute="wanted.claim_ids")
    tags = fields.List(fields.String(), required=True, attribute="wanted.tags")
    claimants = fields.List(fields.String(), required=True, attribute="wanted.claimants")
    statuses = fields.List(choice(Status), required=True, attribute="wanted.statuses")
    events = fields.List(choice(NoticeKind), required=True, attribute="wanted.kinds")
    secret = fields.String(
        required=True,
        allow_none=True,
        attribute="masked_secret",
        metadata=described("Masked; null for mail. Whole it is shown once, when the subscription is made."),
    )
    created_at = InstantField(required=True)
    paused_until = InstantField(
        required=True, allow_none=True, metadata=described("Before which nothing is sent, as the receiver asked.")
    )
    disabled_at = InstantField(required=True, allow_none=True)
    disabled_because = fields.String(required=True, allow_none=True)


class NewlySubscribedSchema(SubscriptionSchema):
    """A new subscription, with its secret this once."""

    secret = fields.String(
        required=True,
        allow_none=True,
        metadata=described("What signs the webhooks, shown this once; null for mail."),
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The secret is beside the subscription, everything else in it."""
        subscription, secret = obj
        return secret if attr == "secret" else super().get_attribute(subscription, attr, default)


class SentSchema(Wire):
    """How a test ended."""

    delivered = fields.Boolean(required=True, attribute="ok")
    error = fields.String(required=True, allow_none=True, metadata=described("Why not; null where it was taken."))


class DeliverySchema(Wire):
    """An event on its way to a subscription, or there."""

    id = fields.String(required=True)
    subscription_id = fields.String(required=True)
    webhook_id = fields.String(
        required=True, attribute="notice_id", metadata=described("The id of the event: the same at every attempt.")
    )
    state = choice(DeliveryState, required=True)
    attempts = fields.Integer(required=True)
    created_at = InstantField(required=True)
    next_attempt_at = InstantField(required=True, allow_none=True)
    delivered_at = InstantField(required=True, allow_none=True)
    last_error = fields.String(required=True, allow_none=True, metadata=described("Why the last attempt failed."))

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """No attempt follows on one that is delivered or given up."""
        if attr == "next_attempt_at" and obj.state is not DeliveryState.WAITING:
            return None
        return super().get_attribute(obj, attr, default)


class DeliveryFailureSchema(Wire):
    """An attempt that failed."""

    subscription_id = fields.String(required=True, attribute="subscription.id")
    deliveries = fields.List(fields.String(), required=True)
    error = fields.String(required=True)
    next_attempt_at = InstantField(required=True, allow_none=True)


class DeliveryReportSchema(Wire):
    """What a run of deliveries did."""

    delivered = fields.Integer(required=True)
    failures = fields.List(fields.Nested(DeliveryFailureSchema), required=True)
    disabled = fields.List(fields.Nested(SubscriptionSchema), required=True)


SubscriptionListSchema: type[Schema] = page_of(SubscriptionSchema)
DeliveryListSchema: type[Schema] = page_of(DeliverySchema)
