"""A run polls feeds, looks at claims and tells subscribers; what goes wrong in one of them is counted, and no more."""

import itertools
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.domain.errors import StoreAway
from claims.domain.moment import parse_moment
from claims.domain.notice import NoticeFilter
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.run import RunState, StageName
from claims.domain.verdict import Status
from claims.services import feeds, stages
from claims.services.desk import close_desk, open_desk
from claims.services.feed_list import add_feed
from claims.services.recheck import recheck
from claims.services.runs import list_runs
from claims.services.subscribing import list_subscriptions, subscribe
from claims.settings import Settings
from tests.loopback import Site, answer, serving
from tests.receivers import answer as reply
from tests.receivers import receiving
from tests.services.polled import SETTINGS
from tests.upkeep import announce, fill


@pytest.fixture
def site():
    site = Site()
    announce(site, "/feed.xml", 1)
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


@pytest.fixture
def desk(sqlite_url):
    """A desk with two claims, which nothing on file tells of, that may reach this machine."""
    fill(sqlite_url, 2, articles=False)
    opened = open_desk(Settings(database_url=sqlite_url, webhook_allow_hosts=("localhost",), **SETTINGS))
    yield opened
    close_desk(opened)


def subscribed(desk, receiver):
    """A subscription to the two claims that are on the ledger at first."""
    ids = tuple(tracked.claim.id for tracked in desk.store.list_claims(ClaimFilter(), ClaimSort.OLDEST, 2).items)
    return subscribe(desk, url=receiver.url, wanted=NoticeFilter(claim_ids=ids))


def counts(report):
    return {stage.name: dict(stage.counts) for stage in report.stages}


def test_what_a_feed_brings_decides_a_claim_and_is_told_in_the_same_run(desk, site):
    add_feed(desk, f"{site.at}/feed.xml")
    with receiving() as receiver:
        subscribed(desk, receiver)
        report = recheck(desk)
        again = recheck(desk)
    assert counts(report) == {
        "feeds": {"polled": 1, "failed": 0, "set_aside": 0, "new": 1, "changed": 1},
        "claims": {"looked_at": 1, "changed": 1, "overdue": 1},  # the other one, which has run out
        "outlets": {"looked_at": 0, "changed": 0},
        "deliveries": {"delivered": 2, "failed": 0, "disabled": 0},
    }
    assert (report.errors, again.errors) == (0, 0)
    first, second = report.changes
    assert (first.before.status, first.after.status) == (Status.PENDING, Status.DENIED)
    assert second.after.overdue
    assert len(set(receiver.ids())) == len(receiver.posts) == 2
    assert (again.looked_at, again.changes) == (0, ())


def test_a_feed_that_fails_is_told_and_keeps_nothing_else_waiting(desk, site):
    site.pages["/broken.xml"] = site.pages["/feed.xml"]
    broken, _ = add_feed(desk, f"{site.at}/broken.xml", "Broken Post")
    add_feed(desk, f"{site.at}/feed.xml")
    site.pages["/broken.xml"] = answer(b"", 500)
    report = recheck(desk)
    assert counts(report)["feeds"] == {"polled": 2, "failed": 1, "set_aside": 0, "new": 1, "changed": 1}
    assert (report.looked_at, report.errors, report.failures) == (1, 1, ())
    (told,) = report.stages[0].errors
    assert told.startswith(f"Feed Broken Post ({broken.id}): ")
    assert told.endswith("It is tried again later.")
    assert list_runs(desk, 1).items[0].state is RunState.DONE


def test_a_feed_that_is_set_aside_is_reported(desk, site):
    add_feed(desk, f"{site.at}/feed.xml")
    site.pages["/feed.xml"] = answer(b"", 410)
    report = recheck(desk)
    assert counts(report)["feeds"]["set_aside"] == 1
    assert "It is set aside: `feeds add` with its address brings it back." in report.stages[0].errors[0]


def test_a_receiver_that_fails_is_told_and_tried_again_later(desk):
    with receiving(reply(500), reply(204)) as receiver:
        subscription, _ = subscribed(desk, receiver)
        report = recheck(desk)
        assert counts(report)["deliveries"] == {"delivered": 0, "failed": 1, "disabled": 0}
        assert f"Subscription {subscription.id} ({receiver.url}): " in report.stages[3].errors[0]
        assert (report.errors, report.failures) == (1, ())
        tomorrow = desk.clock() + timedelta(days=1)
        assert counts(recheck(replace(desk, clock=lambda: tomorrow)))["deliveries"]["delivered"] >= 2


def test_a_receiver_that_wants_no_more_is_reported(desk):
    with receiving(reply(410)) as receiver:
        subscribed(desk, receiver)
        report = recheck(desk)
    (subscription,) = list_subscriptions(desk)
    assert counts(report)["deliveries"]["disabled"] == 1
    assert f"Subscription {subscription.id} is disabled: " in report.stages[3].errors[-1]


