"""From a change to whoever is told of it: written with it, sent once it is kept, tried again on the schedule."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from claims.domain.notice import NoticeFilter, NoticeKind
from claims.domain.subscription import RETRY_AFTER, DeliveryState
from claims.domain.verdict import Status
from claims.services.delivering import KEPT, LEASE, deliver_due
from claims.services.desk import close_desk, open_desk
from claims.services.exchange import export_ledger, import_ledger
from claims.services.grouping import By, merge_claims
from claims.services.recheck import recheck
from claims.services.reviewing import NewReview, add_review
from claims.services.subscribing import (
    list_deliveries,
    list_subscriptions,
    replay,
    rotate_secret,
    subscribe,
    unsubscribe,
)
from tests.receivers import answer, closed_port, receiving
from tests.services.conftest import Newsroom

PROMISE = "Lorne Bank promised to refund overcharged customers by the end of May 2025"


@pytest.fixture
def room(newsroom):
    """A newsroom of today that may send webhooks to this machine."""
    settings = replace(newsroom.desk.settings, webhook_allow_hosts=("localhost",), webhook_timeout_seconds=5)
    room = newsroom.live()  # the official library refuses what was signed at another time
    return Newsroom(replace(room.desk, settings=settings))


@pytest.fixture
def claim(room):
    return room.claim(PROMISE, "2025-04-02").claim


def decide(room, claim_id, status=Status.CONFIRMED):
    """A person decides, which changes the claim's status."""
    add_review(room.desk, claim_id, NewReview(reviewer="Desk", reason="Seen.", status=status))


def deliveries(room, subscription):
    return list_deliveries(room.desk, subscription.id, 100).items


def deliver(room, after=timedelta(), **options):
    return deliver_due(room.desk, room.desk.clock() + after, **options)


# a change is told


def test_a_change_reaches_a_webhook_signed_with_its_secret(room, claim):
    with receiving() as receiver:
        subscription, secret = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        report = deliver(room)
    (post,) = receiver.posts
    event = Webhook(secret).verify(post.body, post.headers)
    (change,) = room.desk.store.history(claim.id)
    assert post.headers["webhook-id"] == "n" + change.id
    assert event["type"] == "claim.status_changed"
    assert (event["data"]["claim_id"], event["data"]["from"], event["data"]["to"]) == (claim.id, "pending", "confirmed")
    assert (report.delivered, report.failures, report.disabled) == (1, (), ())
    (delivery,) = deliveries(room, subscription)
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 1)


def test_it_is_told_once_however_often_runs_are_made(room, claim):
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        for hour in range(3):
            deliver(room, timedelta(hours=hour))
    assert len(receiver.posts) == 1


def test_a_promise_that_ran_out_is_told_by_the_recheck_and_only_the_first_time(room, claim):
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url, wanted=NoticeFilter(kinds=(NoticeKind.OVERDUE,)))
        for _ in range(2):
            recheck(room.desk)
            deliver(room)
    (post,) = receiver.posts
    event = json.loads(post.body)
    assert (event["type"], event["data"]["overdue"]) == ("claim.overdue", True)


def test_an_article_that_decides_a_claim_is_told_and_a_dry_run_is_not(room, claim):
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url)
        recheck(room.desk, dry_run=True)
        assert deliver(room).delivered == 0
        room.article(
            "Lorne Bank said on Thursday it refunded overcharged customers.", "2025-05-22", told_on="2025-05-22"
        )
        deliver(room)
    (post,) = receiver.posts
    assert json.loads(post.body)["data"]["to"] == "confirmed"


def test_nothing_is_told_of_what_was_before_the_subscription(room, claim):
    decide(room, claim.id)
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url)
        deliver(room)
    assert receiver.posts == []


def test_a_change_that_is_taken_back_with_its_transaction_is_told_to_nobody(room, claim):
    def fail():
        with room.desk.store.transaction():
            decide(room, claim.id)
            raise RuntimeError

    with receiving() as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        with pytest.raises(RuntimeError):
            fail()
        deliver(room)
    assert receiver.posts == []
    assert deliveries(room, subscription) == ()


def test_what_an_import_brings_is_no_news(room, claim, tmp_path):
    decide(room, claim.id)
    lines = list(export_ledger(room.desk))
    other = open_desk(replace(room.desk.settings, database_url=f"sqlite:///{tmp_path}/other.db"), room.desk.clock)
    with receiving() as receiver:
        subscribe(other, url=receiver.url)
        import_ledger(other, lines)
        deliver(Newsroom(other))
    assert len(other.store.history(claim.id)) == 1
    assert receiver.posts == []
    close_desk(other)


