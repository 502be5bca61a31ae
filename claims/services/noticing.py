"""Writes down what subscribers are to be told. Called inside the transaction of the service that made the change.

Nothing is sent here: `deliver_due` in delivering.py sends what is due, outside any transaction.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress

from claims.domain.claim import Claim
from claims.domain.errors import NotFound
from claims.domain.notice import is_wanted, notice_of
from claims.domain.subscription import Delivery, Subscription, delivery_id
from claims.domain.verdict import StatusChange, Verdict
from claims.services.desk import Desk
from claims.services.standing import standing


def file_notice(desk: Desk, change: StatusChange, before: Verdict, claim: Claim) -> None:
    """Keep what is to be told of a change, and put it on its way to every subscription in force that wants it."""
    notice = notice_of(change, before, claim)
    if notice is None or not desk.store.add_notice(notice):
        return
    in_force = [each for each in desk.store.subscriptions() if each.disabled_at is None]
    merged = _merged(desk, in_force)
    for subscription in in_force:
        if is_wanted(notice, subscription.wanted, merged):
            desk.store.add_delivery(
                Delivery(
                    id=delivery_id(notice.id, subscription.id),
                    notice_id=notice.id,
                    subscription_id=subscription.id,
                    created_at=notice.at,
                    next_attempt_at=notice.at,
                )
            )


def _merged(desk: Desk, subscriptions: Collection[Subscription]) -> Mapping[str, str]:
    """Of the claims that subscriptions name, those that were merged, each with the one that stands for it now."""
    named = {claim_id for each in subscriptions for claim_id in each.wanted.claim_ids}
    leads_to: dict[str, str] = {}
    for claim_id in desk.store.merged_claims(named) if named else ():
        with suppress(NotFound):  # the one that stood for it was deleted
            leads_to[claim_id] = standing(desk, claim_id).claim.id
    return leads_to
