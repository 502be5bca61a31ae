"""Articles: handed in, listed, looked at."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.domain.errors import FetchFailed
from claims.services.desk import Desk
from claims.services.fetch import Fetched
from tests.api import shapes
from tests.api.conftest import ARTICLE
from tests.api.shapes import keys


def test_an_article_is_held_against_the_ledger(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.post("/api/v1/articles", json=ARTICLE)
    told = response.get_json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/articles/{told['article']['id']}"
    assert keys(told) == "article claims matches status_changes"
    assert keys(told["article"]) == shapes.ARTICLE
    assert all(keys(item) == shapes.CLAIM for item in told["claims"])
    (match,) = (match for match in told["matches"] if match["claim_id"] == claim["id"])
    assert keys(match) == shapes.MATCH
    assert match["stance"] == "supports"
    passage = match["passage"]
    assert keys(passage) == "text start end"
    assert told["article"]["text"][passage["start"] : passage["end"]] == passage["text"]
    assert keys(match["origin"]) == "key detail through"
    assert match["signals"]
    assert all(keys(signal) == "name score detail" for signal in match["signals"])


def test_the_same_article_again_changes_nothing(client: FlaskClient, claim: dict[str, Any]) -> None:
    first = client.post("/api/v1/articles", json=ARTICLE).get_json()
    response = client.post("/api/v1/articles", json=ARTICLE)
    again = response.get_json()
    assert response.status_code == 200
    assert again["article"] == first["article"]
    assert [c["id"] for c in again["claims"]] == [c["id"] for c in first["claims"]]
    assert again["status_changes"] == []
    assert client.get("/api/v1/stats").get_json()["articles"] == 1


def test_a_page_is_read_as_html(client: FlaskClient) -> None:
    paragraphs = "".join(f"<p>Norvale opened depot number {n} in Haverby on Monday morning.</p>" for n in range(5))
    page = f"<html><head><title>Depots</title></head><body><article>{paragraphs}</article></body></html>"
    told = client.post("/api/v1/articles", json={"html": page, "published_at": "2024-05-21T08:00:00+02:00"}).get_json()
    assert "<p>" not in told["article"]["text"]
    assert told["article"]["published_at"] == "2024-05-21T06:00:00Z"
    assert told["article"]["dated_by"] == "caller"


def test_an_article_without_a_day_gets_that_of_intake_and_says_so(client: FlaskClient) -> None:
    told = client.post("/api/v1/articles", json={"text": "Norvale opened a depot."}).get_json()
    assert (told["article"]["published_at"], told["article"]["dated_by"]) == ("2024-06-03", "intake")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"title": "x"}, 422, "text"),
        ({"text": "a", "html": "b"}, 422, "html"),
        ({"text": "Norvale opened a depot.", "published_at": "2024-06-09"}, 422, "published_at"),
        ({"text": "Norvale opened a depot.", "published_at": "9999-12-31T23:59:59-12:00"}, 422, "published_at"),
        ({"text": "a", "canonical_url": "javascript:alert(1)"}, 422, "canonical_url"),
        ({"url": "file:///etc/passwd"}, 422, "url"),
        ({"text": "...!?"}, 422, "text"),
        ({"html": "<b>" * 500}, 422, "html"),
        ({"html": "<p>\ufffe<script>x</script>"}, 422, "html"),
        ({"text": "Norvale opened a depot.", "publisher": "x" * 10_000}, 422, "publisher"),
        ({"text": "word " * 1_001}, 413, "text"),
    ],
)
def test_an_article_that_cannot_be_used_is_refused(
    client: FlaskClient, body: dict[str, Any], status: int, field: str
) -> None:
    response = client.post("/api/v1/articles", json=body)
    assert response.status_code == status
    assert field in response.get_json()["errors"]
    assert client.get("/api/v1/articles").get_json()["items"] == []


def test_an_article_is_fetched(desk: Desk) -> None:
    page = b"<html><body><article><p>Norvale opened its second depot in Haverby.</p></article></body></html>"
    web = replace(desk, fetch=lambda url: Fetched(url, "text/html", page))
    told = create_app(desk=web).test_client().post("/api/v1/articles", json={"url": "https://harbour.example/a"})
    assert told.status_code == 201
    assert told.get_json()["article"]["url"] == "https://harbour.example/a"


def test_a_page_that_cannot_be_fetched_is_the_other_side_s_failure(desk: Desk) -> None:
    def fail(url: str) -> Fetched:
        raise FetchFailed(f"{url} answered 404; check the address.")

    response = (
        create_app(desk=replace(desk, fetch=fail))
        .test_client()
        .post("/api/v1/articles", json={"url": "https://harbour.example/gone"})
    )
    assert response.status_code == 502
    assert "answered 404" in response.get_json()["detail"]


def test_articles_are_listed_newest_first_and_without_text(client: FlaskClient) -> None:
    for day in ("2024-05-01", "2024-05-03", "2024-05-02"):
        client.post("/api/v1/articles", json={"text": f"Norvale opened a depot on {day}.", "published_at": day})
    told = client.get("/api/v1/articles?limit=2").get_json()
    assert [item["published_at"] for item in told["items"]] == ["2024-05-03", "2024-05-02"]
    assert keys(told["items"][0]) == shapes.ARTICLE_HEAD
    rest = client.get("/api/v1/articles", query_string={"limit": 2, "cursor": told["next"]}).get_json()
    assert [item["published_at"] for item in rest["items"]] == ["2024-05-01"]
    assert rest["next"] is None


def test_articles_can_be_narrowed(client: FlaskClient) -> None:
    client.post("/api/v1/articles", json=ARTICLE)
    for query, found in (
        ({"publisher": "ridge courier"}, 1),
        ({"publisher": "Harbour Post"}, 0),
        ({"since": "2024-05-21", "until": "2024-05-21"}, 1),
        ({"since": "2024-05-22"}, 0),
    ):
        assert len(client.get("/api/v1/articles", query_string=query).get_json()["items"]) == found


def test_an_article_is_looked_at(client: FlaskClient, claim: dict[str, Any]) -> None:
    intake = client.post("/api/v1/articles", json=ARTICLE).get_json()
    told = client.get(f"/api/v1/articles/{intake['article']['id']}").get_json()
    assert keys(told) == f"{shapes.ARTICLE} claims matches"
    assert {name: told[name] for name in intake["article"]} == intake["article"]
    assert [match["evidence_id"] for match in told["matches"]] == [m["evidence_id"] for m in intake["matches"]]


def test_an_unknown_article_is_not_found(client: FlaskClient) -> None:
    assert client.get("/api/v1/articles/a404").status_code == 404