def test_each_subscription_is_told_what_it_asked_for(room, claim):
    other = room.claim("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-04", tags=("bridges",)).claim
    with receiving() as receiver:
        for path, wanted in (
            ("all", NoticeFilter()),
            ("tag", NoticeFilter(tags=("bridges",))),
            ("claim", NoticeFilter(claim_ids=(claim.id,))),
            ("denied", NoticeFilter(statuses=(Status.DENIED,))),
            ("claimant", NoticeFilter(claimants=("LORNE BANK",))),
        ):
            subscribe(room.desk, url=f"{receiver.url}/{path}", wanted=wanted)
        decide(room, claim.id)
        decide(room, other.id, Status.DENIED)
        deliver(room)
    told = sorted((post.path.rpartition("/")[2], json.loads(post.body)["data"]["claim_id"]) for post in receiver.posts)
    wanted = [("all", claim.id), ("all", other.id), ("claim", claim.id), ("claimant", claim.id)]
    assert told == sorted([*wanted, ("denied", other.id), ("tag", other.id)])


def test_who_follows_a_claim_follows_the_one_that_it_was_merged_into(room, claim):
    other = room.claim(
        "Lorne Bank vowed to refund all overcharged customers by the end of May 2025", "2025-04-03"
    ).claim
    with receiving() as receiver:
        wanted = NoticeFilter(claim_ids=(claim.id,), kinds=(NoticeKind.STATUS,))
        subscribe(room.desk, url=receiver.url, wanted=wanted)
        merge_claims(room.desk, claim.id, other.id, By(reviewer="Desk", reason="One promise."))
        decide(room, other.id)
        deliver(room)
    assert [json.loads(post.body)["data"]["claim_id"] for post in receiver.posts] == [other.id]


def test_changes_come_in_the_order_in_which_they_were_recorded(room, claim):
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url)
        for status in (Status.CONFIRMED, Status.DENIED, Status.CONFIRMED):
            decide(room, claim.id, status)
        deliver(room)
    assert [json.loads(post.body)["data"]["to"] for post in receiver.posts] == ["confirmed", "denied", "confirmed"]


# a receiver that fails


def test_what_failed_comes_again_under_the_same_id_with_the_same_body(room, claim):
    with receiving(answer(500), answer(200)) as receiver:
        subscription, secret = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        (failure,) = deliver(room).failures
        assert failure.error == "It answered 500."
        assert deliver(room, timedelta(seconds=4)).delivered == 0
        (waiting,) = deliveries(room, subscription)
        assert (waiting.state, waiting.last_error) == (DeliveryState.WAITING, "It answered 500.")
        assert deliver(room, timedelta(seconds=30)).delivered == 1
    first, second = receiver.posts
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert Webhook(secret).verify(second.body, second.headers)
    (delivered,) = deliveries(room, subscription)
    assert (delivered.state, delivered.attempts, delivered.last_error) == (DeliveryState.DELIVERED, 2, None)


def test_an_endpoint_that_fails_over_the_whole_schedule_is_disabled_and_reported(room, claim):
    after, told = timedelta(), []
    with receiving(answer(500)) as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        for delay in (*RETRY_AFTER, timedelta()):
            told.append(deliver(room, after))
            after += delay * 1.2 + timedelta(seconds=10)
        decide(room, claim.id, Status.DENIED)
        assert deliver(room, after + timedelta(days=9)).delivered == 0
    assert len(receiver.posts) == len(RETRY_AFTER) + 1
    assert len(set(receiver.ids())) == 1
    assert [report.disabled for report in told[:-1]] == [()] * len(RETRY_AFTER)
    (disabled,) = told[-1].disabled
    assert disabled.id == subscription.id
    assert "10 attempts failed" in disabled.disabled_because
    assert told[-1].failures[0].next_attempt_at is None
    (given_up,) = deliveries(room, subscription)  # of the second change nothing was written for it
    assert given_up.state is DeliveryState.FAILED


