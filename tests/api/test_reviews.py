"""People decide."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api import shapes
from tests.api.conftest import ARTICLE
from tests.api.shapes import keys

WHO = {"reviewer": "Ada", "reason": "I called them."}


def test_a_person_decides_the_status(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}/reviews"
    response = client.post(path, json=WHO | {"status": "confirmed"})
    told = response.get_json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"{path}/{told['id']}"
    assert keys(told) == f"{shapes.REVIEW} claim"
    assert (told["kind"], told["status"], told["stance"], told["match"]) == ("status", "confirmed", None, None)
    assert (told["claim"]["status"], told["claim"]["rule"]) == ("confirmed", "review")
    assert "Ada" in told["claim"]["summary"]


def test_a_decision_can_be_withdrawn_and_stays_on_file(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}/reviews"
    review = client.post(path, json=WHO | {"status": "denied"}).get_json()
    response = client.delete(f"{path}/{review['id']}")
    assert response.status_code == 200
    assert keys(response.get_json()) == shapes.CLAIM
    assert response.get_json()["status"] == "pending"
    (item,) = client.get(path).get_json()["items"]
    assert keys(item) == shapes.REVIEW
    assert item["withdrawn_at"] == "2024-06-03T09:00:00Z"
    assert client.delete(f"{path}/{review['id']}").status_code == 404


def test_who_takes_it_back_may_say_so_and_why(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}"
    review = client.post(f"{path}/reviews", json=WHO | {"status": "denied"}).get_json()
    said = {"reviewer": "Ben", "reason": "Another firm."}
    assert client.delete(f"{path}/reviews/{review['id']}", json=said | {"status": "denied"}).status_code == 422
    assert client.delete(f"{path}/reviews/{review['id']}", json=said).status_code == 200
    (item,) = client.get(f"{path}/reviews").get_json()["items"]
    assert (item["withdrawn_by"], item["withdrawn_reason"]) == ("Ben", "Another firm.")
    last = client.get(f"{path}/history").get_json()["items"][-1]
    assert last["note"] == "Ben took back what Ada decided (denied): Another firm."


@pytest.mark.parametrize("decision", [{"stance": "refutes"}, {"match": "rejected"}])
def test_a_person_decides_about_a_piece_of_evidence(
    client: FlaskClient, claim: dict[str, Any], decision: dict[str, str]
) -> None:
    client.post("/api/v1/articles", json=ARTICLE)
    path = f"/api/v1/claims/{claim['id']}"
    (piece,) = client.get(f"{path}/evidence").get_json()["items"]
    response = client.post(f"{path}/reviews", json=WHO | decision | {"evidence_id": piece["id"]})
    assert response.status_code == 201
    assert decision.items() <= response.get_json().items()
    (piece,) = client.get(f"{path}/evidence").get_json()["items"]
    assert piece["review"]["id"] == response.get_json()["id"]
    assert keys(piece["review"]) == shapes.REVIEW
    assert piece["counts"] is ("stance" in decision)


def test_a_person_says_where_a_piece_of_evidence_comes_from(client: FlaskClient, claim: dict[str, Any]) -> None:
    client.post("/api/v1/articles", json=ARTICLE)
    path = f"/api/v1/claims/{claim['id']}"
    (piece,) = client.get(f"{path}/evidence").get_json()["items"]
    said = WHO | {"origin": "The Dale Post", "evidence_id": piece["id"]}
    review = client.post(f"{path}/reviews", json=said).get_json()
    assert (review["kind"], review["origin"], review["evidence_id"]) == ("origin", "publisher:dale post", piece["id"])
    (corrected,) = client.get(f"{path}/evidence").get_json()["items"]
    assert corrected["origin"]["key"] == "publisher:dale post"
    client.delete(f"{path}/reviews/{review['id']}")
    (piece_again,) = client.get(f"{path}/evidence").get_json()["items"]
    assert piece_again["origin"] == piece["origin"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        (WHO, 422),
        ({"status": "denied", "reviewer": "Ada"}, 422),
        ({"status": "denied", "reviewer": " ", "reason": "x"}, 422),
        (WHO | {"status": "true"}, 422),
        (WHO | {"status": "denied", "match": "rejected", "evidence_id": "e1"}, 422),
        (WHO | {"stance": "refutes"}, 422),
        (WHO | {"origin": "Dale Post"}, 422),
        (WHO | {"origin": " ", "evidence_id": "e1"}, 422),
        (WHO | {"origin": "Dale Post", "stance": "refutes", "evidence_id": "e1"}, 422),
        (WHO | {"status": "denied", "evidence_id": "e1"}, 422),
        (WHO | {"match": "accepted", "evidence_id": "e1"}, 422),
        (WHO | {"stance": "refutes", "evidence_id": "e404"}, 404),
        (WHO | {"status": "denied", "note": "x"}, 422),
    ],
)
def test_a_decision_that_decides_nothing_is_refused(
    client: FlaskClient, claim: dict[str, Any], body: dict[str, Any], status: int
) -> None:
    path = f"/api/v1/claims/{claim['id']}/reviews"
    assert client.post(path, json=body).status_code == status
    assert client.get(path).get_json()["items"] == []


def test_an_unknown_claim_or_review_is_not_found(client: FlaskClient, claim: dict[str, Any]) -> None:
    assert client.post("/api/v1/claims/c404/reviews", json=WHO | {"status": "denied"}).status_code == 404
    assert client.delete(f"/api/v1/claims/{claim['id']}/reviews/r404").status_code == 404


def test_contradictory_reports_wait_for_a_person(client: FlaskClient, claim: dict[str, Any]) -> None:
    client.post("/api/v1/articles", json=ARTICLE)
    other = {"publisher": "Vale Observer", "text": "The second depot of Norvale was opened in Haverby by the mayor."}
    client.post("/api/v1/articles", json=ARTICLE | other)
    path = f"/api/v1/claims/{claim['id']}"
    (_, second) = client.get(f"{path}/evidence").get_json()["items"]
    client.post(f"{path}/reviews", json=WHO | {"stance": "refutes", "evidence_id": second["id"]})
    told = client.get("/api/v1/review-queue").get_json()
    assert keys(told) == "items next"
    (item,) = told["items"]
    assert keys(item) == "claim asked worth reason evidence"
    assert item["claim"]["id"] == claim["id"]
    assert item["claim"]["rule"] == "disputed"
    assert item["reason"] == item["claim"]["summary"]
    assert len(item["evidence"]) == 2
    assert all(keys(piece) == shapes.EVIDENCE for piece in item["evidence"])