@pytest.mark.parametrize("how", [{"as_of": parse_moment("2025-05-01", "day")}, {"dry_run": True}])
def test_trying_and_looking_back_fetch_nothing_and_tell_nobody(desk, site, how):
    add_feed(desk, f"{site.at}/feed.xml")
    site.asked.clear()
    with receiving() as receiver:
        subscribed(desk, receiver)
        report = recheck(desk, **how)
    assert [stage.name for stage in report.stages] == ["claims"]
    assert (site.asked, receiver.posts) == ([], [])


def test_stages_can_be_left_out(desk, site):
    add_feed(desk, f"{site.at}/feed.xml")
    with receiving() as receiver:
        subscribed(desk, receiver)
        report = recheck(desk, stages=[StageName.DELIVERIES, StageName.FEEDS])
    assert [stage.name for stage in report.stages] == ["feeds", "deliveries"]  # in their order
    assert len(receiver.posts) == 1


def test_slow_sites_and_receivers_keep_the_claims_waiting_for_a_while_only(desk, site):
    """The clock goes on by six minutes with each look at it; after ten nothing more is begun."""
    for number in range(4):
        site.pages[f"/{number}.xml"] = site.pages["/feed.xml"]
        add_feed(desk, f"{site.at}/{number}.xml")
    begun, looks = desk.clock(), itertools.count()
    slow = replace(desk, clock=lambda: begun + timedelta(minutes=6) * next(looks))
    polled = [counts(recheck(slow, stages=[StageName.FEEDS]))["feeds"]["polled"] for _ in range(4)]
    assert polled[0] < 4
    assert sum(polled) >= 4


def test_a_poll_that_the_database_breaks_off_is_begun_anew(desk, site, monkeypatch):
    add_feed(desk, f"{site.at}/feed.xml")
    take_entry, failures = feeds.take_entry, [StoreAway("The database is away.")]

    def fail_once(*given, **more):
        if failures:
            raise failures.pop()
        return take_entry(*given, **more)

    monkeypatch.setattr(feeds, "take_entry", fail_once)
    report = recheck(desk)
    assert (report.errors, counts(report)["feeds"]["new"]) == (0, 1)


def test_feeds_that_fail_as_a_whole_keep_no_claim_waiting(desk, site, monkeypatch):
    announce(site, "/second.xml", 0)
    for path in ("/feed.xml", "/second.xml"):
        add_feed(desk, f"{site.at}{path}")
    patient = replace(desk, settings=replace(desk.settings, store_patience_seconds=0))
    take_entry = feeds.take_entry

    def fail_at_the_second(desk, kind, entry, **more):
        if entry.title == "Pier 0":
            raise StoreAway("The database is away.")
        return take_entry(desk, kind, entry, **more)

    monkeypatch.setattr(feeds, "take_entry", fail_at_the_second)
    report = recheck(patient)
    assert counts(report)["feeds"]["new"] == 1  # what was done until then is counted
    assert report.failures == ("feeds: The database is away.",)
    assert report.looked_at == 1
    assert list_runs(desk, 1).items[0].state is RunState.FAILED


def test_a_note_of_what_was_sent_waits_for_the_database_so_that_nobody_is_told_twice(desk, monkeypatch):
    settle, failures = desk.store.settle_delivery, [StoreAway("The database is away.")] * 2

    def fail_at_first(delivery):
        if failures:
            raise failures.pop()
        return settle(delivery)

    monkeypatch.setattr(desk.store, "settle_delivery", fail_at_first)
    with receiving() as receiver:
        subscribed(desk, receiver)
        report = recheck(desk)
        recheck(desk)
    assert report.errors == 0
    assert len(receiver.posts) == len(set(receiver.ids())) == 2


def test_stopped_while_it_sends_it_begins_with_no_other_subscription(desk):
    class Stopped(BaseException):
        pass

    asked = threading.Event()

    def stop(_done, _total):
        if asked.is_set():
            raise Stopped

    def take(request):
        asked.set()
        reply(204)(request)

    with receiving(take) as receiver:
        for _ in range(30):
            subscribed(desk, receiver)
        with pytest.raises(Stopped):
            recheck(desk, progress=stop)
        sent = len(receiver.posts)
        assert sent < 30
        receiver.answers = [reply(204)]
        later = desk.clock() + timedelta(minutes=11)
        recheck(replace(desk, clock=lambda: later))
    assert list_runs(desk, 9).items[-1].state is RunState.ABRUPT
    assert len({(post.headers["webhook-id"], post.body) for post in receiver.posts}) == 2


def test_the_stages_are_those_that_the_domain_names():
    assert list(stages.STAGES) == list(StageName)
