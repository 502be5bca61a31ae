"""Feeds, what is remembered of their entries, and robots.txt; on either database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from claims.domain.errors import Conflict, NotFound
from claims.domain.robots import RobotsFile
from tests.values import NOW, a_feed, a_seen_entry, later


def test_a_feed_is_there_under_its_id_and_its_address(store):
    assert store.add_feed(a_feed("f1"))
    assert store.feed("f1") == store.feed_at(a_feed("f1").address) == a_feed("f1")
    assert store.feed("f2") is store.feed_at("https://other.example/") is None


def test_an_address_is_on_the_list_once(store):
    store.add_feed(a_feed("f1"))
    assert not store.add_feed(a_feed("f2", address=a_feed("f1").address))
    assert not store.add_feed(a_feed("f1", address="https://other.example/"))
    assert store.feeds() == [a_feed("f1")]


def test_an_address_may_be_long(store):
    address = "https://harbour.example/" + "ü" * 2_000
    store.add_feed(a_feed("f1", address=address))
    assert store.feed_at(address).id == "f1"


def test_feeds_are_listed_in_the_order_in_which_they_were_added(store):
    for id_, hours in (("f3", 0), ("f1", 2), ("f2", 1)):
        store.add_feed(a_feed(id_, added_at=later(hours=hours)))
    assert [feed.id for feed in store.feeds()] == ["f3", "f2", "f1"]


def test_those_due_longest_come_first_and_those_set_aside_are_never_due(store):
    for id_, minutes, aside in (("f1", 0, None), ("f2", -5, None), ("f3", 1, None), ("f4", -9, NOW)):
        store.add_feed(a_feed(id_, next_poll_at=later(minutes=minutes), set_aside_at=aside))
    assert [feed.id for feed in store.due_feeds(NOW)] == ["f2", "f1"]
    assert [feed.id for feed in store.due_feeds(NOW, 1)] == ["f2"]
    assert [feed.id for feed in store.due_feeds(later(minutes=1))] == ["f2", "f1", "f3"]


def test_of_two_that_would_poll_a_feed_one_takes_it(store):
    store.add_feed(a_feed("f1"))
    assert store.take_feed(a_feed("f1"), later(minutes=30))
    assert not store.take_feed(a_feed("f1"), later(minutes=31))
    assert store.feed("f1") == replace(a_feed("f1"), next_poll_at=later(minutes=30))
    assert not store.take_feed(a_feed("gone"), NOW)


def test_a_feed_is_written_over(store):
    store.add_feed(a_feed("f1"))
    changed = a_feed("f1", address="https://moved.example/", failures=3, last_error="It did not answer.", etag='"v2"')
    assert store.save_feed(changed)
    assert store.feeds() == [changed]
    assert store.feed_at("https://moved.example/") == changed
    assert not store.save_feed(a_feed("f2", address="https://gone.example/"))


def test_a_feed_does_not_take_the_address_of_another(store):
    store.add_feed(a_feed("f1"))
    store.add_feed(a_feed("f2"))
    with pytest.raises(Conflict):
        store.save_feed(a_feed("f2", address=a_feed("f1").address))
    assert store.feed("f2") == a_feed("f2")


def test_a_removed_feed_is_gone_with_its_entries(store):
    store.add_feed(a_feed("f1"))
    store.remember_entries("f1", [a_seen_entry("e1")])
    assert store.remove_feed("f1")
    assert not store.remove_feed("f1")
    assert store.feed("f1") is None
    store.add_feed(a_feed("f1"))
    assert store.seen_entries("f1", ["e1"]) == {}


def test_entries_are_remembered_by_feed_and_key(store):
    for feed_id in ("f1", "f2"):
        store.add_feed(a_feed(feed_id))
    store.remember_entries("f1", [a_seen_entry("e1"), a_seen_entry("e2", stamp=None, settled=False)])
    store.remember_entries("f2", [a_seen_entry("e1", digest="of f2")])
    assert store.seen_entries("f1", ["e1", "e2", "e3"]) == {
        "e1": a_seen_entry("e1"),
        "e2": a_seen_entry("e2", stamp=None, settled=False),
    }
    assert store.seen_entries("f2", ["e1"]) == {"e1": a_seen_entry("e1", digest="of f2")}
    assert store.seen_entries("f2", []) == {}


def test_an_entry_is_remembered_as_it_was_last(store):
    store.add_feed(a_feed("f1"))
    store.remember_entries("f1", [a_seen_entry("e1")])
    store.remember_entries("f1", [a_seen_entry("e1", digest="new", versions=2)])
    assert store.seen_entries("f1", ["e1"]) == {"e1": a_seen_entry("e1", digest="new", versions=2)}


def test_nothing_is_remembered_of_a_feed_that_is_gone(store):
    with pytest.raises(NotFound):
        store.remember_entries("f1", [a_seen_entry("e1")])


def test_entries_are_forgotten_but_for_those_present_and_those_seen_last(store):
    store.add_feed(a_feed("f1"))
    store.add_feed(a_feed("f2"))
    entries = [a_seen_entry(f"e{number}", seen_at=later(minutes=number)) for number in range(6)]
    store.remember_entries("f1", entries)
    store.remember_entries("f2", entries)
    store.forget_entries("f1", ["e0"], keep=2)
    assert store.seen_entries("f1", [entry.key for entry in entries]).keys() == {"e0", "e4", "e5"}
    assert len(store.seen_entries("f2", [entry.key for entry in entries])) == 6
    store.forget_entries("f1", [], keep=0)
    assert store.seen_entries("f1", ["e0"]) == {}


def test_many_entries_are_remembered_and_forgotten(store):
    store.add_feed(a_feed("f1"))
    keys = [f"e{number}" for number in range(1_200)]
    store.remember_entries("f1", [a_seen_entry(key) for key in keys])
    assert len(store.seen_entries("f1", keys)) == 1_200
    store.forget_entries("f1", keys[:3], keep=0)
    assert store.seen_entries("f1", keys).keys() == set(keys[:3])


def robots(origin="https://a.example", text="User-agent: *", until=NOW + timedelta(days=1)):
    return RobotsFile(origin=origin, text=text, found="It was there.", until=until)


def test_a_robots_txt_is_remembered_until_it_is_no_longer_good(store):
    store.put_robots(robots(), NOW)
    store.put_robots(robots("https://b.example", text=None), NOW)
    assert store.robots("https://a.example", NOW) == robots()
    assert store.robots("https://b.example", NOW) == robots("https://b.example", text=None)
    assert store.robots("https://a.example", later(days=1)) is None
    assert store.robots("https://c.example", NOW) is None


def test_a_robots_txt_replaces_the_former_one_and_those_that_are_no_longer_good_are_forgotten(store):
    store.put_robots(robots(), NOW)
    store.put_robots(robots("https://b.example", until=later(hours=1)), NOW)
    store.put_robots(robots(text="Disallow: /", until=later(days=3)), later(days=2))
    assert store.robots("https://a.example", later(days=2)).text == "Disallow: /"
    assert store._db.script("SELECT origin FROM robots") == [("https://a.example",)]
