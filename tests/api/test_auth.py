"""Who may do what."""

import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.api.auth import is_loopback
from claims.domain.run import Scope
from claims.services.access import create_key, revoke_key
from claims.services.desk import Desk

DEEDS = [
    ("GET", "/api/v1/claims", Scope.READ),
    ("GET", "/api/v1/claims/c1/evidence", Scope.READ),
    ("GET", "/api/v1/review-queue", Scope.READ),
    ("GET", "/metrics", Scope.READ),
    ("POST", "/api/v1/articles", Scope.WRITE),
    ("POST", "/api/v1/claims", Scope.WRITE),
    ("PATCH", "/api/v1/claims/c1", Scope.WRITE),
    ("DELETE", "/api/v1/claims/c1", Scope.WRITE),
    ("POST", "/api/v1/extract", Scope.READ),
    ("POST", "/api/v1/match", Scope.READ),
    ("POST", "/api/v1/claims/c1/reviews", Scope.REVIEW),
    ("DELETE", "/api/v1/claims/c1/reviews/r1", Scope.REVIEW),
    ("POST", "/api/v1/recheck", Scope.ADMIN),
]
OPEN = ["/", "/healthz", "/readyz", "/api/v1/openapi.json", "/api/v1/docs"]


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize(("method", "path", "needed"), DEEDS)
def test_each_deed_needs_its_scope(desk: Desk, public: FlaskClient, method: str, path: str, needed: Scope) -> None:
    for scope in Scope:
        key, _ = create_key(desk, scope, scope)
        status = public.open(path, method=method, headers=bearer(key)).status_code
        assert (status == 403) is not scope.allows(needed), (scope, status)
        assert status != 401


@pytest.mark.parametrize(("method", "path", "_"), DEEDS)
def test_without_a_key_nothing_is_told(public: FlaskClient, method: str, path: str, _: Scope) -> None:
    response = public.open(path, method=method)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.get_json()["type"] == "/problems/key-needed"


def test_no_route_was_forgotten(public: FlaskClient) -> None:
    for rule in public.application.url_map.iter_rules():
        path = re.sub("<[^>]+>", "x1", rule.rule)
        if not rule.rule.startswith("/api/v1/") or path.startswith(("/api/v1/docs", "/api/v1/openapi.json")):
            continue
        for method in (rule.methods or set()) - {"OPTIONS"}:
            assert public.open(path, method=method).status_code == 401, f"{method} {path}"


@pytest.mark.parametrize("path", OPEN)
def test_health_and_documentation_are_open(public: FlaskClient, path: str) -> None:
    assert public.get(path).status_code == 200


def test_a_scope_that_does_not_reach_is_forbidden(desk: Desk, public: FlaskClient) -> None:
    key, _ = create_key(desk, "desk", Scope.READ)
    response = public.post("/api/v1/recheck", headers=bearer(key))
    assert (response.status_code, response.get_json()["type"]) == (403, "/problems/scope-too-narrow")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer nonsense", "Basic dTpw", "x", "Bearer \xff"])
def test_what_is_no_key_is_refused(public: FlaskClient, header: str) -> None:
    assert public.get("/api/v1/claims", headers={"Authorization": header}).status_code == 401


def test_a_revoked_key_is_refused(desk: Desk, public: FlaskClient) -> None:
    key, kept = create_key(desk, "old", Scope.ADMIN)
    revoke_key(desk, kept.prefix)
    assert public.get("/api/v1/claims", headers=bearer(key)).status_code == 401


def test_a_key_that_has_ended_is_refused(desk: Desk) -> None:
    key, _ = create_key(desk, "brief", Scope.READ, expires=date(2024, 6, 10))
    later = replace(
        desk,
        settings=replace(desk.settings, host="::"),
        clock=lambda: desk.clock().replace(day=11),
    )
    assert create_app(desk=later).test_client().get("/api/v1/claims", headers=bearer(key)).status_code == 401


def test_on_a_loopback_address_no_key_is_needed(client: FlaskClient) -> None:
    assert client.get("/api/v1/claims").status_code == 200
    assert client.get("/api/v1/claims", headers={"Authorization": "Basic dTpw"}).status_code == 200


def test_a_key_presented_locally_must_be_good_once_there_are_keys(desk: Desk, client: FlaskClient) -> None:
    key, _ = create_key(desk, "desk", Scope.READ)
    assert client.get("/api/v1/claims").status_code == 200
    assert client.get("/api/v1/claims", headers=bearer(key)).status_code == 200
    assert client.get("/api/v1/claims", headers=bearer("nonsense")).status_code == 401
    assert client.post("/api/v1/recheck", headers=bearer(key)).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_a_request_that_a_proxy_passes_on_is_not_local(client: FlaskClient, header: str) -> None:
    assert client.get("/api/v1/claims", headers={header: "203.0.113.9"}).status_code == 401


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("claims.example", 401), ("10.0.0.1:80", 401)],
)
def test_a_name_that_was_made_to_point_here_is_not_local(client: FlaskClient, host: str, status: int) -> None:
    assert client.get("/api/v1/claims", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("localhost.example", False),
        ("192.168.0.1", False),
    ],
)
def test_which_addresses_are_this_machine(host: str, is_it: bool) -> None:
    assert is_loopback(host) is is_it
