"""Turns, by a clock that only sleeping moves."""

import threading
from datetime import timedelta

import pytest

from claims.domain.errors import FetchFailed
from claims.services.turns import Turns


class Clock:
    def __init__(self):
        self.now = 1_000.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(clock):
    return Turns(lambda: clock.now, clock.sleep)


def test_a_host_is_asked_again_only_after_the_gap(turns, clock):
    for _ in range(3):
        turns.take("a.example", 2.0)
    assert clock.slept == [2.0, 2.0]


def test_another_host_need_not_wait(turns, clock):
    turns.take("a.example", 2.0)
    turns.take("b.example", 2.0)
    assert clock.slept == []


def test_time_that_has_passed_counts(turns, clock):
    turns.take("a.example", 2.0)
    clock.now += 1.5
    turns.take("a.example", 2.0)
    clock.now += 30
    turns.take("a.example", 2.0)
    assert clock.slept == [0.5]


def test_a_host_that_asks_to_be_left_alone_is(turns, clock):
    turns.hold("a.example", timedelta(hours=3))
    with pytest.raises(FetchFailed, match=r"a\.example is left alone for another 3 h") as failed:
        turns.take("a.example", 1.0)
    assert failed.value.wait == timedelta(hours=3)
    turns.take("b.example", 1.0)
    clock.now += 3 * 3_600
    turns.take("a.example", 1.0)
    assert clock.slept == []


def test_a_short_request_to_wait_is_waited_for(turns, clock):
    turns.hold("a.example", timedelta(seconds=20))
    turns.take("a.example", 1.0)
    assert clock.slept == [20.0]


def test_a_shorter_request_to_wait_does_not_end_a_longer_one(turns):
    turns.hold("a.example", timedelta(hours=3))
    turns.hold("a.example", timedelta(seconds=1))
    with pytest.raises(FetchFailed, match="another 3 h"):
        turns.take("a.example", 1.0)


def test_a_queue_longer_than_a_minute_is_refused_and_takes_no_turn(turns, clock):
    turns._sleep = lambda _: None  # as if all came at the same moment
    for _ in range(4):
        turns.take("a.example", 20.0)
    for _ in range(2):
        with pytest.raises(FetchFailed, match="left alone"):
            turns.take("a.example", 20.0)
    clock.now += 20
    turns.take("a.example", 20.0)


def test_threads_take_turns():
    slept = []
    turns = Turns(lambda: 0.0, slept.append)
    threads = [threading.Thread(target=turns.take, args=("a.example", 1.0)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(slept) == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]


def test_hosts_that_anybody_may_ask_are_forgotten_once_there_are_many(turns, clock):
    for number in range(10_050):
        turns.take(f"h{number}.example", 1.0)
        clock.now += 1
    assert len(turns._free) < 10_050
