"""Claims: added, listed, looked at, changed, deleted."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api import shapes
from tests.api.conftest import CLAIM
from tests.api.shapes import keys

Add = Callable[..., dict[str, Any]]
ANY = {"If-Match": "*"}


def test_a_claim_is_put_on_the_ledger(client: FlaskClient) -> None:
    response = client.post("/api/v1/claims", json=CLAIM)
    claim = response.get_json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/claims/{claim['id']}"
    assert keys(claim) == shapes.CLAIM
    assert {name: claim[name] for name in ("text", "claimant", "claimed_at", "kind", "tags", "status", "rule")} == {
        "text": CLAIM["text"],
        "claimant": "Norvale",
        "claimed_at": "2024-03-05",
        "kind": "promise",
        "tags": ["depots"],
        "status": "pending",
        "rule": "open",
    }
    assert (claim["publisher"], claim["url"], claim["title"]) == (
        "Harbour Post",
        "https://harbour.example/depot",
        "A second depot",
    )
    assert claim["origins"] == {"supports": 0, "refutes": 0}


def test_the_same_claim_again_changes_nothing(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.post("/api/v1/claims", json=CLAIM)
    assert response.status_code == 200
    assert response.get_json() == claim


def test_a_text_alone_is_enough(client: FlaskClient) -> None:
    nulls = {"claimant": None, "source": None, "tags": None, "kind": None, "deadline": None, "claimed_at": None}
    response = client.post("/api/v1/claims", json={"text": "Norvale will hire 40 people.", **nulls})
    assert response.status_code == 201
    assert response.get_json()["claimed_at"] == "2024-06-03"


def test_a_given_deadline_is_a_day(add_claim: Add) -> None:
    claim = add_claim(deadline="2024-12-24")
    assert claim["deadline"] == {"date": "2024-12-24", "precision": "day", "text": "2024-12-24"}


def test_a_claim_over_the_limit_is_too_large(client: FlaskClient) -> None:
    response = client.post("/api/v1/claims", json={"text": "word " * 101})
    assert response.status_code == 413
    assert "500" in response.get_json()["detail"]


def test_text_is_written_as_it_is_and_not_escaped(client: FlaskClient) -> None:
    response = client.post("/api/v1/claims", json={"text": "Łódź eröffnet 2025 ein Depot."})
    assert "Łódź eröffnet".encode() in response.data


def test_claims_are_listed_in_pages(client: FlaskClient, add_claim: Add) -> None:
    added = {add_claim(text=f"Norvale will open depot {n} in Haverby.")["id"] for n in range(5)}
    first = client.get("/api/v1/claims").get_json()
    assert keys(first) == "items next"
    assert len(first["items"]) == 3
    second = client.get("/api/v1/claims", query_string={"cursor": first["next"]}).get_json()
    assert second["next"] is None
    assert {claim["id"] for claim in first["items"] + second["items"]} == added


def test_a_page_may_be_larger_or_smaller(client: FlaskClient, add_claim: Add) -> None:
    for n in range(4):
        add_claim(text=f"Norvale will open depot {n} in Haverby.")
    assert len(client.get("/api/v1/claims?limit=1").get_json()["items"]) == 1
    assert len(client.get("/api/v1/claims?limit=10").get_json()["items"]) == 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "pending"}, True),
        ({"status": "denied"}, False),
        ({"kind": "promise"}, True),
        ({"kind": "event"}, False),
        ({"overdue": "false"}, True),
        ({"overdue": "true"}, False),
        ({"claimant": "norvale"}, True),
        ({"publisher": "harbour post"}, True),
        ({"publisher": "Ridge Courier"}, False),
        ({"tag": "depots"}, True),
        ({"tag": "roads"}, False),
        ({"since": "2024-03-05", "until": "2024-03-05"}, True),
        ({"since": "2024-03-06"}, False),
        ({"until": "2024-03-04"}, False),
        ({"q": "depot in Haverby"}, True),
        ({"sort": "deadline"}, True),
        ({"status": "pending", "tag": "roads"}, False),
    ],
)
def test_a_list_can_be_narrowed(client: FlaskClient, claim: dict[str, Any], query: dict[str, str], found: bool) -> None:
    response = client.get("/api/v1/claims", query_string=query)
    assert response.status_code == 200
    assert [item["id"] for item in response.get_json()["items"]] == ([claim["id"]] if found else [])


def test_a_claim_is_looked_at(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.get(f"/api/v1/claims/{claim['id']}")
    assert response.get_json() == claim
    assert response.headers["ETag"] == f'"{claim["version"]}"'
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"0", {}', "*"])
def test_a_claim_that_has_not_changed_is_not_sent_again(client: FlaskClient, claim: dict[str, Any], tags: str) -> None:
    etag = f'"{claim["version"]}"'
    response = client.get(f"/api/v1/claims/{claim['id']}", headers={"If-None-Match": tags.format(etag)})
    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == etag


def test_a_claim_that_has_changed_is_sent(client: FlaskClient, claim: dict[str, Any]) -> None:
    client.patch(f"/api/v1/claims/{claim['id']}", json={"tags": ["roads"]}, headers=ANY)
    etag = f'"{claim["version"]}"'
    response = client.get(f"/api/v1/claims/{claim['id']}", headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert response.headers["ETag"] != etag


def test_a_claim_as_of_a_day_has_no_etag(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.get(f"/api/v1/claims/{claim['id']}?as_of=2024-04-01")
    assert response.status_code == 200
    assert keys(response.get_json()) == shapes.CLAIM
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_a_claim_is_not_there_before_it_was_made(client: FlaskClient, claim: dict[str, Any]) -> None:
    assert client.get(f"/api/v1/claims/{claim['id']}?as_of=2024-03-04").status_code == 404
    assert client.get(f"/api/v1/claims/{claim['id']}?as_of=yesterday").status_code == 422


def test_only_what_is_named_changes(client: FlaskClient, claim: dict[str, Any]) -> None:
    changes = {"claimant": None, "deadline": "2025-04-01", "tags": ["a", "b"], "kind": "event"}
    response = client.patch(f"/api/v1/claims/{claim['id']}", json=changes, headers=ANY)
    changed = response.get_json()
    assert response.status_code == 200
    assert keys(changed) == shapes.CLAIM
    assert changed["claimant"] is None
    assert changed["deadline"]["date"] == "2025-04-01"
    assert changed["tags"] == ["a", "b"]
    assert changed["kind"] == "event"
    assert changed["text"] == claim["text"]
    assert changed["version"] > claim["version"]
    assert response.headers["ETag"] == f'"{changed["version"]}"'


@pytest.mark.parametrize(
    "body", [{}, {"status": "confirmed"}, {"kind": None}, {"text": " "}, {"claimed_at": "2024-01-01"}]
)
def test_a_change_that_is_none_is_refused(client: FlaskClient, claim: dict[str, Any], body: dict[str, Any]) -> None:
    assert client.patch(f"/api/v1/claims/{claim['id']}", json=body, headers=ANY).status_code == 422


def test_a_change_to_another_version_is_refused(client: FlaskClient, claim: dict[str, Any]) -> None:
    path, etag = f"/api/v1/claims/{claim['id']}", f'"{claim["version"]}"'
    assert client.patch(path, json={"tags": ["a"]}, headers={"If-Match": etag}).status_code == 200
    for method, body in (("PATCH", {"tags": ["b"]}), ("DELETE", None)):
        response = client.open(path, method=method, json=body, headers={"If-Match": etag})
        assert (response.status_code, response.get_json()["type"]) == (412, "/problems/precondition-failed")
    assert client.get(path).get_json()["tags"] == ["a"]


@pytest.mark.parametrize(("method", "body"), [("PATCH", {"tags": ["b"]}), ("DELETE", None)])
def test_a_change_needs_the_version_that_was_seen(
    client: FlaskClient, claim: dict[str, Any], method: str, body: dict[str, Any] | None
) -> None:
    path = f"/api/v1/claims/{claim['id']}"
    response = client.open(path, method=method, json=body)
    assert (response.status_code, response.get_json()["type"]) == (428, "/problems/precondition-needed")
    assert client.get(path).get_json() == claim


@pytest.mark.parametrize("tag", ["*", '"0", "{}"'])
def test_any_of_several_versions_will_do(client: FlaskClient, claim: dict[str, Any], tag: str) -> None:
    headers = {"If-Match": tag.format(claim["version"])}
    assert client.patch(f"/api/v1/claims/{claim['id']}", json={"tags": []}, headers=headers).status_code == 200


def test_a_weak_etag_never_matches_a_change(client: FlaskClient, claim: dict[str, Any]) -> None:
    headers = {"If-Match": f'W/"{claim["version"]}"'}
    assert client.delete(f"/api/v1/claims/{claim['id']}", headers=headers).status_code == 412


def test_a_deleted_claim_is_gone_and_can_come_back(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}"
    response = client.delete(path, headers={"If-Match": f'"{claim["version"]}"'})
    assert (response.status_code, response.data) == (204, b"")
    assert client.get(path).status_code == 404
    assert client.delete(path, headers=ANY).status_code == 404
    assert client.get("/api/v1/claims").get_json()["items"] == []
    assert client.post("/api/v1/claims", json=CLAIM).status_code == 201


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_an_unknown_claim_is_not_found(client: FlaskClient, method: str) -> None:
    response = client.open("/api/v1/claims/c404", method=method, json={"tags": []} if method == "PATCH" else None)
    assert (response.status_code, response.get_json()["type"]) == (404, "/problems/not-found")


def test_head_is_get_without_a_body(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.head(f"/api/v1/claims/{claim['id']}")
    assert (response.status_code, response.data) == (200, b"")
    assert "ETag" in response.headers
