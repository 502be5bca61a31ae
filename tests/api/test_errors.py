"""Every failure leaves as problem+json, whoever raised it."""

from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from claims.api.errors import PROBLEMS
from claims.domain.errors import (
    AccessDenied,
    ClaimdeskError,
    Conflict,
    FetchFailed,
    InvalidInput,
    NotFound,
    StoreUnavailable,
    TooLarge,
    UnderWay,
)
from tests.api.shapes import PROBLEM, keys

MAP = [
    (BadRequest("Broken."), 400, "malformed-request", {}),
    (AccessDenied("No key."), 401, "key-needed", {"WWW-Authenticate": 'Bearer realm="claimdesk"'}),
    (AccessDenied("Too narrow.", known=True), 403, "scope-too-narrow", {}),
    (NotFound("No such claim."), 404, "not-found", {}),
    (Conflict("It has changed."), 409, "conflict", {}),
    (UnderWay("Another works."), 409, "under-way", {}),
    (TooLarge("Over the limit."), 413, "too-large", {}),
    (RequestEntityTooLarge(), 413, "too-large", {}),
    (UnsupportedMediaType("Not JSON."), 415, "unsupported-media-type", {}),
    (InvalidInput("Cannot be used."), 422, "invalid-input", {}),
    (ClaimdeskError("Of no kind."), 500, "internal-error", {}),
    (KeyError("secret"), 500, "internal-error", {}),
    (RecursionError("secret"), 500, "internal-error", {}),
    (FetchFailed("The page is gone."), 502, "fetch-failed", {}),
    (StoreUnavailable("The disk is full."), 503, "store-unavailable", {"Retry-After": "5"}),
]


@pytest.fixture
def app(fresh_app: Flask) -> Flask:
    return fresh_app


@pytest.mark.parametrize(("error", "status", "slug", "headers"), MAP, ids=lambda value: str(value)[:40])
def test_every_error_has_its_answer(
    app: Flask, client: FlaskClient, error: Exception, status: int, slug: str, headers: dict[str, str]
) -> None:
    app.add_url_rule("/fails", view_func=_raising(error))
    with capture_logs():
        response = client.get("/fails")
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem = response.get_json()
    assert keys(problem) == PROBLEM
    assert problem["type"] == f"/problems/{slug}"
    assert problem["status"] == status
    assert problem["detail"]
    assert headers.items() <= dict(response.headers).items()


def _raising(error: Exception) -> Callable[[], str]:
    def view() -> str:
        raise error

    return view


def test_a_conflict_with_if_match_is_a_failed_precondition(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fails", view_func=_raising(Conflict("It has changed.")))
    response = client.get("/fails", headers={"If-Match": '"1"'})
    assert (response.status_code, response.get_json()["type"]) == (412, "/problems/precondition-failed")


def test_the_map_is_walked_in_full() -> None:
    walked = {slug for _, _, slug, _ in MAP} | {"precondition-failed", "method-not-allowed"}
    assert walked == {problem.slug for problem in PROBLEMS}


def test_an_unforeseen_error_says_nothing_of_the_inside_and_is_logged(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fails", view_func=_raising(KeyError("secret")))
    with capture_logs() as logged:
        response = client.get("/fails", headers={"X-Request-Id": "abc"})
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert "abc" in response.get_json()["detail"]
    assert any(line["event"] == "failed" and line["request_id"] == "abc" for line in logged)


def test_fields_at_fault_are_named(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fails", view_func=_raising(InvalidInput.of("text", "Must not be blank.")))
    problem = client.get("/fails").get_json()
    assert keys(problem) == f"{PROBLEM} errors"
    assert problem["errors"] == {"text": ["Must not be blank."]}


def test_half_a_surrogate_pair_in_a_message_does_not_break_the_answer(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fails", view_func=_raising(InvalidInput.of("\ud800", "No \udfff.")))
    response = client.get("/fails")
    assert response.status_code == 422
    assert response.get_json()["errors"] == {"\ud800": ["No \udfff."]}


def test_a_message_is_utf_8_and_not_escaped(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fails", view_func=_raising(NotFound("Kein Eintrag für Łódź.")))
    assert "für Łódź".encode() in client.get("/fails").data


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/nothing", "/api/v1/claims/", "/api//v1/stats", "/api/v1/claims/a%00"]
)
def test_an_unknown_address_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/v1/claims", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("POST", "/api/v1/claims/c1", {"GET", "HEAD", "OPTIONS", "PATCH", "DELETE"}),
        ("DELETE", "/healthz", {"GET", "HEAD", "OPTIONS"}),
        ("GET", "/api/v1/extract", {"OPTIONS", "POST"}),
        ("BREW", "/api/v1/stats", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient, method: str, path: str, allowed: set[str]) -> None:
    response = client.open(path, method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == allowed
    assert response.get_json()["type"] == "/problems/method-not-allowed"


def test_what_an_address_takes_can_be_asked(client: FlaskClient) -> None:
    response = client.options("/api/v1/claims")
    assert (response.status_code, response.data) == (200, b"")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_status_without_a_problem_of_its_own_is_still_json(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/fails", view_func=lambda: abort(418))
    response = client.get("/fails")
    assert (response.status_code, response.mimetype) == (418, "application/problem+json")
    assert response.get_json()["type"] == "about:blank"
