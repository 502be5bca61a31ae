"""Notices, subscriptions and deliveries: one of each for what it is of, held by one worker at a time."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.domain.errors import NotFound
from claims.domain.subscription import DeliveryState, Secrets
from claims.store import open_store
from tests.values import NOW, a_claim, a_delivery, a_notice, a_subscription, later

SECRETS = Secrets(current="whsec_new")


@pytest.fixture
def filled(store):
    """Claim c1, notice n1 and subscription s1, with a delivery d1 that is due."""
    store.add_claim(a_claim())
    store.add_notice(a_notice())
    store.add_subscription(a_subscription(), SECRETS)
    store.add_delivery(a_delivery())
    return store


def hold(store, *ids, now=NOW):
    return store.lease_deliveries(ids or ["d1"], now, now + timedelta(minutes=10))


def test_there_is_one_notice_for_an_id(filled):
    assert not filled.add_notice(a_notice(text="Something else."))
    assert filled.notices(["n1", "n2"]) == {"n1": a_notice()}


def test_a_notice_is_of_a_claim_on_file(store):
    with pytest.raises(NotFound):
        store.add_notice(a_notice(claim_id="c9"))


def test_there_is_one_delivery_for_an_id(filled):
    assert not filled.add_delivery(a_delivery(attempts=3))
    assert filled.delivery("d1") == a_delivery()
    assert filled.delivery("d2") is None


def test_what_an_undone_transaction_wrote_was_never_to_be_told(filled):
    def write():
        with filled.transaction():
            filled.add_notice(a_notice("n2"))
            filled.add_delivery(a_delivery("d2", "n2"))
            filled.add_notice(a_notice("n3", claim_id="c9"))

    with pytest.raises(NotFound):
        write()
    assert filled.notices(["n2"]) == {}
    assert filled.delivery("d2") is None


def test_secrets_are_read_by_themselves(filled):
    assert filled.secrets("s1") == SECRETS
    assert filled.secrets("s9") is None
    assert "whsec_new" not in repr(filled.subscription("s1"))
    rotated = Secrets(current="whsec_newer", previous="whsec_new", previous_until=later(days=1))
    filled.set_secrets("s1", rotated, "ewer")
    assert filled.secrets("s1") == rotated
    assert filled.subscription("s1").secret_end == "ewer"


def test_a_mail_subscription_has_no_secrets(store):
    store.add_subscription(a_subscription(url=None, mail="desk@example.org", secret_end=None), None)
    assert store.secrets("s1") is None


def test_what_is_due_comes_oldest_first(filled):
    filled.add_notice(a_notice("n2"))
    filled.add_notice(a_notice("n3"))
    filled.add_delivery(a_delivery("d3", "n3", next_attempt_at=later(minutes=1)))
    filled.add_delivery(a_delivery("d2", "n2"))
    assert [each.id for each in filled.due_deliveries("s1", NOW, 10)] == ["d1", "d2"]
    assert [each.id for each in filled.due_deliveries("s1", later(minutes=1), 10)] == ["d1", "d3", "d2"]
    assert [each.id for each in filled.due_deliveries("s1", later(minutes=1), 1)] == ["d1"]
    assert filled.due_deliveries("s2", NOW, 10) == []


def test_a_held_delivery_is_nobody_elses_until_the_lease_ends(filled):
    assert hold(filled) == [a_delivery(attempts=1, next_attempt_at=later(minutes=10))]
    assert hold(filled) == []
    assert filled.due_deliveries("s1", later(minutes=9), 10) == []
    assert filled.due_subscriptions(later(minutes=9)) == []
    (again,) = hold(filled, now=later(minutes=10))
    assert again.attempts == 2


def test_several_are_held_together_in_their_order(filled):
    filled.add_notice(a_notice("n2"))
    filled.add_delivery(a_delivery("d0", "n2"))
    assert [each.id for each in hold(filled, "d0", "d1", "d9")] == ["d1", "d0"]


def test_an_attempt_is_settled_by_whoever_began_the_last_one(filled):
    (first,) = hold(filled)
    (second,) = hold(filled, now=later(hours=1))
    delivered = replace(second, state=DeliveryState.DELIVERED, delivered_at=later(hours=1))
    assert not filled.settle_delivery(replace(first, last_error="It answered 500."))
    assert filled.settle_delivery(delivered)
    assert filled.delivery("d1") == delivered
    assert not filled.settle_delivery(replace(second, last_error="Too late."))
    assert filled.due_deliveries("s1", later(days=9), 10) == []


def test_of_many_workers_one_gets_it(filled, database_url):
    others = [open_store(database_url) for _ in range(2)]
    got, together = [], threading.Barrier(6)

    def work(store):
        together.wait()
        got.extend(hold(store))

    threads = [threading.Thread(target=work, args=(store,)) for store in (filled, *others) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in others:
        store.close()
    assert [each.attempts for each in got] == [1]


def test_a_delivery_made_anew_is_as_if_never_tried(filled):
    (held,) = hold(filled)
    filled.settle_delivery(replace(held, state=DeliveryState.FAILED, last_error="It answered 500."))
    assert filled.requeue_delivery("d1", later(hours=1)) == a_delivery(next_attempt_at=later(hours=1))
    assert filled.requeue_delivery("d9", NOW) is None


def test_subscriptions_in_force_with_something_due(filled):
    assert filled.due_subscriptions(NOW) == [a_subscription()]
    assert filled.due_subscriptions(later(seconds=-1)) == []
    filled.pause_subscription("s1", later(minutes=5))
    assert filled.due_subscriptions(later(minutes=4)) == []
    assert [each.paused_until for each in filled.due_subscriptions(later(minutes=5))] == [later(minutes=5)]


def test_a_disabled_subscription_gets_nothing_until_it_is_enabled(filled):
    assert filled.disable_subscription("s1", NOW, "It answered 410.")
    assert not filled.disable_subscription("s1", later(days=1), "Again.")
    assert filled.subscriptions() == [a_subscription(disabled_at=NOW, disabled_because="It answered 410.")]
    assert filled.due_subscriptions(NOW) == []
    filled.enable_subscription("s1")
    assert filled.due_subscriptions(NOW) == [a_subscription()]


def test_a_removed_subscription_takes_its_secrets_and_deliveries_along(filled):
    assert filled.delete_subscription("s1")
    assert not filled.delete_subscription("s1")
    assert (filled.subscription("s1"), filled.secrets("s1"), filled.delivery("d1")) == (None, None, None)
    assert filled.notices(["n1"])


def test_deliveries_are_listed_newest_first_in_pages(filled):
    for number in (2, 3):
        filled.add_notice(a_notice(f"n{number}"))
        filled.add_delivery(a_delivery(f"d{number}", f"n{number}", created_at=later(minutes=number)))
    first = filled.list_deliveries("s1", 2)
    second = filled.list_deliveries("s1", 2, first.next)
    assert [each.id for each in first.items + second.items] == ["d3", "d2", "d1"]
    assert second.next is None
    assert filled.list_deliveries("s2", 2).items == ()


def test_deliveries_are_counted_by_state(filled):
    assert filled.count_deliveries() == {"waiting": 1, "delivered": 0, "failed": 0}
    (held,) = hold(filled)
    filled.settle_delivery(replace(held, state=DeliveryState.FAILED))
    assert filled.count_deliveries() == {"waiting": 0, "delivered": 0, "failed": 1}


def test_whether_anything_got_through_since(filled):
    (held,) = hold(filled)
    assert not filled.delivered_since("s1", NOW)
    filled.settle_delivery(replace(held, state=DeliveryState.DELIVERED, delivered_at=later(minutes=1)))
    assert filled.delivered_since("s1", NOW)
    assert filled.delivered_since("s1", later(minutes=1))
    assert not filled.delivered_since("s1", later(minutes=2))
    assert not filled.delivered_since("s2", NOW)


def test_old_notices_are_forgotten_with_their_deliveries(filled):
    filled.add_notice(a_notice("n2", at=later(days=1)))
    filled.add_delivery(a_delivery("d2", "n2"))
    assert filled.forget_notices(later(days=1)) == 1
    assert filled.forget_notices(later(days=1)) == 0
    assert set(filled.notices(["n1", "n2"])) == {"n2"}
    assert (filled.delivery("d1"), filled.delivery("d2")) == (None, a_delivery("d2", "n2"))
