"""Decided claims are found by whoever speaks to Google's Fact Check Tools."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server

from claims.services import access
from claims.services.desk import Desk
from claims.web.current import keep_desk

SEARCH = "/v1alpha1/claims:search"
NODE = Path(__file__).parents[1] / "node"


@pytest.fixture
def decide(client: FlaskClient, add_claim: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def made(status: str, **changes: Any) -> dict[str, Any]:
        claim = add_claim(**changes)
        body = {"status": status, "reason": "Seen.", "reviewer": "Desk"}
        client.post(f"/api/v1/claims/{claim['id']}/reviews", json=body)
        return claim

    return made


@pytest.fixture
def decided(decide: Callable[..., dict[str, Any]], add_claim: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """Five decided claims on depots, one on bread, and one that is pending."""
    for number in range(2, 6):
        decide("confirmed", text=f"Norvale will open {number} depots in Haverby by March 2025.")
    decide("denied", text="Corvo Foods will give up baking bread.", claimant="Corvo Foods", claimed_at="2024-05-30")
    add_claim(text="Norvale will open another depot in Haverby by March 2026.")
    return decide("denied")


def test_a_decided_claim_has_googles_shape(client: FlaskClient, decided: dict[str, Any]) -> None:
    told = client.get(SEARCH, query_string={"query": "a second depot in Haverby", "pageSize": 1}).get_json()
    (found,) = told["claims"]
    assert found == {
        "text": "Norvale will open a second depot in Haverby by March 2025.",
        "claimant": "Norvale",
        "claimDate": "2024-03-05T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "Claimdesk", "site": "localhost"},
                "url": f"http://localhost/claims/{decided['id']}",
                "title": "Denied: Norvale will open a second depot in Haverby by March 2025.",
                "reviewDate": "2024-06-03T09:00:00Z",
                "textualRating": "Denied",
                "languageCode": "en",
            }
        ],
    }


def walk(client: FlaskClient, **query: Any) -> list[str]:
    texts, token = [], None
    for _ in range(20):
        told = client.get(SEARCH, query_string=query | ({"pageToken": token} if token else {})).get_json()
        texts += [claim["text"] for claim in told.get("claims", ())]
        token = told.get("nextPageToken")
        if token is None:
            return texts
    raise AssertionError("The pages do not end.")


def test_pages_follow_each_other_and_pending_claims_are_never_found(
    client: FlaskClient, decided: dict[str, Any]
) -> None:
    by_query = walk(client, query="Norvale depots in Haverby", pageSize=2)
    by_site = walk(client, reviewPublisherSiteFilter="localhost", pageSize=2)
    assert len(set(by_query)) == len(by_query) == 5
    assert len(set(by_site)) == len(by_site) == 6
    assert not [text for text in by_query + by_site if "2026" in text]


@pytest.mark.parametrize("query", [{"query": "Norvale depots in Haverby"}, {"reviewPublisherSiteFilter": "localhost"}])
def test_an_offset_passes_over_and_a_token_goes_before_it(
    client: FlaskClient, decided: dict[str, Any], query: dict[str, str]
) -> None:
    every = walk(client, **query)
    assert walk(client, **query, offset=2) == every[2:]
    assert walk(client, **query, offset=50) == []
    token = client.get(SEARCH, query_string=query | {"pageSize": 3}).get_json()["nextPageToken"]
    told = client.get(SEARCH, query_string=query | {"pageToken": token, "offset": 1}).get_json()
    assert [claim["text"] for claim in told["claims"]] == every[3:]


def test_age_is_that_of_the_newer_of_claim_and_check(
    app: Flask, client: FlaskClient, desk: Desk, decided: dict[str, Any]
) -> None:
    assert len(walk(client, query="Norvale depots in Haverby", maxAgeDays=0)) == 5
    later = desk.clock() + timedelta(days=30)
    keep_desk(app, replace(desk, clock=lambda: later))
    assert walk(client, query="Norvale depots in Haverby", maxAgeDays=29) == []
    assert walk(client, reviewPublisherSiteFilter="localhost", maxAgeDays=29) == []
    assert walk(client, query="baking bread", maxAgeDays=34) == ["Corvo Foods will give up baking bread."]


def test_a_parameter_that_is_empty_is_left_out(client: FlaskClient, decided: dict[str, Any]) -> None:
    empty = dict.fromkeys(("pageToken", "languageCode", "reviewPublisherSiteFilter", "fields", "key"), "")
    told = client.get(SEARCH, query_string={"query": "baking bread"} | empty).get_json()
    assert [claim["text"] for claim in told["claims"]] == ["Corvo Foods will give up baking bread."]


def test_other_languages_and_sites_have_nothing(client: FlaskClient, decided: dict[str, Any]) -> None:
    for query in ({"languageCode": "de"}, {"reviewPublisherSiteFilter": "other.example"}):
        assert client.get(SEARCH, query_string={"query": "depot"} | query).get_json() == {}
    assert walk(client, query="depots in Haverby", languageCode="en-US", reviewPublisherSiteFilter="www.localhost")


def test_only_the_fields_that_are_asked_for_are_told(client: FlaskClient, decided: dict[str, Any]) -> None:
    query = {"query": "bread", "fields": "claims(claimant,claimReview/textualRating)", "prettyPrint": "false"}
    response = client.get(SEARCH, query_string=query)
    assert response.text == '{"claims": [{"claimant": "Corvo Foods", "claimReview": [{"textualRating": "Denied"}]}]}'


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"query": ""},
        {"query": "x", "pageSize": "-1"},
        {"query": "x", "pageSize": "many"},
        {"query": "x", "pageToken": "after-x"},
        {"query": "x", "pageToken": "zzz"},
        {"reviewPublisherSiteFilter": "localhost", "pageToken": "zzz"},
        {"reviewPublisherSiteFilter": "localhost", "offset": "2000000"},
        {"query": "x", "alt": "media"},
        {"query": "x", "callback": "alert"},
        {"query": "x", "fields": "claims("},
        {"query": "x", "foo": "bar"},
    ],
)
def test_errors_have_googles_form(client: FlaskClient, query: dict[str, str]) -> None:
    response = client.get(SEARCH, query_string=query)
    assert (response.status_code, response.mimetype) == (400, "application/json")
    error = response.get_json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"]


def test_a_key_may_stand_where_googles_clients_put_it(public: FlaskClient, desk: Desk) -> None:
    refused = public.get(SEARCH, query_string={"query": "x"})
    assert (refused.status_code, refused.get_json()["error"]["status"]) == (401, "UNAUTHENTICATED")
    key = access.create_key(desk, "reader", access.Scope.READ)[0]
    assert public.get(SEARCH, query_string={"query": "x", "key": key}).get_json() == {}
    assert public.get(SEARCH, query_string={"query": "x"}, headers={"X-Goog-Api-Key": key}).get_json() == {}
    assert public.get(SEARCH, query_string={"query": "x", "key": "ck_wrong"}).status_code == 401


class Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application is served, on a loopback address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not there, which Google's client runs on")
@pytest.mark.skipif(
    not (NODE / "node_modules").exists(), reason="Google's client is not installed: npm install --prefix tests/node"
)
def test_googles_own_client_works_unchanged(address: str, decided: dict[str, Any]) -> None:
    command = ["node", NODE / "factcheck.mjs", address, "Norvale depots in Haverby"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (len(told["claims"]), told["pages"]) == (5, 3)
    assert {claim["claimReview"][0]["publisher"]["name"] for claim in told["claims"]} == {"Claimdesk"}
    assert told["none"] == []
    assert list(told["masked"]) == ["text"]
    assert told["error"]["status"] == 400
    assert "reviewPublisherSiteFilter" in told["error"]["message"]
