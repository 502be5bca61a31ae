"""Subscriptions, notices and deliveries in the database."""

# ruff: noqa: D102 -- base/ says what each method promises

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from peewee import SQL, fn

from claims.domain.notice import Notice
from claims.domain.query import Page
from claims.domain.subscription import Delivery, DeliveryState, Secrets, Subscription
from claims.store import codec
from claims.store.connection import Connection
from claims.store.paging import Order, in_batches, page_of
from claims.store.rows.notices import (
    DELIVERY,
    NOTICE,
    SECRETS,
    SUBSCRIPTION,
    get_delivery,
    get_notice,
    get_secrets,
    get_subscription,
    put_delivery,
    put_notice,
    put_secrets,
    put_subscription,
)
from claims.store.tables import DeliveryTable as Deliveries
from claims.store.tables import NoticeTable as Notices
from claims.store.tables import SubscriptionTable as Subscriptions

_DELIVERIES = [getattr(Deliveries, name) for name in DELIVERY]
_SUBSCRIPTIONS = Subscriptions.select(*(getattr(Subscriptions, name) for name in SUBSCRIPTION)).order_by(
    Subscriptions.created_at, Subscriptions.id
)
_is_waiting = Deliveries.state == DeliveryState.WAITING.value


@cache
def _with_ids(count: int) -> Any:
    return Notices.select(*(getattr(Notices, name) for name in NOTICE)).where(Notices.id.in_([""] * count))