def test_one_message_that_is_never_taken_does_not_disable_an_endpoint_that_takes_others(room, claim):
    def picky(request):
        first = receiver.ids()[0]
        answer(400 if request.headers["webhook-id"] == first else 200)(request)

    with receiving(picky) as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        deliver(room)
        decide(room, claim.id, Status.DENIED)
        after = timedelta(seconds=1)
        for delay in (*RETRY_AFTER, timedelta()):
            report = deliver(room, after)
            after += delay * 1.2 + timedelta(seconds=10)
    assert report.disabled == ()
    assert [each.state for each in deliveries(room, subscription)].count(DeliveryState.DELIVERED) == 1
    (given_up,) = (each for each in deliveries(room, subscription) if each.state is DeliveryState.FAILED)
    assert given_up.last_error == "It answered 400."


def test_410_ends_a_subscription_at_once(room, claim):
    with receiving(answer(410)) as receiver:
        subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        decide(room, claim.id, Status.DENIED)
        report = deliver(room)
        deliver(room, timedelta(days=1))
    assert len(receiver.posts) == 1
    assert [each.disabled_because for each in report.disabled] == ["It answered 410: it wants no more."]
    assert list_subscriptions(room.desk)[0].disabled_at is not None


@pytest.mark.parametrize("status", [429, 502, 504])
def test_a_receiver_that_asks_to_be_left_alone_is(room, claim, status):
    with receiving(answer(status, Retry_After="600"), answer(200)) as receiver:
        subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        deliver(room)
        decide(room, claim.id, Status.DENIED)
        assert deliver(room, timedelta(minutes=9)).delivered == 0
        assert len(receiver.posts) == 1
        assert deliver(room, timedelta(minutes=11)).delivered == 2


def test_a_run_asks_an_endpoint_that_failed_no_more_and_serves_the_others(room, claim):
    with receiving(answer(500)) as bad, receiving() as good:
        subscribe(room.desk, url=bad.url)
        subscribe(room.desk, url=good.url)
        for status in (Status.CONFIRMED, Status.DENIED, Status.CONFIRMED):
            decide(room, claim.id, status)
        report = deliver(room)
    assert (len(bad.posts), len(good.posts)) == (1, 3)
    assert (report.delivered, len(report.failures)) == (3, 1)


def test_whatever_receivers_do_a_run_ends_with_a_report(room, claim):
    impatient = replace(room.desk.settings, webhook_timeout_seconds=2)
    heard_enough = threading.Event()
    with (
        closed_port() as closed,
        receiving(lambda _request: heard_enough.wait(30)) as hanging,
        receiving(answer(302, Location="http://169.254.169.254/")) as redirecting,
        receiving(answer(200, b"x" * 1_000_000)) as huge,
    ):
        for url in (f"http://localhost:{closed}/hook", hanging.url, redirecting.url, huge.url):
            subscribe(room.desk, url=url)
        decide(room, claim.id)
        report = deliver(Newsroom(replace(room.desk, settings=impatient)))
        heard_enough.set()
    assert report.delivered == 1
    assert sorted(failure.error.split(":")[0] for failure in report.failures) == [
        "It answered 302, and no redirect is followed",
        "It could not be reached",
        "It did not answer within 2 s.",
    ]


# workers and runs that are killed


