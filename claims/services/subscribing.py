"""Subscriptions: made, listed, removed, tried, given a new secret; and deliveries made again.

A webhook's secret is shown once, when it is made. It cannot be kept as a hash, since it signs; nothing but the
sender reads it from the store.
"""

import base64
import secrets as random
from dataclasses import replace
from datetime import timedelta

from claims.domain.errors import Conflict, InvalidInput, NotFound
from claims.domain.notice import NoticeFilter
from claims.domain.query import Page
from claims.domain.subscription import SECRET_PREFIX, Delivery, Secrets, Subscription
from claims.intake import one_line
from claims.services.desk import Desk
from claims.services.grouping import By
from claims.services.mail import check_mail, digest_mail, send_mail
from claims.services.standing import standing
from claims.services.webhooks import Sent, check_webhook, send_webhook, trial_message

_SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64
_BOTH_SIGN = timedelta(days=1)  # after a rotation, the old secret beside the new one
_MOST_NAMES = 100  # of one list of a filter


def subscribe(
    desk: Desk,
    *,
    url: str | None = None,
    mail: str | None = None,
    wanted: NoticeFilter | None = None,
    by: By | None = None,
) -> tuple[Subscription, str | None]:
    """A new subscription to a webhook or a mail address, and the webhook's secret; `by` is who wants it and why.

    Raises InvalidInput for both or neither, for an address to which nothing can be sent, and for a filter that names
    a claim which is not on the ledger.
    """
    if (url is None) == (mail is None):
        raise InvalidInput.of("url", "Give one of url and mail: where what is told is to go.")
    wanted = _checked(desk, wanted or NoticeFilter())
    secret = None
    if url is not None:
        check_webhook(url, desk.settings)
        secret = _new_secret()
    if mail is not None:
        check_mail(mail, desk.settings)
    subscription = Subscription(
        id="s" + random.token_hex(10),
        created_at=desk.clock(),
        url=url,
        mail=mail,
        wanted=wanted,
        secret_end=secret and _end(secret),
        made_by=one_line(by.reviewer, "reviewer") if by is not None else None,
        reason=one_line(by.reason, "reason") if by is not None else None,
    )
    desk.store.add_subscription(subscription, Secrets(current=secret) if secret is not None else None)
    return subscription, secret


def subscribe_mail_once(desk: Desk, mail: str) -> tuple[Subscription, bool]:
    """The subscription of a mail address to every change, and whether it was made now.

    One that was disabled is given as it is. Raises InvalidInput as `subscribe` does.
    """
    with desk.store.transaction():
        for known in desk.store.subscriptions():
            if known.mail == mail and known.wanted == NoticeFilter():
                return known, False
        return subscribe(desk, mail=mail)[0], True


def list_subscriptions(desk: Desk) -> list[Subscription]:
    """Every subscription, disabled ones included, oldest first."""
    return desk.store.subscriptions()


def watchers_of(desk: Desk, claim_id: str) -> list[Subscription]:
    """The subscriptions that name a claim, oldest first."""
    return [each for each in desk.store.subscriptions() if claim_id in each.wanted.claim_ids]


def get_subscription(desk: Desk, subscription_id: str) -> Subscription:
    """The subscription with this id. Raises NotFound."""
    subscription = desk.store.subscription(subscription_id)
    if subscription is None:
        raise NotFound(f"There is no subscription {subscription_id[:60]!r}.")
    return subscription


def unsubscribe(desk: Desk, subscription_id: str) -> None:
    """End a subscription at once: it is forgotten with its secrets and deliveries. Raises NotFound."""
    if not desk.store.delete_subscription(subscription_id):
        raise NotFound(f"There is no subscription {subscription_id[:60]!r}.")


def rotate_secret(desk: Desk, subscription_id: str) -> tuple[Subscription, str]:
    """A new secret for a webhook; the one before signs beside it for a day, so that no delivery is refused.

    Raises NotFound, and InvalidInput for a mail subscription.
    """
    now = desk.clock()
    with desk.store.transaction():
        get_subscription(desk, subscription_id)
        kept = desk.store.secrets(subscription_id)
        if kept is None:
            raise InvalidInput("Mail is not signed: this subscription has no secret.")
        secret = _new_secret()
        rotated = Secrets(current=secret, previous=kept.current, previous_until=now + _BOTH_SIGN)
        desk.store.set_secrets(subscription_id, rotated, _end(secret))
        return get_subscription(desk, subscription_id), secret


def try_subscription(desk: Desk, subscription_id: str) -> Sent:
    """Send an event that tells of nothing, now; where it is taken, a disabled subscription is in force again.

    Raises NotFound.
    """
    now = desk.clock()
    subscription = get_subscription(desk, subscription_id)
    if subscription.url is not None:
        kept = desk.store.secrets(subscription_id)
        message = trial_message(subscription_id, "t" + random.token_hex(10), now)
        sent = send_webhook(subscription.url, message, kept.at(now) if kept else (), now, desk.settings)
    else:
        mail = digest_mail((), subscription.address, desk.settings, now, subscription_id)
        sent = Sent(error=send_mail(mail, desk.settings))
    if sent.ok:
        desk.store.enable_subscription(subscription_id)
    return sent


def list_deliveries(desk: Desk, subscription_id: str, limit: int, cursor: str | None = None) -> Page[Delivery]:
    """One page of what went or goes to a subscription, the newest first. Raises NotFound."""
    get_subscription(desk, subscription_id)
    return desk.store.list_deliveries(subscription_id, limit, cursor)


def replay_delivery(desk: Desk, delivery_id: str) -> Delivery:
    """Have a delivery made anew; it is due at once, under the same webhook-id.

    Raises NotFound, and Conflict where its subscription is disabled.
    """
    now = desk.clock()
    with desk.store.transaction():
        delivery = desk.store.delivery(delivery_id)
        if delivery is None:
            raise NotFound(f"There is no delivery {delivery_id[:60]!r}.")
        subscription = get_subscription(desk, delivery.subscription_id)
        if subscription.disabled_at is not None:
            raise Conflict(f"Its subscription is disabled ({subscription.disabled_because}) Test that first.")
        return desk.store.requeue_delivery(delivery_id, now) or delivery


def replay(desk: Desk, wanted_id: str) -> tuple[Delivery, ...]:
    """As replay_delivery, for a delivery, or for all deliveries of a notice. Raises NotFound and Conflict."""
    of_notice = [each.id for each in desk.store.deliveries_of(wanted_id)]
    with desk.store.transaction():
        return tuple(replay_delivery(desk, each) for each in of_notice or [wanted_id])


def _checked(desk: Desk, wanted: NoticeFilter) -> NoticeFilter:
    """The filter with clean names. Raises InvalidInput."""
    for field, names in (("claims", wanted.claim_ids), ("tags", wanted.tags), ("claimants", wanted.claimants)):
        if len(names) > _MOST_NAMES:
            raise InvalidInput.of(field, f"A subscription may name {_MOST_NAMES} {field}; leave them out for all.")
    for claim_id in wanted.claim_ids:
        try:
            standing(desk, claim_id)
        except NotFound as error:
            raise InvalidInput.of("claims", str(error)) from None
    tags = tuple(dict.fromkeys(filter(None, (one_line(tag, "tags") for tag in wanted.tags))))
    claimants = tuple(dict.fromkeys(filter(None, (one_line(name, "claimants") for name in wanted.claimants))))
    return replace(wanted, tags=tags, claimants=claimants)


def _new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(random.token_bytes(_SECRET_BYTES)).decode()


def _end(secret: str) -> str:
    return secret[-4:]
