"""Requests as clients of Alegre send them, and answers as they read them."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from claims.domain.run import Scope
from claims.services import access
from claims.services.desk import Desk

MOON = "The moon landing was filmed in a studio in Nevada"
# What check-api sends with a text, whatever of it is looked at here.
SENT = {
    "models": ["elasticsearch"],
    "language": "auto",
    "match_across_content_types": True,
    "requires_callback": False,
    "content_hash": "d41d8cd98f00b204e9800998ecf8427e",
    "min_es_score": 10,
}


def keep(client: FlaskClient, text: str, doc_id: str, **context: Any) -> None:
    response = client.post("/text/similarity/", json=SENT | {"text": text, "doc_id": doc_id, "context": context})
    assert (response.status_code, response.get_json()) == (200, {"success": True})


def search(client: FlaskClient, text: str, **more: Any) -> list[dict[str, Any]]:
    response = client.post("/text/similarity/search/", json=SENT | {"text": text} | more)
    assert response.status_code == 200, response.text
    result: list[dict[str, Any]] = response.get_json()["result"]
    return result


def test_a_text_is_kept_found_and_forgotten(client: FlaskClient) -> None:
    keep(client, MOON, "one", team_id=1, project_media_id=5)
    (found,) = search(client, MOON, context={"team_id": [1, 2], "project_media_id": 9})
    assert found.pop("created_at").startswith("2024-06-03T09:00:00")
    assert found == {
        "content": MOON,
        "context": {"project_media_id": 5, "team_id": 1},
        "contexts": [{"project_media_id": 5, "team_id": 1}],
        "language": None,
        "model": "claimdesk",
        "index": "claimdesk",
        "id": "one",
        "_id": "one",
        "score": 1.0,
        "_score": 1.0,
    }
    assert search(client, MOON, context={"team_id": 3}) == []
    for body, code in (({"doc_id": "one"}, 200), ({"doc_id": "one"}, 404), ({"doc_id": "one", "quiet": True}, 200)):
        assert client.delete("/text/similarity/", json=body).status_code == code
    assert search(client, MOON) == []


def test_synchronous_similarity_keeps_the_text_too(client: FlaskClient) -> None:
    for doc_id in ("one", "two"):
        response = client.post("/similarity/sync/text", json=SENT | {"text": MOON, "doc_id": doc_id, "context": {}})
        assert response.status_code == 200
    assert [each["id"] for each in response.get_json()["result"]] == ["one", "two"]


def test_many_texts_are_kept_or_none(client: FlaskClient) -> None:
    documents = [{"text": MOON, "doc_id": "one"}, {"text": "The earth is flat", "doc_id": "two", "context": {"a": 1}}]
    assert client.post("/text/bulk_similarity/", json={"documents": documents}).get_json() == {"success": True}
    assert [each["id"] for each in search(client, "The earth is flat")] == ["two"]
    bad = [{"text": "Bread is baked from sand", "doc_id": "three"}, {"text": "?!", "doc_id": "four"}]
    assert client.post("/text/bulk_similarity/", json={"documents": bad}).status_code == 422
    assert search(client, "Bread is baked from sand") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"threshold": 0.2},
        {"per_model_threshold": {"elasticsearch": 0.2, "other": 0.9}},
        {"per_model_threshold": [{"model": "claimdesk", "value": 0.2}, {"model": "other", "value": 0.1}]},
    ],
)
def test_a_threshold_says_how_much_is_found(client: FlaskClient, asked: dict[str, Any]) -> None:
    keep(client, MOON, "one")
    text = "The moon landings were faked in a Nevada studio"
    assert search(client, text) == []
    assert [each["id"] for each in search(client, text, **asked)] == ["one"]
    assert 0.2 < search(client, text, **asked)[0]["score"] < 0.9


def test_null_is_the_same_as_left_out(client: FlaskClient) -> None:
    nothing = dict.fromkeys(("context", "language", "limit", "threshold", "per_model_threshold", "models"))
    assert client.post("/text/similarity/", json={"text": MOON, "doc_id": "one"} | nothing).status_code == 200
    assert [each["id"] for each in search(client, MOON, **nothing)] == ["one"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": MOON, "threshold": "high"},
        {"text": MOON, "per_model_threshold": [1]},
        {"text": MOON, "per_model_threshold": [{"model": "x", "value": "y"}]},
        {"text": MOON, "per_model_threshold": {"x": "nan"}},
        {"text": MOON, "context": [1]},
        {"text": MOON, "limit": 0},
        {"text": MOON, "limit": 10**9},
    ],
)
def test_what_cannot_be_used_is_told(client: FlaskClient, body: dict[str, Any]) -> None:
    response = client.post("/text/similarity/search/", json=body)
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")


def test_a_key_that_reads_may_search_and_not_keep(public: FlaskClient, desk: Desk) -> None:
    key = access.create_key(desk, "reader", Scope.READ)[0]
    headers = {"Authorization": f"Bearer {key}"}
    assert public.post("/text/similarity/search/", json={"text": MOON}).status_code == 401
    assert public.post("/text/similarity/search/", json={"text": MOON}, headers=headers).status_code == 200
    assert public.post("/text/similarity/", json={"text": MOON}, headers=headers).status_code == 403
