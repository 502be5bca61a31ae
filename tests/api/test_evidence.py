"""Why a claim stands where it does."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api import shapes
from tests.api.conftest import ARTICLE
from tests.api.shapes import keys


def test_evidence_says_whether_it_counts_and_why(client: FlaskClient, claim: dict[str, Any]) -> None:
    client.post("/api/v1/articles", json=ARTICLE)
    told = client.get(f"/api/v1/claims/{claim['id']}/evidence").get_json()
    assert keys(told) == "items next"
    (item,) = told["items"]
    assert keys(item) == shapes.EVIDENCE
    assert keys(item["article"]) == shapes.ARTICLE_REF
    assert item["claim_id"] == claim["id"]
    assert item["counts"] is True
    assert item["because"].endswith(".")
    assert item["review"] is None
    assert item["found_at"] == "2024-06-03T09:00:00Z"


def test_evidence_comes_in_pages(client: FlaskClient, claim: dict[str, Any]) -> None:
    for n in range(4):
        client.post("/api/v1/articles", json=ARTICLE | {"publisher": f"Courier {n}", "published_at": f"2024-05-2{n}"})
    path = f"/api/v1/claims/{claim['id']}/evidence"
    first = client.get(path).get_json()
    second = client.get(path, query_string={"cursor": first["next"]}).get_json()
    days = [item["article"]["published_at"] for item in first["items"] + second["items"]]
    assert days == ["2024-05-20", "2024-05-21", "2024-05-22", "2024-05-23"]
    assert second["next"] is None


def test_history_says_what_changed_and_by_which_rule(client: FlaskClient, claim: dict[str, Any]) -> None:
    for publisher in ("Ridge Courier", "Vale Observer"):
        text = f"{ARTICLE['text']} {publisher} was there to see it and spoke to people in the town about it."
        client.post("/api/v1/articles", json=ARTICLE | {"publisher": publisher, "text": text})
    client.post(f"/api/v1/claims/{claim['id']}/reviews", json={"status": "denied", "reviewer": "Ada", "reason": "No."})
    told = client.get(f"/api/v1/claims/{claim['id']}/history").get_json()
    assert keys(told) == "items next"
    assert all(keys(item) == shapes.CHANGE for item in told["items"])
    last = told["items"][-1]
    assert (last["to"], last["rule"]) == ("denied", "review")
    assert last["review_id"] is not None
    assert last["from"] == (told["items"][-2]["to"] if len(told["items"]) > 1 else "pending")


def test_an_appearance_names_the_article_and_the_words(client: FlaskClient) -> None:
    sentence = "Norvale will open a second depot in Haverby by March 2025."
    intake = client.post(
        "/api/v1/articles", json={"text": sentence, "published_at": "2024-03-05", "publisher": "Harbour Post"}
    ).get_json()
    (claim,) = intake["claims"]
    told = client.get(f"/api/v1/claims/{claim['id']}/appearances").get_json()
    (item,) = told["items"]
    assert keys(item) == shapes.APPEARANCE
    assert keys(item["article"]) == shapes.ARTICLE_REF
    assert item["first"] is True
    assert item["span"] == {"text": sentence, "start": 0, "end": len(sentence)}
    assert item["published_at"] == "2024-03-05"


@pytest.mark.parametrize("what", ["evidence", "history", "appearances", "reviews"])
def test_a_claim_without_any_has_an_empty_list(client: FlaskClient, claim: dict[str, Any], what: str) -> None:
    assert client.get(f"/api/v1/claims/{claim['id']}/{what}").get_json() == {"items": [], "next": None}


@pytest.mark.parametrize("what", ["evidence", "history", "appearances", "reviews"])
def test_an_unknown_claim_has_none(client: FlaskClient, what: str) -> None:
    assert client.get(f"/api/v1/claims/c404/{what}").status_code == 404
