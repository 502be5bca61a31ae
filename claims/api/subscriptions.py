"""Subscriptions: who is told of which changes, and what went to them."""

from typing import Any

from flask import Response

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.api.paging import page_of, page_size
from claims.api.repeats import once
from claims.domain.notice import NoticeFilter
from claims.domain.query import Page
from claims.domain.run import Scope
from claims.domain.subscription import Delivery, Subscription
from claims.services import subscribing
from claims.services.webhooks import Sent
from claims.web.current import current_desk
from schemas.base import PageQuery
from schemas.subscription import (
    DeliveryListSchema,
    DeliverySchema,
    NewlySubscribedSchema,
    NewSubscriptionSchema,
    SentSchema,
    SubscriptionListSchema,
    SubscriptionSchema,
)

blp = Blueprint(
    "subscriptions", __name__, url_prefix="/api/v1", description="Who is told of changes, by webhook or by mail."
)


@blp.route("/subscriptions", methods=["POST"])
@once
@needs(Scope.ADMIN)
@blp.arguments(NewSubscriptionSchema)
@blp.response(201, NewlySubscribedSchema, description="Changes are told from now on.")
def subscribe(body: dict[str, Any]) -> tuple[tuple[Subscription, str | None], int, dict[str, str]]:
    """Subscribe to changes.

    They go to a webhook, signed as Standard Webhooks has it, or to a mail address. Keep the secret: it is not shown
    again. What changed before is not told; `GET /changes` has it.
    """
    wanted = NoticeFilter(
        claim_ids=tuple(body["claims"]),
        tags=tuple(body["tags"]),
        claimants=tuple(body["claimants"]),
        statuses=tuple(body["statuses"]),
        kinds=tuple(body["events"]),
    )
    made = subscribing.subscribe(current_desk(), url=body.get("url"), mail=body.get("mail"), wanted=wanted)
    return made, 201, {"Location": f"/api/v1/subscriptions/{made[0].id}"}


@blp.route("/subscriptions", methods=["GET"])
@needs(Scope.ADMIN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, SubscriptionListSchema)
def list_subscriptions(query: dict[str, Any]) -> Page[Subscription]:
    """List the subscriptions.

    The oldest first, disabled ones included; secrets are masked.
    """
    return page_of(subscribing.list_subscriptions(current_desk()), lambda each: each.id, query)


@blp.route("/subscriptions/<id:subscription_id>", methods=["GET"])
@needs(Scope.ADMIN)
@blp.response(200, SubscriptionSchema)
def get_subscription(subscription_id: str) -> Subscription:
    """Look at a subscription.

    Where it is disabled, `disabled_because` says why.
    """
    return subscribing.get_subscription(current_desk(), subscription_id)


@blp.route("/subscriptions/<id:subscription_id>", methods=["DELETE"])
@needs(Scope.ADMIN)
@blp.response(204, description="The subscription is gone.")
def unsubscribe(subscription_id: str) -> Response:
    """End a subscription.

    It is forgotten at once, with its secret and with what was still on its way.
    """
    subscribing.unsubscribe(current_desk(), subscription_id)
    return Response(status=204)


@blp.route("/subscriptions/<id:subscription_id>/test", methods=["POST"])
@needs(Scope.ADMIN)
@blp.response(200, SentSchema)
def try_subscription(subscription_id: str) -> Sent:
    """Try a subscription.

    An event of type `subscription.test` is sent now. Where the receiver takes it, a subscription that was disabled
    is in force again.
    """
    return subscribing.try_subscription(current_desk(), subscription_id)


@blp.route("/subscriptions/<id:subscription_id>/deliveries", methods=["GET"])
@needs(Scope.ADMIN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, DeliveryListSchema)
def list_deliveries(query: dict[str, Any], subscription_id: str) -> Page[Delivery]:
    """List what went to a subscription.

    Or is on its way there; the newest first. Deliveries are kept for 90 days.
    """
    return subscribing.list_deliveries(current_desk(), subscription_id, page_size(query), query.get("cursor"))


@blp.route("/deliveries/<id:delivery_id>/replay", methods=["POST"])
@once
@needs(Scope.ADMIN)
@blp.doc(responses={"409": {"$ref": "#/components/responses/conflict"}})
@blp.response(202, DeliverySchema, description="It is due again, and goes out with the next run of deliveries.")
def replay(delivery_id: str) -> Delivery:
    """Deliver once more.

    Under the same `webhook-id`, so that a receiver which has it can drop the double.
    """
    return subscribing.replay_delivery(current_desk(), delivery_id)
