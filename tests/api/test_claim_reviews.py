"""Decided claims go out as ClaimReviews that keep the rules of schema.org and of Google."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import ARTICLE, CLAIM
from tests.claimreview_rules import faults


@pytest.fixture
def decided(client: FlaskClient, claim: dict[str, Any]) -> dict[str, Any]:
    client.post("/api/v1/articles", json=ARTICLE | {"url": None, "canonical_url": "https://ridge.example/opened"})
    body = {"status": "confirmed", "reason": "Seen.", "reviewer": "Desk"}
    assert client.post(f"/api/v1/claims/{claim['id']}/reviews", json=body).status_code == 201
    return claim


def test_a_decided_claim_has_a_claim_review_that_keeps_every_rule(client: FlaskClient, decided: dict[str, Any]) -> None:
    response = client.get(f"/api/v1/claims/{decided['id']}/claimreview")
    assert (response.status_code, response.mimetype) == (200, "application/ld+json")
    told = response.get_json(force=True)
    assert faults(told, page=f"http://localhost/claims/{decided['id']}") == []
    assert told["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 5,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "Confirmed",
        "ratingExplanation": told["reviewRating"]["ratingExplanation"],
    }
    assert told["itemReviewed"]["text"] == CLAIM["text"]
    assert told["itemReviewed"]["author"] == {"@type": "Organization", "name": "Norvale"}
    assert told["itemReviewed"]["firstAppearance"]["url"] == CLAIM["source"]["url"]  # type: ignore[index]


def test_a_pending_claim_has_none(client: FlaskClient, claim: dict[str, Any]) -> None:
    response = client.get(f"/api/v1/claims/{claim['id']}/claimreview")
    assert response.status_code == 404
    assert "pending" in response.get_json()["detail"]
    assert client.get("/api/v1/claimreviews").get_json(force=True)["dataFeedElement"] == []


def test_the_feed_has_all_of_them_in_pages(client: FlaskClient, add_claim: Any) -> None:
    for number, status in enumerate(("confirmed", "denied", "denied", "confirmed")):
        made = add_claim(text=f"Norvale will open {number + 2} depots in Haverby by March 2025.")
        body = {"status": status, "reason": "Seen.", "reviewer": "Desk"}
        client.post(f"/api/v1/claims/{made['id']}/reviews", json=body)
    add_claim(text="Norvale will stay pending in Haverby until March 2025.")
    names, where = [], "/api/v1/claimreviews?limit=3"
    while where:
        response = client.get(where)
        told = response.get_json(force=True)
        assert faults(told) == []
        names += [each["item"]["reviewRating"]["alternateName"] for each in told["dataFeedElement"]]
        link = response.headers.get("Link", "")
        assert not link or link.endswith('>; rel="next"')
        where = link.partition("<")[2].partition(">")[0]
    assert [name.partition(",")[0] for name in sorted(names)] == ["Confirmed", "Confirmed", "Denied", "Denied"]


def test_a_long_claim_is_shortened_in_the_summary_and_whole_in_the_claim(client: FlaskClient, add_claim: Any) -> None:
    text = "Norvale will open a depot " + "and a second depot " * 10 + "in Haverby by March 2025."
    made = add_claim(text=text)
    client.post(f"/api/v1/claims/{made['id']}/reviews", json={"status": "denied", "reason": "No.", "reviewer": "Desk"})
    told = client.get(f"/api/v1/claims/{made['id']}/claimreview").get_json(force=True)
    assert faults(told) == []
    assert told["itemReviewed"]["text"] == text


def test_the_rules_find_what_breaks_them(client: FlaskClient, decided: dict[str, Any]) -> None:
    good = client.get(f"/api/v1/claims/{decided['id']}/claimreview").get_json(force=True)
    rating = good["reviewRating"]
    broken: list[dict[str, Any]] = [
        {k: v for k, v in good.items() if k != "claimReviewed"} | {"claimReviewed": "x" * 75},
        good | {"url": "depot"},
        good | {"reviewRating": {k: v for k, v in rating.items() if k != "alternateName"}},
        good | {"reviewRating": rating | {"ratingValue": 6}},
        good | {"itemReviewed": good["reviewRating"]},
        good | {"claimReviewed": "False: Norvale will open a depot"},
        good | {"datePublished": "Monday"},
        good | {"verdict": "true"},
        good | {"@context": "https://example.org"},
    ]
    assert [bool(faults(each)) for each in broken] == [True] * len(broken)
    assert faults(good, page="https://other.example/page")
