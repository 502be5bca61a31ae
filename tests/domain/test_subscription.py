"""The schedule of attempts, and which secrets sign."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.subscription import RETRY_AFTER, Secrets, delivery_id, next_attempt_at
from tests.values import NOW, a_subscription, later


def test_the_schedule_is_that_of_standard_webhooks():
    told = [delay.total_seconds() for delay in RETRY_AFTER]
    assert told == [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]


@given(attempts=st.integers(1, len(RETRY_AFTER)), key=st.text())
def test_each_delay_is_that_of_the_schedule_and_up_to_a_tenth_more(attempts, key):
    delay, wanted = next_attempt_at(attempts, NOW, key) - NOW, RETRY_AFTER[attempts - 1]
    assert wanted <= delay <= wanted * 1.1
    assert next_attempt_at(attempts, NOW, key) - NOW == delay


def test_what_failed_together_does_not_come_back_together():
    assert len({next_attempt_at(3, NOW, f"d{number}") for number in range(100)}) > 90


def test_none_follows_the_last_nor_one_that_was_lost_behind_it():
    last = len(RETRY_AFTER) + 1
    assert next_attempt_at(last, NOW, "d1") is None
    assert next_attempt_at(last + 1, NOW, "d1") is None


def test_a_receiver_may_ask_for_longer_but_not_for_ever_nor_for_less():
    assert next_attempt_at(1, NOW, "d1", timedelta(minutes=7)) == later(minutes=7)
    assert next_attempt_at(1, NOW, "d1", timedelta(days=400)) == later(days=1)
    assert next_attempt_at(4, NOW, "d1", timedelta(seconds=1)) == next_attempt_at(4, NOW, "d1")


def test_after_a_rotation_both_secrets_sign_until_the_old_one_ends():
    secrets = Secrets(current="new", previous="old", previous_until=later(days=1))
    assert secrets.at(NOW) == ("new", "old")
    assert secrets.at(later(days=1)) == ("new",)
    assert Secrets(current="new").at(NOW) == ("new",)


def test_no_secret_is_printed_by_accident():
    assert "hush" not in repr(Secrets(current="hush", previous="hush-hush", previous_until=NOW))
    assert a_subscription().masked_secret == "whsec_…wxyz"
    assert a_subscription(secret_end=None).masked_secret is None


def test_there_is_one_delivery_of_a_notice_to_a_subscription():
    assert delivery_id("n1", "s1") == delivery_id("n1", "s1")
    assert (
        len({delivery_id("n1", "s1"), delivery_id("n1", "s2"), delivery_id("n2", "s1"), delivery_id("n", "1s1")}) == 4
    )
