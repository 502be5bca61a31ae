"""What subscribers are told."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from claims.domain.notice import Notice
from claims.domain.query import (
    Page,
)
from claims.domain.subscription import Delivery, Secrets, Subscription


class NoticeMethods(Protocol):
    """Notices, subscriptions and deliveries."""

    def add_subscription(self, subscription: Subscription, secrets: Secrets | None) -> None:
        """Put a subscription on file; one to a webhook has secrets."""
        ...

    def subscription(self, subscription_id: str) -> Subscription | None: ...

    def subscriptions(self) -> list[Subscription]:
        """Oldest first, disabled ones included."""
        ...

    def secrets(self, subscription_id: str) -> Secrets | None:
        """What a webhook signs with; None where there is no such subscription, or it is not a webhook."""
        ...

    def set_secrets(self, subscription_id: str, secrets: Secrets, end: str) -> None:
        """Have a webhook sign with these; `end` is how the present one ends."""
        ...

    def pause_subscription(self, subscription_id: str, until: datetime) -> None:
        """Have nothing sent to it before that instant."""
        ...

    def disable_subscription(self, subscription_id: str, at: datetime, because: str) -> bool:
        """Have nothing sent to it; False when it was disabled already."""
        ...

    def enable_subscription(self, subscription_id: str) -> None:
        """Take disabling and pause back."""
        ...

    def delete_subscription(self, subscription_id: str) -> bool:
        """Forget a subscription, with its secrets and deliveries; False when there is none."""
        ...

    def add_notice(self, notice: Notice) -> bool:
        """Keep what is to be told; False (and nothing changed) when its id is already there."""
        ...

    def notices(self, ids: Collection[str]) -> dict[str, Notice]:
        """Those of `ids` that are on file."""
        ...

    def add_delivery(self, delivery: Delivery) -> bool:
        """Put a notice on its way; False when it is, or was, on its way to this subscription already."""
        ...

    def delivery(self, delivery_id: str) -> Delivery | None: ...

    def deliveries_of(self, notice_id: str) -> list[Delivery]: ...

    def list_deliveries(self, subscription_id: str, limit: int, cursor: str | None = None) -> Page[Delivery]:
        """The newest first."""
        ...

    def due_subscriptions(self, now: datetime) -> list[Subscription]:
        """Those in force for which something is due at `now`, oldest first."""
        ...

    def due_deliveries(self, subscription_id: str, now: datetime, limit: int) -> list[Delivery]:
        """What is due for a subscription, oldest first; not what another worker holds."""
        ...

    def lease_deliveries(self, ids: Collection[str], now: datetime, until: datetime) -> list[Delivery]:
        """Hold those of `ids` that are due at `now` until an instant, and count an attempt of each.

        Of several workers that ask for the same delivery one gets it.
        """
        ...

    def settle_delivery(self, delivery: Delivery) -> bool:
        """Write how an attempt ended; False when it is not the last one that was begun."""
        ...

    def requeue_delivery(self, delivery_id: str, now: datetime) -> Delivery | None:
        """Have a delivery made anew from `now` on, as if never tried; None when there is none."""
        ...

    def delivered_since(self, subscription_id: str, at: datetime) -> bool:
        """Whether anything reached a subscription at that instant or later."""
        ...

    def count_deliveries(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        ...

    def forget_notices(self, before: datetime) -> int:
        """Delete notices recorded before an instant, with their deliveries; how many."""
        ...
