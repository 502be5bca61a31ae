"""Notices, subscriptions and deliveries as rows."""

from typing import Any

from claims.domain.notice import Notice, NoticeFilter
from claims.domain.subscription import Delivery, DeliveryState, Secrets, Subscription
from claims.store import codec

NOTICE = ("told",)


def put_notice(notice: Notice) -> dict[str, Any]:
    """The columns of a notice."""
    return {
        "id": notice.id,
        "claim_id": notice.claim_id,
        "at": codec.put_instant(notice.at),
        "told": codec.put_plain(notice),
    }


def get_notice(row: codec.Row) -> Notice:
    """A notice from its NOTICE column."""
    return codec.get_plain(Notice, row[0])


SUBSCRIPTION = (
    "id", "created_at", "url", "mail", "wanted", "secret_end", "paused_until", "disabled_at", "disabled_because",
    "made_by", "reason",
)  # fmt: skip


def put_subscription(subscription: Subscription) -> dict[str, Any]:
    """The columns of a subscription, but for its secrets."""
    return {
        "id": subscription.id,
        "created_at": codec.put_instant(subscription.created_at),
        "url": subscription.url,
        "mail": subscription.mail,
        "wanted": codec.put_plain(subscription.wanted),
        "secret_end": subscription.secret_end,
        "paused_until": codec.put_instant_or_none(subscription.paused_until),
        "disabled_at": codec.put_instant_or_none(subscription.disabled_at),
        "disabled_because": subscription.disabled_because,
        "made_by": subscription.made_by,
        "reason": subscription.reason,
    }


def get_subscription(row: codec.Row) -> Subscription:
    """A subscription from its SUBSCRIPTION columns."""
    id_, created_at, url, mail, wanted, secret_end, paused_until, disabled_at, disabled_because, *made = row
    return Subscription(
        id=id_,
        created_at=codec.get_instant(created_at),
        url=url,
        mail=mail,
        wanted=codec.get_plain(NoticeFilter, wanted),
        secret_end=secret_end,
        paused_until=codec.get_instant_or_none(paused_until),
        disabled_at=codec.get_instant_or_none(disabled_at),
        disabled_because=disabled_because,
        made_by=made[0],
        reason=made[1],
    )


SECRETS = ("secret", "previous_secret", "previous_until")


def put_secrets(secrets: Secrets) -> dict[str, Any]:
    """The columns of a subscription's secrets."""
    return {
        "secret": secrets.current,
        "previous_secret": secrets.previous,
        "previous_until": codec.put_instant_or_none(secrets.previous_until),
    }


def get_secrets(row: codec.Row) -> Secrets:
    """The secrets from their SECRETS columns."""
    current, previous, previous_until = row
    return Secrets(current=current, previous=previous, previous_until=codec.get_instant_or_none(previous_until))


DELIVERY = (
    "id", "notice_id", "subscription_id", "created_at", "next_attempt_at", "state", "attempts", "last_error",
    "delivered_at",
)  # fmt: skip


def put_delivery(delivery: Delivery) -> dict[str, Any]:
    """The columns of a delivery, but for `number`."""
    return {
        "id": delivery.id,
        "notice_id": delivery.notice_id,
        "subscription_id": delivery.subscription_id,
        "created_at": codec.put_instant(delivery.created_at),
        "next_attempt_at": codec.put_instant(delivery.next_attempt_at),
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "last_error": delivery.last_error,
        "delivered_at": codec.put_instant_or_none(delivery.delivered_at),
    }


def get_delivery(row: codec.Row) -> Delivery:
    """A delivery from its DELIVERY columns."""
    id_, notice_id, subscription_id, created_at, next_attempt_at, state, attempts, last_error, delivered_at = row
    return Delivery(
        id=id_,
        notice_id=notice_id,
        subscription_id=subscription_id,
        created_at=codec.get_instant(created_at),
        next_attempt_at=codec.get_instant(next_attempt_at),
        state=DeliveryState(state),
        attempts=attempts,
        last_error=last_error,
        delivered_at=codec.get_instant_or_none(delivered_at),
    )
