"""Whether the service is up, and its figures."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from app import create_app
from claims.services.desk import Desk, close_desk


@pytest.fixture
def app(fresh_app: Flask) -> Flask:
    return fresh_app


def test_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json() == {"status": "ready"}


def test_alive_but_not_ready_without_a_database(desk: Desk, client: FlaskClient) -> None:
    close_desk(desk)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    response = client.get("/api/v1/claims")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert response.get_json()["type"] == "/problems/store-unavailable"


def test_not_ready_once_the_database_is_deleted(desk: Desk, client: FlaskClient, claim: dict[str, Any]) -> None:
    Path(desk.settings.database_url.removeprefix("sqlite:///")).unlink()
    assert client.get("/healthz").status_code == 200
    for response in (
        client.get("/readyz"),
        client.post("/api/v1/claims", json={"text": "Norvale will close a depot."}),
    ):
        assert response.status_code == 503
        assert "deleted" in response.get_json()["detail"]


def test_not_ready_without_room_on_the_disk(desk: Desk) -> None:
    client = create_app(desk=replace(desk, settings=replace(desk.settings, min_free_bytes=10**18))).test_client()
    response = client.get("/readyz")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "CLAIMS_MIN_FREE_BYTES" in response.get_json()["detail"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("place", ["ledger.db", ""])
def test_not_ready_where_the_ledger_cannot_be_written(
    desk: Desk, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    closed = Path(desk.settings.database_url.removeprefix("sqlite:///")).parent / place
    allowed = os.access  # root may write everything, so the rights to a file would stop nobody here
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed and allowed(path, mode))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert f"{closed} cannot be written" in response.get_json()["detail"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM migrations WHERE name = '0001_ledger'", "lacks the migration 0001_ledger"),
        ("INSERT INTO migrations (name) VALUES ('9999_later')", "newer Claimdesk"),
    ],
)
def test_not_ready_with_the_tables_of_another_version(
    desk: Desk, client: FlaskClient, statement: str, why: str
) -> None:
    with closing(sqlite3.connect(desk.settings.database_url.removeprefix("sqlite:///"))) as connection:
        connection.execute(statement)
        connection.commit()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert why in response.get_json()["detail"]


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    response = client.get("/metrics")
    assert response.mimetype == "text/plain"
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_figures_of_the_ledger(client: FlaskClient, claim: dict[str, Any]) -> None:
    told = figures(client)
    assert told["claimdesk_claims", "pending"] == 1
    assert told["claimdesk_claims", "confirmed"] == 0
    assert told["claimdesk_articles",] == 0
    assert told["claimdesk_claims_overdue",] == 0
    assert ("claimdesk_claims_due",) in told
    assert ("claimdesk_last_run_timestamp_seconds",) not in told


def test_figures_of_the_last_run(client: FlaskClient) -> None:
    client.post("/api/v1/recheck")
    assert figures(client)["claimdesk_last_run_timestamp_seconds",] == 1_717_405_200


def test_requests_are_counted_by_route_and_never_by_address(client: FlaskClient, claim: dict[str, Any]) -> None:
    for path in (f"/api/v1/claims/{claim['id']}", "/api/v1/claims/c404", "/x/1", "/x/2"):
        client.get(path)
    told = figures(client)
    route = "/api/v1/claims/<id:claim_id>"
    assert told["claimdesk_request_seconds_count", "GET", route, "200"] == 1
    assert told["claimdesk_request_seconds_count", "GET", route, "404"] == 1
    assert told["claimdesk_request_seconds_count", "any", "unknown", "404"] == 2


def test_two_applications_count_apart(desk: Desk, app: Flask) -> None:
    other = create_app(desk=desk).test_client()
    app.test_client().get("/healthz")
    assert ("claimdesk_request_seconds_count", "GET", "/healthz", "200") not in figures(other)
