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
from claims.services.mail import check_mail, digest_mail, send_mail
from claims.services.standing import standing
from claims.services.webhooks import Sent, check_webhook, send_webhook, trial_message

_SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64
_BOTH_SIGN = timedelta(days=1)  # after a rotation, the old secret beside the new one
_MOST_NAMES = 100  # of one list of a filter


def subscribe(
    desk: Desk, *, url: str | None = None, mail: str | None = None, wanted: NoticeFilter | None = None
) -> tuple[Subscription, str | None]:
    """A new subscription to a webhook or a mail address, and the webhook's secret.

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
    )
    desk.store.add_subscription(subscription, Secrets(current=secret) if secret is not None else None)
    return subscription, secret


def list_subscriptions(desk: Desk) -> list[Subscription]:
    """Every subscription, disabled ones included, oldest first."""
    return desk.store.subscriptions()


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
    if sent.error is None:
        desk.store.enable_subscription(subscription_id)
    return sent


def list_deliveries(desk: Desk, subscription_id: str, limit: int, cursor: str | None = None) -> Page[Delivery]:
    """One page of what went or goes to a subscription, the newest first. Raises NotFound."""
    get_subscription(desk, subscription_id)
    return desk.store.list_deliveries(subscription_id, limit, cursor)


def replay(desk: Desk, wanted_id: str) -> tuple[Delivery, ...]:
    """Have a delivery made anew, or all deliveries of a notice; they are due at once, under the same webhook-id.

    Raises NotFound for an id of neither, and Conflict where a subscription concerned is disabled.
    """
    one = desk.store.delivery(wanted_id)
    again = [one] if one is not None else desk.store.deliveries_of(wanted_id)
    if not again:
        raise NotFound(f"There is no delivery {wanted_id[:60]!r}, nor a notice of that id that was delivered.")
    now = desk.clock()
    with desk.store.transaction():
        for each in again:
            subscription = get_subscription(desk, each.subscription_id)
            if subscription.disabled_at is not None:
                raise Conflict(
                    f"Subscription {subscription.id} is disabled ({subscription.disabled_because}); test it first."
                )
        queued = [desk.store.requeue_delivery(each.id, now) for each in again]
    return tuple(delivery for delivery in queued if delivery is not None)


def _checked(desk: Desk, wanted: NoticeFilter) -> NoticeFilter:
    """The filter with clean names. Raises InvalidInput."""
    for field in ("claim_ids", "tags", "claimants"):
        if len(getattr(wanted, field)) > _MOST_NAMES:
            raise InvalidInput.of(field, f"A subscription may name {_MOST_NAMES} of these; leave them out for all.")
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
