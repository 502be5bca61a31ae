"""Requests that are sent again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.domain.run import Scope
from claims.services.access import create_key, list_keys
from claims.services.desk import Desk
from claims.services.fetch import Fetched
from claims.services.robots import ask_robots
from tests.api.checked import description
from tests.api.conftest import ARTICLE, CLAIM

REVIEW = {"status": "denied", "reviewer": "Mara Lind", "reason": "The plan was dropped."}
KEY = {"Idempotency-Key": "4f9b6a1e-1"}

# Why the other POSTs need no key: they write nothing, or doing them twice is doing them once.
WITHOUT = {
    "/api/v1/extract",
    "/api/v1/match",
    "/api/v1/recheck",
    "/api/v1/feeds/{feed_id}/test",
    "/api/v1/subscriptions/{subscription_id}/test",
    "/similarity/sync/text",
    "/text/bulk_similarity/",
    "/text/similarity/",
    "/text/similarity/search/",
}


def test_every_post_that_writes_takes_a_key(client: FlaskClient) -> None:
    takes = {
        path: any(parameter.get("name") == "Idempotency-Key" for parameter in item["post"].get("parameters", ()))
        for path, item in description(client.application)["paths"].items()
        if "post" in item
    }
    assert {path for path, does in takes.items() if not does} == WITHOUT


@pytest.mark.parametrize(("path", "body"), [("/api/v1/claims", CLAIM), ("/api/v1/articles", ARTICLE)])
def test_the_same_key_gives_the_same_answer(client: FlaskClient, path: str, body: dict[str, Any]) -> None:
    first, again = (client.post(path, json=body, headers=KEY) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    for name in ("Location", "ETag", "Content-Type"):
        assert first.headers.get(name) == again.headers.get(name)
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert client.post(path, json=body).status_code == 200  # without a key it is on file already


def test_what_is_sent_again_is_done_once(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}/reviews"
    answers = [client.post(path, json=REVIEW, headers=KEY) for _ in range(3)]
    assert {answer.get_json()["id"] for answer in answers} == {client.get(path).get_json()["items"][0]["id"]}
    assert len(client.get(path).get_json()["items"]) == 1


def test_another_body_under_the_same_key_is_refused(client: FlaskClient) -> None:
    client.post("/api/v1/claims", json=CLAIM, headers=KEY)
    response = client.post("/api/v1/claims", json=CLAIM | {"tags": []}, headers=KEY)
    assert response.status_code == 422
    assert list(response.get_json()["errors"]) == ["Idempotency-Key"]


def test_another_address_is_another_request(client: FlaskClient) -> None:
    client.post("/api/v1/claims", json=CLAIM, headers=KEY)
    assert client.post("/api/v1/articles", json=ARTICLE, headers=KEY).status_code == 201


def test_nobody_is_given_the_answer_of_somebody_else(desk: Desk, public: FlaskClient) -> None:
    one, other = ({"Authorization": f"Bearer {create_key(desk, name, Scope.WRITE)[0]}"} for name in "ab")
    assert public.post("/api/v1/claims", json=CLAIM, headers=KEY | one).status_code == 201
    response = public.post("/api/v1/claims", json=CLAIM | {"tags": []}, headers=KEY | other)
    assert (response.status_code, "Idempotency-Replayed" in response.headers) == (200, False)
    assert public.post("/api/v1/claims", json=CLAIM, headers=KEY).status_code == 401


def test_a_request_that_failed_may_be_mended_under_its_key(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}/reviews"
    assert client.post(path, json=REVIEW | {"status": "open"}, headers=KEY).status_code == 422
    assert client.post(path, json=REVIEW, headers=KEY).status_code == 201


def test_after_a_day_a_key_is_new_again(desk: Desk, claim: dict[str, Any], client: FlaskClient) -> None:
    path = f"/api/v1/claims/{claim['id']}/reviews"
    client.post(path, json=REVIEW, headers=KEY)
    tomorrow = create_app(desk=replace(desk, clock=lambda: desk.clock() + timedelta(hours=25))).test_client()
    response = tomorrow.post(path, json=REVIEW | {"reason": "It was never planned."}, headers=KEY)
    assert (response.status_code, "Idempotency-Replayed" in response.headers) == (201, False)


@pytest.mark.parametrize("key", ["", "a" * 256, "caf\xe9", "a\tb"])
def test_a_key_that_cannot_be_used_is_refused(client: FlaskClient, key: str) -> None:
    response = client.post("/api/v1/claims", json=CLAIM, headers={"Idempotency-Key": key})
    assert (response.status_code, list(response.get_json()["errors"])) == (422, ["Idempotency-Key"])


def test_an_answer_that_cannot_be_kept_leaves_nothing_done(
    desk: Desk, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Callable[..., bool]:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "keep_answer", fail)
        assert client.post("/api/v1/claims", json=CLAIM, headers=KEY).status_code == 500
    assert client.get("/api/v1/claims").get_json()["items"] == []
    assert client.post("/api/v1/claims", json=CLAIM, headers=KEY).status_code == 201


def test_nothing_is_locked_while_a_page_is_fetched(desk: Desk) -> None:
    def fetch(url: str, *_: object) -> Fetched:
        ask_robots(desk.store, url, lambda address: Fetched(address, "text/plain", b"User-agent: *"), desk.clock())
        other = Thread(target=create_key, args=(desk, "written meanwhile", Scope.READ))
        other.start()
        other.join(10)
        assert not other.is_alive()
        return Fetched(url, "text/plain", ARTICLE["text"].encode())

    client = create_app(desk=replace(desk, fetch=fetch)).test_client()
    body = {"url": "https://ridge.example/depot", "published_at": "2024-05-21"}
    answers = [client.post("/api/v1/articles", json=body, headers=KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].data == answers[1].data
    assert len(list_keys(desk)) == 1