class NoticeStore:
    """The methods of `Store` on what subscribers are told; see base/ for what each promises."""

    _db: Connection

    def add_subscription(self, subscription: Subscription, secrets: Secrets | None) -> None:
        kept = put_secrets(secrets) if secrets is not None else {}
        with self._db.transaction():
            self._db.insert(Subscriptions, put_subscription(subscription) | kept)

    def subscription(self, subscription_id: str) -> Subscription | None:
        rows = self._db.fetch(_SUBSCRIPTIONS.where(Subscriptions.id == subscription_id))
        return get_subscription(rows[0]) if rows else None

    def subscriptions(self) -> list[Subscription]:
        return [get_subscription(row) for row in self._db.fetch_with(_SUBSCRIPTIONS)]

    def secrets(self, subscription_id: str) -> Secrets | None:
        columns = [getattr(Subscriptions, name) for name in SECRETS]
        rows = self._db.fetch(Subscriptions.select(*columns).where(Subscriptions.id == subscription_id))
        return get_secrets(rows[0]) if rows and rows[0][0] is not None else None

    def set_secrets(self, subscription_id: str, secrets: Secrets, end: str) -> None:
        changed = Subscriptions.update(**put_secrets(secrets), secret_end=end)
        with self._db.transaction():
            self._db.write(changed.where(Subscriptions.id == subscription_id))

    def pause_subscription(self, subscription_id: str, until: datetime) -> None:
        paused = Subscriptions.update(paused_until=codec.put_instant(until))
        with self._db.transaction():
            self._db.write(paused.where(Subscriptions.id == subscription_id))

    def disable_subscription(self, subscription_id: str, at: datetime, because: str) -> bool:
        disabled = Subscriptions.update(disabled_at=codec.put_instant(at), disabled_because=because)
        in_force = (Subscriptions.id == subscription_id, Subscriptions.disabled_at.is_null())
        with self._db.transaction():
            return self._db.write(disabled.where(*in_force)) > 0

    def enable_subscription(self, subscription_id: str) -> None:
        enabled = Subscriptions.update(disabled_at=None, disabled_because=None, paused_until=None)
        with self._db.transaction():
            self._db.write(enabled.where(Subscriptions.id == subscription_id))

    def delete_subscription(self, subscription_id: str) -> bool:
        with self._db.transaction():
            self._db.write(Deliveries.delete().where(Deliveries.subscription_id == subscription_id))
            return self._db.write(Subscriptions.delete().where(Subscriptions.id == subscription_id)) > 0

    def add_notice(self, notice: Notice) -> bool:
        with self._db.transaction():
            return self._db.insert_new(Notices, put_notice(notice))

    def notices(self, ids: Collection[str]) -> dict[str, Notice]:
        found = [get_notice(row) for row in in_batches(self._db, ids, _with_ids)]
        return {notice.id: notice for notice in found}

    def add_delivery(self, delivery: Delivery) -> bool:
        with self._db.transaction():
            return self._db.insert_new(Deliveries, put_delivery(delivery))

    def delivery(self, delivery_id: str) -> Delivery | None:
        rows = self._db.fetch(Deliveries.select(*_DELIVERIES).where(Deliveries.id == delivery_id))
        return get_delivery(rows[0]) if rows else None

    def deliveries_of(self, notice_id: str) -> list[Delivery]:
        query = Deliveries.select(*_DELIVERIES).where(Deliveries.notice_id == notice_id)
        return [get_delivery(row) for row in self._db.fetch(query.order_by(Deliveries.number))]

    def list_deliveries(self, subscription_id: str, limit: int, cursor: str | None = None) -> Page[Delivery]:
        order = Order("deliveries", Deliveries.created_at, Deliveries.id, descending=True)
        query = Deliveries.select(*_DELIVERIES).where(Deliveries.subscription_id == subscription_id)
        return page_of(self._db, query, order, limit, cursor, get_delivery)

    def due_subscriptions(self, now: datetime) -> list[Subscription]:
        due = Deliveries.select(SQL("1")).where(Deliveries.subscription_id == Subscriptions.id, *_due(now))
        in_force = _SUBSCRIPTIONS.where(
            Subscriptions.disabled_at.is_null(),
            Subscriptions.paused_until.is_null() | (Subscriptions.paused_until <= codec.put_instant(now)),
            fn.EXISTS(due),
        )
        return [get_subscription(row) for row in self._db.fetch(in_force)]

    def due_deliveries(self, subscription_id: str, now: datetime, limit: int) -> list[Delivery]:
        query = Deliveries.select(*_DELIVERIES).where(Deliveries.subscription_id == subscription_id, *_due(now))
        return [get_delivery(row) for row in self._db.fetch(query.order_by(Deliveries.number).limit(limit))]

    def lease_deliveries(self, ids: Collection[str], now: datetime, until: datetime) -> list[Delivery]:
        held = Deliveries.update(attempts=Deliveries.attempts + 1, next_attempt_at=codec.put_instant(until))
        held = held.where(Deliveries.id.in_(list(ids)), *_due(now)).returning(*_DELIVERIES, Deliveries.number)
        with self._db.transaction():
            rows = self._db.fetch(held)
        return [get_delivery(row[:-1]) for row in sorted(rows, key=lambda row: row[-1])]

    def settle_delivery(self, delivery: Delivery) -> bool:
        values = put_delivery(delivery)
        changed = {name: values[name] for name in ("state", "next_attempt_at", "last_error", "delivered_at")}
        mine = (Deliveries.id == delivery.id, Deliveries.attempts == delivery.attempts, _is_waiting)
        with self._db.transaction():
            return self._db.write(Deliveries.update(**changed).where(*mine)) > 0

    def requeue_delivery(self, delivery_id: str, now: datetime) -> Delivery | None:
        anew = Deliveries.update(
            state=DeliveryState.WAITING.value,
            next_attempt_at=codec.put_instant(now),
            attempts=0,
            last_error=None,
            delivered_at=None,
        )
        with self._db.transaction():
            self._db.write(anew.where(Deliveries.id == delivery_id))
            return self.delivery(delivery_id)

    def delivered_since(self, subscription_id: str, at: datetime) -> bool:
        of_subscription = Deliveries.select(SQL("1")).where(Deliveries.subscription_id == subscription_id)
        return bool(self._db.fetch(of_subscription.where(Deliveries.delivered_at >= codec.put_instant(at)).limit(1)))

    def count_deliveries(self) -> dict[str, int]:
        rows = self._db.fetch(Deliveries.select(Deliveries.state, fn.COUNT(SQL("*"))).group_by(Deliveries.state))
        return dict.fromkeys(DeliveryState, 0) | {str(state): int(count) for state, count in rows}

    def forget_notices(self, before: datetime) -> int:
        is_old = Notices.at < codec.put_instant(before)
        old = Notices.select(Notices.id).where(is_old)
        if not self._db.fetch(old.limit(1)):
            return 0
        with self._db.transaction():
            self._db.write(Deliveries.delete().where(Deliveries.notice_id.in_(old)))
            return self._db.write(Notices.delete().where(is_old))


def _due(now: datetime) -> tuple[Any, ...]:
    return _is_waiting, Deliveries.next_attempt_at <= codec.put_instant(now)
