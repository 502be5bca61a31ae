"""Several processes on one index, and processes that are killed: it always holds what the database holds."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from claims.services import follow
from claims.services.follow import Follower
from claims.store import Store, open_store
from tests.index import processes
from tests.index.processes import CONTEXT
from tests.values import a_claim

pytestmark = pytest.mark.slow

KILLED = 6  # processes, on each database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def kill_amid(work: Callable[..., None], arguments: tuple[Any, ...], after: float) -> list[Any]:
    """Start a process, kill it some seconds after it first said something, and give what it had said."""
    here, there = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=work, args=(*arguments, there))
    process.start()
    there.close()
    assert here.poll(60)
    time.sleep(after)
    process.kill()
    process.join()
    said = []
    with suppress(EOFError, OSError):
        while True:
            said.append(here.recv())
    return said


def found(index: Follower) -> dict[str, set[str]]:
    """What a few questions find, all of it."""
    questions = ["viaduct", "trams", "lock", "Harwell", "ferry reopen"]
    return {
        q: {c.id for c in hits} for q, hits in zip(questions, index.nominate_claims(questions, 10_000), strict=True)
    }


@contextmanager
def opened(url: str, folder: Path) -> Iterator[tuple[Store, Follower]]:
    """A ledger with its index, caught up."""
    store = open_store(url)
    index = Follower(store, folder)
    try:
        index.catch_up()
        yield store, index
    finally:
        index.close()
        store.close()


def test_a_writer_killed_anywhere_leaves_an_index_that_is_as_good_as_new(database_url, folder, tmp_path):
    random_ = random.Random(11)
    for number in range(KILLED):
        arguments = (database_url, folder, f"k{number}q")
        said = kill_amid(processes.write_without_end, arguments, random_.uniform(0.0, 0.4))
        assert all(said)
        with opened(database_url, folder) as (_, index), opened(database_url, tmp_path / f"new{number}") as (_, new):
            new.rebuild()
            assert list(index.disagreements()) == []
            assert found(index) == found(new)
    assert list(folder.rglob("meta.json"))


def test_a_build_that_is_killed_goes_on_from_where_it_was(database_url, folder):
    store = open_store(database_url)
    with store.transaction():
        for number in range(1_000):
            store.add_claim(a_claim(f"c{number}", text=processes.text_of("b", number)))
    store.close()
    random_ = random.Random(12)
    firsts: list[int] = []
    said: list[Any] = []
    while "built" not in said:
        said = kill_amid(processes.build, (database_url, folder), random_.uniform(0.0, 0.1))
        firsts += [number for number in said[:1] if number != "built"]
    assert firsts == sorted(firsts)
    assert len(set(firsts)) > 1  # each went on from where one before it was
    with opened(database_url, folder) as (_, index):
        assert index.look()["claims"].texts == 1_000
        assert list(index.disagreements()) == []


def test_processes_that_write_and_bring_the_index_forward_together_find_everything(database_url, folder):
    with CONTEXT.Pool(3) as pool:
        writing = [pool.apply_async(processes.write_some, (database_url, folder, f"p{n}q", 50)) for n in range(3)]
        missed = [result.get(timeout=120) for result in writing]
        pool.close()
        pool.join()
    assert missed == [[], [], []]
    with opened(database_url, folder) as (_, index):
        assert list(index.disagreements()) == []
        before = found(index)
        index.rebuild()
        assert found(index) == before


def test_what_another_process_has_committed_is_found_by_the_next_question(database_url, folder):
    with opened(database_url, folder) as (_, index):
        with CONTEXT.Pool(1) as pool:
            pool.apply(processes.write_some, (database_url, folder, "oq", 1))
            pool.close()
            pool.join()
        index.catch_up()
        assert [[c.id for c in hits] for hits in index.nominate_claims(["oqx0"], 5)] == [["oq0"]]


def test_a_database_put_back_to_an_earlier_day_has_its_index_built_again(sqlite_url, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(follow, "_RECENT_CLAIMS", 10)
    earlier = tmp_path / "earlier.db"

    def add(store: Store, name: str, number: int) -> None:
        with store.transaction():
            for n in range(number):
                store.add_claim(a_claim(f"{name}{n}", text=processes.text_of(name, n)))

    with opened(sqlite_url, folder) as (store, index):
        add(store, "a", 30)
        with sqlite3.connect(tmp_path / "claims.db") as database:
            database.execute("VACUUM INTO ?", (str(earlier),))
        database.close()
        add(store, "b", 20)
        index.catch_up()
    with opened(f"sqlite:///{earlier}", folder) as (store, index):
        assert list(index.disagreements()) == []
        assert len(found(index)["viaduct"]) == 30
    shutil.rmtree(folder)
    with opened(sqlite_url, folder):
        pass
    with opened(f"sqlite:///{earlier}", tmp_path / "another") as (store, _):
        add(store, "c", 25)  # past the number at which the first index stands
    with opened(f"sqlite:///{earlier}", folder) as (store, index):
        assert list(index.disagreements()) == []
        assert len(found(index)["viaduct"]) == 55
