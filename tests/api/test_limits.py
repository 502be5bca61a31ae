"""How often one may ask."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.domain.errors import InvalidInput
from claims.domain.run import Scope
from claims.services.access import create_key
from claims.services.desk import Desk
from tests.redis import redis_server, redis_url

__all__ = ["redis_server", "redis_url"]  # fixtures, found here by pytest

PATH = "/api/v1/claims"
Serve = Callable[..., FlaskClient]


@pytest.fixture
def serve(desk: Desk) -> Serve:
    """Serves the ledger to everyone, with three requests for a key and two for an address."""

    def start(**changes: Any) -> FlaskClient:
        limits = {"host": "0.0.0.0", "rate_limit_key": "3 per minute", "rate_limit_address": "2 per minute"}
        return create_app(desk=replace(desk, settings=replace(desk.settings, **limits | changes))).test_client()

    return start


def key_of(desk: Desk, name: str = "desk") -> dict[str, str]:
    return {"Authorization": f"Bearer {create_key(desk, name, Scope.READ)[0]}"}


def statuses(client: FlaskClient, times: int, headers: dict[str, str] | None = None, **where: Any) -> list[int]:
    return [client.get(PATH, headers=headers, **where).status_code for _ in range(times)]


def test_a_key_may_ask_as_often_as_the_settings_say(desk: Desk, serve: Serve) -> None:
    client, key = serve(), key_of(desk)
    answers = [client.get(PATH, headers=key) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"3"}
    assert all(int(answer.headers["X-RateLimit-Reset"]) > 1_000_000_000 for answer in answers)
    assert ["Retry-After" in answer.headers for answer in answers] == [False, False, False, True]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    problem = answers[-1].get_json()
    assert (problem["type"], problem["status"]) == ("/problems/too-many-requests", 429)
    assert "3 per 1 minute" in problem["detail"]


def test_keys_are_counted_apart_wherever_they_come_from(desk: Desk, serve: Serve) -> None:
    client, one, other = serve(), key_of(desk), key_of(desk)
    assert statuses(client, 4, one)[-1] == 429
    assert statuses(client, 1, one, environ_overrides={"REMOTE_ADDR": "203.0.113.9"}) == [429]
    assert statuses(client, 3, other) == [200] * 3


def test_guessing_keys_is_counted_by_address(serve: Serve) -> None:
    client = serve()
    guesses = [{"Authorization": f"Bearer cdk_{number:08x}_guess"} for number in range(3)]
    assert [client.get(PATH, headers=guess).status_code for guess in guesses] == [401, 401, 429]
    assert statuses(client, 1) == [429]
    assert statuses(client, 1, environ_overrides={"REMOTE_ADDR": "203.0.113.9"}) == [401]


def test_a_good_key_is_let_in_from_an_address_that_guessed(desk: Desk, serve: Serve) -> None:
    client = serve()
    assert statuses(client, 3)[-1] == 429
    assert statuses(client, 1, key_of(desk)) == [200]


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "::ffff:203.0.113.10", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
    ],
)
def test_which_addresses_are_one_client(serve: Serve, first: str, second: str, are_one: bool) -> None:
    client = serve()
    assert statuses(client, 3, environ_overrides={"REMOTE_ADDR": first})[-1] == 429
    told = statuses(client, 1, environ_overrides={"REMOTE_ADDR": second})
    assert told == [429 if are_one else 401]


def test_what_a_client_says_of_its_address_is_not_believed(serve: Serve) -> None:
    client = serve()
    for number in range(3):
        last = client.get(PATH, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
    assert last == 429


def test_of_what_a_proxy_says_only_its_own_word_is_believed(serve: Serve) -> None:
    client = serve(proxies=1)
    for number in range(3):
        last = client.get(PATH, headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"}).status_code
    assert last == 429
    assert client.get(PATH, headers={"X-Forwarded-For": "203.0.113.9, 203.0.113.10"}).status_code == 401


def test_who_needs_no_key_is_not_limited(serve: Serve) -> None:
    client = serve(host="127.0.0.1")
    answers = [client.get(PATH) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any(name.startswith("X-RateLimit") for name, _ in answers[0].headers)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/v1/openapi.json"])
def test_health_and_description_are_not_limited(serve: Serve, path: str) -> None:
    client = serve()
    assert {client.get(path).status_code for _ in range(5)} == {200}


def test_no_limit_is_set_by_an_empty_one(desk: Desk, serve: Serve) -> None:
    assert statuses(serve(rate_limit_key=""), 9, key_of(desk)) == [200] * 9


@pytest.mark.parametrize(
    ("setting", "value"),
    [("rate_limit_key", "many"), ("rate_limit_address", "3 per fortnight"), ("rate_limit_storage", "nowhere://x")],
)
def test_a_limit_that_cannot_be_read_stops_the_start(serve: Serve, setting: str, value: str) -> None:
    with pytest.raises(InvalidInput, match=f"CLAIMS_{setting.upper()}"):
        serve(**{setting: value})


def test_processes_that_share_a_redis_count_together(desk: Desk, serve: Serve, redis_url: str) -> None:
    key = key_of(desk)
    one, other = serve(rate_limit_storage=redis_url), serve(rate_limit_storage=redis_url)
    assert statuses(one, 2, key) + statuses(other, 2, key) == [200, 200, 200, 429]
    assert statuses(one, 1, key) == [429]


def test_without_its_redis_a_process_counts_for_itself(
    desk: Desk, serve: Serve, redis_server: subprocess.Popen[bytes], redis_url: str
) -> None:
    client, key = serve(rate_limit_storage=redis_url), key_of(desk)
    assert statuses(client, 3, key) == [200] * 3
    redis_server.kill()
    redis_server.wait()
    assert statuses(client, 4, key) == [200, 200, 200, 429]
