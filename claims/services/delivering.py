"""Sends what is due to subscribers.

A worker first holds a delivery for itself (see `lease_deliveries`), then sends, then writes how that ended: never
inside a transaction. Killed between sending and writing, it leaves the delivery held; after the lease the next run
sends it again under the same id. So every notice is delivered at least once, and a receiver that remembers ids takes
it exactly once.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from claims.domain.errors import InvalidInput
from claims.domain.subscription import Delivery, DeliveryState, Subscription, next_attempt_at
from claims.services.desk import Desk
from claims.services.mail import digest_mail, send_mail
from claims.services.patience import patiently
from claims.services.webhooks import Sent, message_of, send_webhook

LEASE = timedelta(minutes=10)  # for one attempt, after which it is taken for lost; a mail takes minutes at the worst
KEPT = timedelta(days=90)  # notices and their deliveries
_AT_ONCE = 8  # subscriptions; each gets what is due for it in turn
_PEEK = 100  # deliveries looked up at a time; also the most in one mail

Progress = Callable[[int, int | None], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailure:
    """An attempt that failed: why, and when the next one follows; None where it is given up."""

    subscription: Subscription
    deliveries: tuple[str, ...]
    error: str
    next_attempt_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What a run did: how many notices were delivered, which attempts failed, which subscriptions it disabled."""

    delivered: int
    failures: tuple[DeliveryFailure, ...]
    disabled: tuple[Subscription, ...]


@dataclass(slots=True)
class _Run:
    """A run while it goes on; its workers share it."""

    now: datetime
    limit: int | None
    within: timedelta | None
    progress: Progress | None
    attempts: int = 0
    delivered: int = 0
    failures: list[DeliveryFailure] = field(default_factory=list)
    _started: float = field(default_factory=time.monotonic)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def clock(self) -> datetime:
        """The instant: when the run began by its caller's word, and how long it has gone on since."""
        return self.now + timedelta(seconds=time.monotonic() - self._started)

    def begin(self) -> bool:
        """Count an attempt; False where no more are wanted."""
        with self._lock:
            if self.limit is not None and self.attempts >= self.limit:
                return False
            if self.within is not None and self.clock() - self.now > self.within:
                return False
            self.attempts += 1
            return True

    def end(self, delivered: int, failure: DeliveryFailure | None) -> None:
        """Note how an attempt ended."""
        with self._lock:
            self.delivered += delivered
            if failure is not None:
                self.failures.append(failure)
            if self.progress is not None:
                self.progress(self.delivered + len(self.failures), None)


def deliver_due(
    desk: Desk,
    now: datetime,
    *,
    progress: Progress | None = None,
    limit: int | None = None,
    within: timedelta | None = None,
) -> DeliveryReport:
    """Send what is due at `now` to every subscription in force.

    `limit` bounds the attempts; once `within` has gone by, no further one is begun.

    A subscription whose receiver fails is left alone for the rest of the run, and what failed is tried again on the
    schedule. It is disabled where the receiver wants no more, or the schedule has run out and nothing got through
    meanwhile. Whatever a receiver does, no error is raised; StoreUnavailable is, where the database stays away.
    """
    run = _Run(now, limit, within, progress)
    due = _patiently(desk, partial(desk.store.due_subscriptions, now))
    in_force = {subscription.id for subscription in due}
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        serving = [pool.submit(_serve, desk, subscription, run) for subscription in due]
        try:
            for served in as_completed(serving):
                served.result()
        finally:  # stopped, or without a database, it begins with no other subscription
            pool.shutdown(wait=False, cancel_futures=True)
    _patiently(desk, partial(desk.store.forget_notices, now - KEPT))
    disabled = [each for each in desk.store.subscriptions() if each.id in in_force and each.disabled_at is not None]
    return DeliveryReport(delivered=run.delivered, failures=tuple(run.failures), disabled=tuple(disabled))


def _patiently(desk: Desk, work: Callable[[], T]) -> T:
    return patiently(work, desk.settings.store_patience_seconds)


