"""The application over a ledger of its own, on a fixed day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from claims.services.desk import Desk, close_desk, open_desk
from claims.settings import Settings
from claims.web.current import keep_desk
from tests.api.checked import CheckedClient

NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
CLAIM = {
    "text": "Norvale will open a second depot in Haverby by March 2025.",
    "claimant": "Norvale",
    "claimed_at": "2024-03-05",
    "kind": "promise",
    "tags": ["depots"],
    "source": {"publisher": "Harbour Post", "url": "https://harbour.example/depot", "title": "A second depot"},
}
ARTICLE = {
    "title": "Norvale opens its second depot",
    "text": "Norvale opened its second depot in Haverby on Monday. The depot was opened by the mayor.",
    "published_at": "2024-05-21",
    "publisher": "Ridge Courier",
}


def settings_in(folder: Path) -> Settings:
    """Small limits, and a ledger in a file of its own."""
    return Settings(
        database_url=f"sqlite:///{folder / 'ledger.db'}",
        max_body_bytes=20_000,
        max_text_chars=5_000,
        max_claim_chars=500,
        page_size=3,
        max_page_size=10,
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(settings_in(tmp_path), clock=lambda: NOW)
    yield opened
    close_desk(opened)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests: describing the API takes longer than most of them."""
    desk = open_desk(settings_in(tmp_path_factory.mktemp("served")))
    application = create_app(desk=desk)
    application.test_client_class = CheckedClient
    yield application
    close_desk(desk)


@pytest.fixture
def app(served: Flask, desk: Desk) -> Flask:
    """The application, over this test's desk."""
    keep_desk(served, desk)
    return served


@pytest.fixture
def fresh_app(desk: Desk) -> Flask:
    """An application that has served nothing yet, to add routes to or to count the requests of."""
    return create_app(desk=desk)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def public(desk: Desk) -> FlaskClient:
    """A client of the same ledger, served on every address of the machine."""
    return create_app(desk=replace(desk, settings=replace(desk.settings, host="0.0.0.0"))).test_client()


@pytest.fixture
def add_claim(client: FlaskClient) -> Callable[..., dict[str, Any]]:
    """Puts a claim on the ledger; arguments replace fields of CLAIM."""

    def add(**changes: Any) -> dict[str, Any]:
        response = client.post("/api/v1/claims", json=CLAIM | changes)
        assert response.status_code == 201, response.text
        told: dict[str, Any] = response.get_json()
        return told

    return add


@pytest.fixture
def claim(add_claim: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return add_claim()
