"""The queue by which a worker is told at once of a job; the job itself is a row of the ledger (jobs.py).

huey keeps it: in a file beside a SQLite ledger, or in tables of a ledger on PostgreSQL. What is in it may be lost or
doubled at any time: a worker finds jobs that nobody told it of, and does none twice.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from huey import PostgresHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

from claims.services.desk import Desk
from claims.settings import Settings
from claims.store.urls import MEMORY, SqliteFile, parse_url

_NAME = "claimdesk"

log = logging.getLogger(__name__)


class _PlainSerializer(Serializer):  # type: ignore[misc]
    """JSON in place of pickles, so that nobody who can write into the queue has a worker run what they like."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


class Queue:
    """Numbers of jobs on their way to a worker. `do` is what a worker does with one."""

    def __init__(self, huey: Any, do: Callable[[str], None] | None = None) -> None:
        def do_job(job_id: str) -> None:
            if do is not None:
                do(job_id)

        self.huey = huey
        self._task = huey.task(name="do_job")(do_job)

    def is_empty(self) -> bool:
        """Whether nothing is on its way."""
        return not self.huey.pending_count()

    def put(self, job_id: str) -> None:
        """Tell a worker of a job."""
        self._task(job_id)


def has_queue(settings: Settings) -> bool:
    """Whether other processes can reach the ledger at all, so that there can be a worker."""
    return parse_url(settings.database_url) != SqliteFile(MEMORY)


@contextmanager
def open_queue(settings: Settings, do: Callable[[str], None] | None = None) -> Iterator[Queue]:
    """The queue of a ledger, which a worker has made; `do` is what a worker does with a job."""
    huey = _huey(settings, create_tables=False)
    try:
        yield Queue(huey, do)
    finally:
        huey.storage.close()


def make_queue(desk: Desk) -> None:
    """Make the queue of a ledger where there is none; of workers that start at once one does."""
    with desk.store.transaction():
        _huey(desk.settings, create_tables=True).storage.close()


def _huey(settings: Settings, *, create_tables: bool) -> Any:
    target = parse_url(settings.database_url)
    common = {"results": False, "serializer": _PlainSerializer(), "create_tables": create_tables}
    if isinstance(target, SqliteFile):
        return SqliteHuey(_NAME, filename=f"{Path(target.path).absolute()}.jobs", **common)
    return PostgresHuey(_NAME, dsn=target.url, table_prefix="queue", **common)


def tell_worker(settings: Settings, job_id: str) -> None:
    """Tell a worker of a job; where that fails, it will find the job by itself."""
    try:
        with open_queue(settings) as queue:
            queue.put(job_id)
    except Exception as error:  # whatever the database says
        log.info("A worker could not be told of a job: %s", error, extra={"job_id": job_id})
