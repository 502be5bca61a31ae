"""One command takes in what feeds bring and tells of it; killed, it loses nothing and tells nobody twice."""

import json
import random
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.domain.notice import NoticeFilter
from claims.domain.query import ClaimFilter, ClaimSort
from claims.domain.verdict import Status
from claims.services.desk import close_desk, open_desk
from claims.services.feed_list import add_feed
from claims.services.recheck import recheck
from claims.services.subscribing import subscribe
from claims.settings import Settings
from tests.forking import forker
from tests.loopback import Site, serving
from tests.receivers import receiving
from tests.services.polled import SETTINGS
from tests.upkeep import announce, fill

pytestmark = pytest.mark.slow
_CLAIMS = 24
_FEEDS = 6  # which deny every claim between them


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    settings = {
        "CLAIMS_FETCH_ALLOW_HOSTS": "localhost",
        "CLAIMS_FETCH_GAP_SECONDS": "0",
        "CLAIMS_WEBHOOK_ALLOW_HOSTS": "localhost",
    }
    with forker(tmp_path_factory.mktemp("commands"), **settings) as started:
        yield started


@pytest.fixture
def site():
    site = Site()
    for n in range(_FEEDS):
        announce(site, f"/{n}.xml", *range(n, _CLAIMS, _FEEDS))
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


@pytest.fixture
def desk(database_url):
    fill(database_url, _CLAIMS, articles=False)
    settings = SETTINGS | {"feed_first_entries": _CLAIMS, "webhook_allow_hosts": ("localhost",)}
    opened = open_desk(Settings(database_url=database_url, **settings))
    yield opened
    close_desk(opened)


def known_claims(desk):
    return desk.store.list_claims(ClaimFilter(), ClaimSort.OLDEST, _CLAIMS).items


def subscribed(desk, receiver):
    """A subscription to what becomes of the claims that are on the ledger at first."""
    ids = tuple(tracked.claim.id for tracked in known_claims(desk))
    subscribe(desk, url=receiver.url, wanted=NoticeFilter(claim_ids=ids, statuses=(Status.DENIED,)))
    return ids


def wait_until_it_moves(command, desk, receiver, chance):
    """Wait until a run has taken in, looked at or told of one to five things more; whether it did before its end."""

    def done():
        looked_at = sum(run.looked_at for run in desk.store.list_runs(99).items)
        return desk.store.stats(desk.clock()).articles + looked_at + len(receiver.posts)

    aim = done() + chance.randint(1, 5)
    while (moves := done()) < aim and not command.has_ended:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.03))
    return moves >= aim


def told(receiver):
    """How often each claim was told of."""
    return Counter(json.loads(post.body)["data"]["claim_id"] for post in receiver.posts)


def test_one_command_polls_decides_and_tells_once(desk, database_url, site, commands):
    for n in range(_FEEDS):
        add_feed(desk, f"{site.at}/{n}.xml")
    with receiving() as receiver:
        ids = subscribed(desk, receiver)
        for expected in (f" UTC: feeds {_FEEDS}, new articles {_CLAIMS}, changed by them {_CLAIMS}, looked at ", ""):
            code, said = commands.start("--database", database_url, "recheck", "--quiet").wait()
            assert (code, expected in said) == (0, True), said
    assert f", delivered {_CLAIMS}." not in said
    assert told(receiver) == dict.fromkeys(ids, 1)
    assert {desk.store.claim(claim_id).verdict.status for claim_id in ids} == {Status.DENIED}


def test_killed_after_a_claim_is_decided_and_before_it_is_told_the_next_run_tells_it_once(
    desk, database_url, site, commands
):
    waits, asked = threading.Event(), threading.Event()
    second = site.pages["/1.xml"]

    def hang(request):
        asked.set()
        waits.wait(60)
        second(request)

    for n in (0, 1):
        add_feed(desk, f"{site.at}/{n}.xml")
    site.pages["/1.xml"] = hang
    with receiving() as receiver:
        ids = subscribed(desk, receiver)
        killed = commands.start("--database", database_url, "recheck")
        assert asked.wait(60)
        killed.kill()
        assert killed.wait()[0] == -9
        waits.set()
        decided = {id_ for id_ in ids if desk.store.claim(id_).verdict.status is Status.DENIED}
        assert (len(decided), receiver.posts) == (_CLAIMS // _FEEDS, [])
        for _ in range(2):
            code, said = commands.start("--database", database_url, "recheck").wait()
            assert code == 0, said
    assert told(receiver) == dict.fromkeys(decided, 1)


def test_killed_again_and_again_it_takes_everything_in_and_tells_each_change_under_one_id(
    desk, database_url, site, commands
):
    """A receiver that had taken a notice when its sender was killed may get it again, under the same id."""
    for n in range(_FEEDS):
        add_feed(desk, f"{site.at}/{n}.xml")
    chance, killed, amid = random.Random(11), 0, 0
    with receiving() as receiver:
        ids = subscribed(desk, receiver)
        while killed < 12:
            command = commands.start("--database", database_url, "recheck")
            moves = wait_until_it_moves(command, desk, receiver, chance)
            command.kill()
            code, said = command.wait()
            if code == 0:
                break
            assert code == -9, said
            killed, amid = killed + 1, amid + moves
        later = desk.clock() + timedelta(hours=1)  # when what the killed ones held is free again
        report = recheck(replace(desk, clock=lambda: later))
        assert report.errors == 0
        assert recheck(replace(desk, clock=lambda: later + timedelta(hours=1))).changes == ()
    assert desk.store.stats(later).articles == _CLAIMS
    assert {desk.store.claim(claim_id).verdict.status for claim_id in ids} == {Status.DENIED}
    history = [change for claim_id in ids for change in desk.store.history(claim_id)]
    assert len([change for change in history if change.after is Status.DENIED]) == _CLAIMS
    assert set(told(receiver)) == set(ids)
    assert len(set(receiver.ids())) == _CLAIMS
    assert len(receiver.posts) - _CLAIMS <= killed
    assert amid > 5  # or the kills came too early to say anything