def test_workers_at_once_tell_each_change_once_on_either_database(room, database_url):
    desk = open_desk(replace(room.desk.settings, database_url=database_url), room.desk.clock)
    room = Newsroom(desk)
    claim = room.claim(PROMISE, "2025-04-02").claim
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url)
        for number in range(20):
            decide(room, claim.id, Status.DENIED if number % 2 else Status.CONFIRMED)
        workers = [threading.Thread(target=deliver, args=(room,)) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(receiver.posts) == len(set(receiver.ids())) == 20
    close_desk(desk)


def run_apart(room, code):
    """Run code in a process of its own on the same ledger, and give its exit code."""
    program = f"""
        import os, signal
        from datetime import datetime, timedelta
        from claims.services.desk import open_desk
        from claims.services.delivering import deliver_due
        from claims.services.recheck import recheck
        from claims.settings import Settings

        desk = open_desk(Settings(database_url={room.desk.settings.database_url!r}, webhook_allow_hosts=("localhost",)))
    """
    whole = textwrap.dedent(program) + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", whole], check=False, timeout=60).returncode


def test_a_run_killed_between_the_receipt_and_the_note_of_it_sends_the_same_id_again(room, claim):
    def kill_the_sender(request):
        sender = int(request.path.rpartition("/")[2])
        os.kill(sender, signal.SIGKILL)

    with receiving(kill_the_sender, answer(200)) as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        code = f"""
            to = desk.store.subscription({subscription.id!r}).url + f"/{{os.getpid()}}"
            import claims.services.delivering as d
            send = d.send_webhook
            d.send_webhook = lambda url, *rest: send(to, *rest)
            deliver_due(desk, datetime.fromisoformat({room.desk.clock().isoformat()!r}))
        """
        assert run_apart(room, code) == -signal.SIGKILL
        assert deliver(room, LEASE - timedelta(seconds=30)).delivered == 0  # for all it knows the other is at work
        assert deliver(room, LEASE + timedelta(minutes=1)).delivered == 1
    assert len(receiver.posts) == 2
    assert len(set(receiver.ids())) == 1  # by which a receiver drops the double
    assert receiver.posts[0].body == receiver.posts[1].body


def test_a_recheck_killed_behind_its_commit_and_started_again_makes_no_second_event(room, claim):
    with receiving() as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        code = """
            import claims.services.stages as module
            module.deliver_due = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # the claim is committed
            recheck(desk)
        """
        assert run_apart(room, code) == -signal.SIGKILL
        recheck(room.desk)
        deliver(room, timedelta(minutes=5))  # that process went by a clock of its own
    assert len(receiver.posts) == 1
    assert len(deliveries(room, subscription)) == 1


def test_a_recheck_killed_before_its_commit_leaves_neither_change_nor_event(room, claim):
    with receiving() as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        code = """
            import claims.services.filing as module
            module.file_notice = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
            recheck(desk)
        """
        assert run_apart(room, code) == -signal.SIGKILL
        assert room.desk.store.history(claim.id) == []
        assert deliveries(room, subscription) == ()
        recheck(room.desk)
        deliver(room)
    assert len(receiver.posts) == 1


# what people do


def test_a_delivery_is_replayed_by_its_id_or_that_of_the_event_under_the_same_webhook_id(room, claim):
    with receiving() as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        deliver(room)
        (delivery,) = deliveries(room, subscription)
        for wanted in (delivery.id, delivery.notice_id):
            assert [each.id for each in replay(room.desk, wanted)] == [delivery.id]
            assert deliver(room).delivered == 1
    assert len(receiver.posts) == 3
    assert set(receiver.ids()) == {delivery.notice_id}


def test_during_a_rotation_both_secrets_verify_and_afterwards_the_new_one_alone(room, claim):
    with receiving() as receiver:
        subscription, old = subscribe(room.desk, url=receiver.url)
        _, new = rotate_secret(room.desk, subscription.id)
        decide(room, claim.id)
        deliver(room)
        (during,) = receiver.posts
        for secret in (old, new):
            assert Webhook(secret).verify(during.body, during.headers)
        decide(room, claim.id, Status.DENIED)
        deliver(room, timedelta(days=1, seconds=1))
    assert len(during.headers["webhook-signature"].split()) == 2
    assert len(receiver.posts[1].headers["webhook-signature"].split()) == 1


def test_a_removed_subscription_is_told_nothing_more(room, claim):
    with receiving() as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        unsubscribe(room.desk, subscription.id)
        assert deliver(room).delivered == 0
    assert receiver.posts == []


def test_a_run_can_be_bounded_and_says_how_far_it_is(room, claim):
    seen = []
    with receiving() as receiver:
        subscribe(room.desk, url=receiver.url)
        for status in (Status.CONFIRMED, Status.DENIED, Status.CONFIRMED):
            decide(room, claim.id, status)
        deliver(room, limit=2, progress=lambda done, total: seen.append((done, total)))
        assert len(receiver.posts) == 2
        deliver(room, limit=2)
    assert len(receiver.posts) == 3
    assert seen == [(1, None), (2, None)]


def test_what_was_told_long_ago_is_forgotten(room, claim):
    with receiving() as receiver:
        subscription, _ = subscribe(room.desk, url=receiver.url)
        decide(room, claim.id)
        deliver(room)
        deliver(room, KEPT - timedelta(days=1))
        assert len(deliveries(room, subscription)) == 1
        deliver(room, KEPT + timedelta(days=1))
    assert deliveries(room, subscription) == ()
    assert len(room.desk.store.history(claim.id)) == 1
    assert len(receiver.posts) == 1
