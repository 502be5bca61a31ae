"""What every answer carries, and what the log says of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from claims.services.desk import Desk

PATHS = ["/", "/healthz", "/api/v1/stats", "/api/v1/nothing", "/api/v1/docs", "/api/v1/claims?x=1"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_safe_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", ["/api/v1/stats", "/api/v1/nothing", "/api/v1/claims"])
def test_answers_are_not_to_be_stored(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_request_id_is_given_back(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": "run-7.a_B"}).headers["X-Request-Id"] == "run-7.a_B"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "a\u00e9", "<script>", None])
def test_a_request_id_that_is_not_safe_is_replaced(client: FlaskClient, given: str | None) -> None:
    headers = {} if given is None else {"X-Request-Id": given}
    made = client.get("/healthz", headers=headers).headers["X-Request-Id"]
    assert len(made) == 32
    assert made.isalnum()


def test_the_log_says_what_happened_and_never_what_was_sent(client: FlaskClient) -> None:
    with capture_logs() as logged:
        client.post(
            "/api/v1/claims?q=private",
            json={"text": "private"},
            headers={"Authorization": "Bearer private", "X-Request-Id": "abc"},
        )
    (line,) = logged
    assert {k: v for k, v in line.items() if k != "ms"} == {
        "event": "request",
        "log_level": "info",
        "method": "POST",
        "path": "/api/v1/claims",
        "status": 422,
        "request_id": "abc",
    }
    assert line["ms"] >= 0
    assert "private" not in json.dumps(logged)


def test_the_log_holds_nothing_that_a_terminal_would_obey(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/a%1B[2J%C2%9B%E2%80%AE" + "b" * 3_000)
    line = capsys.readouterr().err
    assert line.isascii()
    assert line.rstrip("\n").isprintable()
    assert len(line) < 600


def test_a_request_has_one_session_and_leaves_it_whatever_happens(
    fresh_app: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_app.add_url_rule("/fails", view_func=lambda: 1 / 0)
    steps: list[str] = []
    session = desk.store.session

    @contextmanager
    def watched() -> Iterator[None]:
        steps.append("in")
        with session():
            yield
        steps.append("out")

    monkeypatch.setattr(desk.store, "session", watched)
    client = fresh_app.test_client()
    for path, expected in (("/api/v1/stats", ["in", "out"]), ("/api/v1/claims/c404", ["in", "out"]), ("/healthz", [])):
        client.get(path)
        assert steps == expected, path
        steps.clear()
    with capture_logs():
        assert client.get("/fails").status_code == 500
    assert steps == ["in", "out"]
