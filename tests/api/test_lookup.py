"""Questions about a text."""

from typing import Any

from flask.testing import FlaskClient

from tests.api import shapes
from tests.api.conftest import ARTICLE, CLAIM
from tests.api.shapes import keys


def test_claims_are_found_in_a_text_and_nothing_is_stored(client: FlaskClient) -> None:
    body = {"text": CLAIM["text"], "title": "Depot", "published_at": "2024-03-05"}
    response = client.post("/api/v1/extract", json=body)
    assert response.status_code == 200
    assert keys(response.get_json()) == "claims"
    (draft,) = response.get_json()["claims"]
    assert keys(draft) == shapes.DRAFT
    assert draft["span"] == {"text": CLAIM["text"], "start": 0, "end": len(CLAIM["text"])}
    assert 0 < draft["worthiness"] <= 1
    assert client.get("/api/v1/stats").get_json()["claims"] == 0


def test_a_text_is_matched_and_nothing_is_stored(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.post("/api/v1/match", json={"text": ARTICLE["text"], "limit": 5})
    assert response.status_code == 200
    assert keys(response.get_json()) == "matches ranking"
    (match,) = response.get_json()["matches"]
    assert keys(match) == shapes.JUDGEMENT
    assert match["claim_id"] == claim["id"]
    (ranked,) = response.get_json()["ranking"]
    assert keys(ranked) == shapes.RANKED
    assert {key: ranked[key] for key in ("claim_id", "stance", "strength", "passage", "conditions")} == {
        key: match[key] for key in ("claim_id", "stance", "strength", "passage", "conditions")
    }
    assert 0 <= ranked["score"] <= 1
    assert client.get("/api/v1/stats").get_json()["articles"] == 0


def test_a_text_over_the_limit_is_too_large(client: FlaskClient) -> None:
    for path in ("extract", "match"):
        assert client.post(f"/api/v1/{path}", json={"text": "word " * 1_001}).status_code == 413


def test_a_text_that_matches_nothing_has_no_matches(client: FlaskClient, claim: dict[str, Any]) -> None:
    assert client.post("/api/v1/match", json={"text": "It rained."}).get_json() == {"matches": [], "ranking": []}
