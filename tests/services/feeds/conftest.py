"""A site on loopback with thirty pages, and a desk that may poll it."""

from datetime import UTC, datetime

import pytest

from claims.services.desk import close_desk, open_desk
from claims.settings import Settings
from tests.loopback import Site, serving
from tests.services.polled import SETTINGS, FeedRoom, page

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def site():
    site = Site()
    for number in range(30):
        site.pages[f"/p/{number}"] = page(number)
    with serving(site) as port:
        site.at = f"http://localhost:{port}"
        yield site


@pytest.fixture
def desk(tmp_path):
    opened = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/ledger.db", **SETTINGS))
    yield opened
    close_desk(opened)


@pytest.fixture
def room(desk, site):
    return FeedRoom(desk, site, NOW)
