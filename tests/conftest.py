"""Fixtures that several folders of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from claims.store import Store, open_store
from tests.postgres import postgres_server, postgres_url, stoppable_server

__all__ = ["postgres_server", "postgres_url", "stoppable_server"]  # fixtures, found here by pytest

settings.register_profile(
    "any machine",
    deadline=None,  # no test asserts seconds
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,  # a ledger may fill up from one example to the next
    ],
)
settings.load_profile("any machine")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'claims.db'}"


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """An empty ledger in a SQLite file."""
    store = open_store(sqlite_url)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a new database, of either kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty ledger, on either database."""
    opened = open_store(database_url)
    yield opened
    opened.close()
