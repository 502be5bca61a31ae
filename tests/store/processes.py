"""What tests run in other processes: plain functions of a database's URL."""

import multiprocessing
import time
from collections.abc import Callable
from typing import Any

from claims.store import open_store
from tests.values import NOW, a_claim, an_article


def in_processes(work: Callable[..., Any], arguments: list[tuple[Any, ...]]) -> list[Any]:
    """The results of `work`, each in a new process of its own, all at once."""
    with multiprocessing.get_context("spawn").Pool(len(arguments)) as pool:
        pending = [pool.apply_async(work, given) for given in arguments]
        results = [result.get(timeout=60) for result in pending]
        pool.close()
        pool.join()
    return results


def open_and_write(url: str, start_at: float, name: str) -> str:
    """Open the database at one instant with the others, and put a claim in."""
    while time.time() < start_at:
        pass
    store = open_store(url)
    store.add_claim(a_claim(name))
    store.close()
    return name


def write_many(url: str, name: str, number: int) -> int:
    """Put claims and articles in, two to a transaction; the number of claims."""
    store = open_store(url)
    for n in range(number):
        with store.transaction():
            store.add_claim(a_claim(f"c-{name}-{n}"))
            store.add_article(an_article(f"a-{name}-{n}"), NOW)
    store.close()
    return number


def write_all_the_time(url: str, name: str, number: int) -> None:
    """Put claims in, in long transactions with short pauses, with little patience for others that do the same."""
    store = open_store(url, busy_timeout_ms=700)
    for n in range(number):
        with store.transaction():
            store.add_claim(a_claim(f"c-{name}-{n}"))
            time.sleep(0.04)
        time.sleep(0.006)  # an import reads its next article meanwhile
    store.close()
