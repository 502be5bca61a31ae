"""Several processes on one database, as with API processes and re-check workers."""

import time

import pytest

from claims.store import open_store
from tests.store.processes import in_processes, open_and_write, write_all_the_time, write_many

pytestmark = pytest.mark.slow


def test_processes_that_open_a_new_database_at_once_all_succeed(database_url):
    start_at = time.time() + 2
    in_processes(open_and_write, [(database_url, start_at, f"c{n}") for n in range(3)])
    store = open_store(database_url)
    assert sorted(tracked.claim.id for tracked in store.all_claims()) == ["c0", "c1", "c2"]
    store.close()


def test_changes_of_several_processes_are_numbered_without_gap_or_repetition(database_url):
    numbers = in_processes(write_many, [(database_url, name, 25) for name in ("x", "y")])
    store = open_store(database_url)
    changes = store.claim_changes(0, 1000) + store.article_changes(0, 1000)
    assert sorted(change.seq for change in changes) == list(range(1, 2 * sum(numbers) + 1))
    store.close()


def test_a_process_that_writes_all_the_time_lets_others_write(database_url):
    in_processes(write_all_the_time, [(database_url, name, 25) for name in ("x", "y")])
    store = open_store(database_url)
    assert sum(1 for _ in store.all_claims()) == 50
    store.close()
