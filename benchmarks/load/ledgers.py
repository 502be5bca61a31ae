"""The ledgers that are measured: one filled with claims, and copies of it, each with its index."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from tqdm import tqdm

from benchmarks import corpus
from claims.domain.moment import Moment
from claims.services.backup import back_up
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.follow import index_folder
from claims.services.ledger import NewClaim, add_claim
from claims.settings import Settings
from claims.store.urls import SqliteFile, parse_url

_BATCH = 5_000


def filled(settings: Settings, count: int) -> list[str]:
    """The ids of the claims on a ledger, which has `count` at least."""
    desk = open_desk(settings)
    missing = count - desk.store.stats(datetime.now(UTC)).claims
    for start in tqdm(range(0, max(missing, 0), _BATCH), "filling the ledger", unit=f" x {_BATCH} claims"):
        _fill(desk, start, min(_BATCH, missing - start))
    desk.index.catch_up()
    ids = [tracked.claim.id for tracked in desk.store.all_claims()]
    close_desk(desk)
    return ids


def _fill(desk: Desk, start: int, count: int) -> None:
    with desk.store.transaction():
        for number, text in enumerate(corpus.claims(count, seed=1_000 + start), start):
            new = NewClaim(text=text, claimed=Moment(corpus.day(number)), publisher=f"Paper {number % 50}")
            add_claim(desk, new)


def copy_of(settings: Settings, name: str) -> Settings:
    """A copy of a ledger that nobody has open, and of its index; one of that name from before is written over."""
    target = parse_url(settings.database_url)
    if isinstance(target, SqliteFile):
        file = Path(target.path).with_name(f"{name}.db")
        for each in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            each.unlink(missing_ok=True)
        back_up(settings, file, lambda *_: None)
        copied = replace(settings, database_url=f"sqlite:///{file}")
    else:
        copied = replace(settings, database_url=_copied_within(target.url, name))
    _copy_index(settings, copied)
    return copied


def _copied_within(url: str, name: str) -> str:
    parts = urlsplit(url)
    source = parts.path.removeprefix("/")
    with psycopg.connect(parts._replace(path="/template1").geturl(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return parts._replace(path=f"/{name}").geturl()


def _copy_index(settings: Settings, copied: Settings) -> None:
    source, target = (index_folder(each.database_url, each.index_dir) for each in (settings, copied))
    if source is None or target is None:
        raise ValueError("A ledger in memory has no copies.")
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():  # a few claims are kept in no folder
        shutil.copytree(source, target)
