"""Answers with a few fields only."""

from typing import Any

import pytest
from flask.testing import FlaskClient


def test_an_object_has_the_fields_asked_for(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}"
    response = client.get(f"{path}?fields=status,id")
    assert response.get_json() == {"id": claim["id"], "status": "pending"}
    assert response.headers["ETag"] == client.get(path).headers["ETag"]


def test_so_has_each_item_of_a_list(client: FlaskClient, claim: dict[str, Any]) -> None:
    assert client.get("/api/v1/claims?fields=id&status=pending").get_json() == {
        "items": [{"id": claim["id"]}],
        "next": None,
    }


@pytest.mark.parametrize("fields", ["colour", "", "id,", "id,,text", "claim.id", "id, text", "*"])
@pytest.mark.parametrize("path", ["/api/v1/claims", "/api/v1/claims/{}"])
def test_a_field_that_is_not_there_is_refused_by_name(
    client: FlaskClient, claim: dict[str, Any], path: str, fields: str
) -> None:
    response = client.get(path.format(claim["id"]), query_string={"fields": fields})
    assert response.status_code == 422
    assert list(response.get_json()["errors"]) == ["fields"]
    assert "overdue" in response.get_json()["detail"]


def test_what_writes_answers_whole(client: FlaskClient) -> None:
    assert client.post("/api/v1/extract?fields=claims", json={"text": "A."}).status_code == 422
