"""Subscriptions, and notices on their way to them."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from claims.domain.article import content_hash
from claims.domain.notice import NoticeFilter

# How long after each attempt that failed the next one follows; the first is made at once, and none follows the
# last. The schedule of Standard Webhooks 1.0.0.
RETRY_AFTER = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
_JITTER = 0.1  # of the delay, at most: so that what failed at the same moment does not come back at the same moment
_LONGEST_WAIT = timedelta(hours=24)  # that a receiver may ask for

SECRET_PREFIX = "whsec_"  # noqa: S105 -- how Standard Webhooks tells secrets from other text


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who is told of changes: a webhook at `url`, or a person at the address `mail`; one of the two is set.

    The secrets that sign are kept apart from it (see Secrets); `secret_end` has the last four characters of the
    present one, by which people tell it. Nothing is sent before `paused_until`, which a receiver may ask for, nor
    while `disabled_at` is set; `disabled_because` says why in one sentence. `made_by` and `reason` are those of
    the person who had it made, where one did at a page.
    """

    id: str
    created_at: datetime
    url: str | None = None
    mail: str | None = None
    wanted: NoticeFilter = field(default_factory=NoticeFilter)
    secret_end: str | None = None
    paused_until: datetime | None = None
    disabled_at: datetime | None = None
    disabled_because: str | None = None
    made_by: str | None = None
    reason: str | None = None

    @property
    def masked_secret(self) -> str | None:
        """The secret as it may be shown; None where there is none."""
        return f"{SECRET_PREFIX}…{self.secret_end}" if self.secret_end is not None else None

    @property
    def address(self) -> str:
        """Where what it is told goes."""
        return self.url or self.mail or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What a webhook signs with: the present secret, and until an instant the one before it beside that."""

    current: str = field(repr=False)
    previous: str | None = field(default=None, repr=False)
    previous_until: datetime | None = None

    def at(self, now: datetime) -> tuple[str, ...]:
        """Those that sign at `now`, the present one first."""
        both = self.previous is not None and self.previous_until is not None and now < self.previous_until
        return (self.current, self.previous) if both and self.previous is not None else (self.current,)


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"  # for its first attempt, or for the next one
    DELIVERED = "delivered"
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A notice on its way to one subscription.

    `attempts` counts those begun; an attempt under way holds the delivery until `next_attempt_at`, so that no other
    worker makes one meanwhile. `last_error` says in one sentence why the last attempt failed.
    """

    id: str
    notice_id: str
    subscription_id: str
    created_at: datetime
    next_attempt_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    last_error: str | None = None
    delivered_at: datetime | None = None


def delivery_id(notice_id: str, subscription_id: str) -> str:
    """The id of a notice's delivery to a subscription: there is one."""
    return "d" + content_hash(notice_id, subscription_id)


def next_attempt_at(attempts: int, failed_at: datetime, key: str, asked: timedelta | None = None) -> datetime | None:
    """When to try again after so many attempts; None where that was the last.

    `asked` is how long the receiver asks to be left alone: as long as that, up to a day, if it is longer than the
    schedule has it. `key` decides the jitter, up to a tenth of the delay, so that it can be known beforehand.
    """
    if attempts > len(RETRY_AFTER):
        return None
    delay = RETRY_AFTER[attempts - 1]
    share = int.from_bytes(hashlib.sha256(f"{key} {attempts}".encode()).digest()[:4]) / 2**32
    delay += delay * _JITTER * share
    return failed_at + max(delay, min(asked or timedelta(), _LONGEST_WAIT))
