"""What tests of the index run in other processes: plain functions of a database's URL and the index's folder."""

import itertools
import multiprocessing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from claims.index import kept
from claims.services import follow
from claims.store import Store, open_store
from tests.values import NOW, a_claim

# Forked from a process that has imported all this, a child is at work within milliseconds.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])


def _fold_often() -> None:
    """Have the base go forward all the time, and be built in many commits."""
    follow._RECENT_CLAIMS = 20
    kept._COMMIT_EVERY = 100


def text_of(name: str, number: int) -> str:
    """A text with a word that no other claim has."""
    return f"The viaduct {name}x{number} carries {number} trams"


def write_without_end(url: str, folder: Path, name: str, told: Connection) -> None:
    """Put claims in, reword some, delete some, and find each at once."""
    _fold_often()
    store = open_store(url)
    index = follow.Follower(store, folder)
    for number in itertools.count():
        _write(store, name, number)
        index.catch_up()
        (found,) = index.nominate_claims([f"{name}x{number}"], 2)
        told.send([candidate.id for candidate in found] == [f"{name}{number}"])


def write_some(url: str, folder: Path, name: str, number: int) -> list[str]:
    """As write_without_end, but so many; what was not found at once."""
    _fold_often()
    store = open_store(url)
    index = follow.Follower(store, folder)
    missed = []
    for n in range(number):
        _write(store, name, n)
        index.catch_up()
        (found,) = index.nominate_claims([f"{name}x{n}"], 2)
        missed += [] if [candidate.id for candidate in found] == [f"{name}{n}"] else [f"{name}{n}"]
    index.close()
    store.close()
    return missed


def build(url: str, folder: Path, told: Connection) -> None:
    """Build the index of a filled ledger."""
    _fold_often()
    index = follow.Follower(open_store(url), folder)
    index.catch_up(lambda done, _: told.send(done))
    told.send("built")


def _write(store: Store, name: str, number: int) -> None:
    with store.transaction():
        store.add_claim(a_claim(f"{name}{number}", text=text_of(name, number)))
        if number % 3 == 2:
            tracked = store.claims([f"{name}{number - 2}"])[f"{name}{number - 2}"]
            store.save_claim(replace(tracked, claim=replace(tracked.claim, text="The lock in Harwell is dry")))
        if number % 5 == 4:
            store.delete_claim(f"{name}{number - 3}", NOW)