def _serve(desk: Desk, subscription: Subscription, run: _Run) -> None:
    """Send what is due for one subscription in its order, until something fails."""
    while due := desk.store.due_deliveries(subscription.id, run.now, _PEEK):
        for batch in [_digest(due)] if subscription.mail is not None else [[each] for each in due]:
            if not run.begin():
                return
            ids = [each.id for each in batch]
            held = _patiently(desk, partial(desk.store.lease_deliveries, ids, run.now, run.clock() + LEASE))
            if held and not _attempt(desk, subscription, held, run):
                return


def _digest(due: Sequence[Delivery]) -> list[Delivery]:
    """What goes into one mail: all that is new; or what was in one mail before, so that it is the same mail again."""
    first = due[0]
    if first.attempts == 0:
        return [each for each in due if each.attempts == 0]
    tried = (first.attempts, first.next_attempt_at)
    return [each for each in due if (each.attempts, each.next_attempt_at) == tried]


def _attempt(desk: Desk, subscription: Subscription, held: list[Delivery], run: _Run) -> bool:
    """Send what is held, and write how that ended; whether it was taken.

    What was sent is sent again only where the database stays away for good, and nothing can be written of it.
    """
    at = run.clock()
    sent = _send(desk, subscription, held, at)
    ended_at = at if sent.error is None else run.clock()
    failure = _patiently(desk, partial(_note, desk, subscription, held, sent, ended_at))
    run.end(len(held) if failure is None else 0, failure)
    return failure is None


def _note(
    desk: Desk, subscription: Subscription, held: list[Delivery], sent: Sent, at: datetime
) -> DeliveryFailure | None:
    """Write how an attempt ended; None where it was taken."""
    if sent.error is None:
        for each in held:
            taken = replace(each, state=DeliveryState.DELIVERED, last_error=None, delivered_at=at)
            desk.store.settle_delivery(taken)
        return None
    first = held[0]
    key = subscription.id if subscription.mail is not None else first.id
    again = None if sent.gone else next_attempt_at(first.attempts, at, key, sent.retry_after)
    for each in held:
        _put_off(desk, each, sent.error, again, at)
    if again is None:
        _disable(desk, first, sent, at)
    elif sent.throttled:
        desk.store.pause_subscription(subscription.id, again)
    return DeliveryFailure(
        subscription=subscription,
        deliveries=tuple(each.id for each in held),
        error=sent.error,
        next_attempt_at=again,
    )


def _send(desk: Desk, subscription: Subscription, held: Sequence[Delivery], at: datetime) -> Sent:
    notices = desk.store.notices([each.notice_id for each in held])
    told = [notices[each.notice_id] for each in held]
    if subscription.url is None:
        try:
            mail = digest_mail(told, subscription.address, desk.settings, at, subscription.id)
            return Sent(error=send_mail(mail, desk.settings))
        except InvalidInput as error:  # the settings are not those under which the subscription was made
            return Sent(error=str(error))
    secrets = desk.store.secrets(subscription.id)
    if secrets is None:
        return Sent(error="The subscription was removed.")
    (notice,) = told
    return send_webhook(subscription.url, message_of(notice, desk.settings), secrets.at(at), at, desk.settings)


def _put_off(desk: Desk, delivery: Delivery, error: str, again: datetime | None, now: datetime) -> None:
    state = DeliveryState.FAILED if again is None else DeliveryState.WAITING
    desk.store.settle_delivery(replace(delivery, state=state, last_error=error, next_attempt_at=again or now))


def _disable(desk: Desk, given_up: Delivery, sent: Sent, now: datetime) -> None:
    """Disable the subscription of a delivery that is given up, unless others got through while this one was tried."""
    if sent.gone:
        because = "It answered 410: it wants no more."
    elif desk.store.delivered_since(given_up.subscription_id, given_up.created_at):
        return
    else:
        because = f"{given_up.attempts} attempts failed, and nothing got through meanwhile. The last one: {sent.error}"
    desk.store.disable_subscription(given_up.subscription_id, now, because)
