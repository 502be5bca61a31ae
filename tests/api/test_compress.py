"""Answers that come packed."""

import gzip
from typing import Any

import pytest
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "br, gzip;q=0.8"}


def test_a_long_answer_is_packed_for_those_who_take_it(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}"
    plain, packed = client.get(path), client.get("/api/v1/openapi.json", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get("/api/v1/openapi.json").data
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "deflate"])
def test_for_others_it_is_not(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers


def test_a_short_answer_is_left_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_a_packed_answer_has_an_etag_of_its_own_that_serves_as_well(client: FlaskClient, claim: dict[str, Any]) -> None:
    path = f"/api/v1/claims/{claim['id']}"
    version = f'"{claim["version"]}"'
    packed = client.get(path, headers=GZIP).headers["ETag"]
    assert packed == version.removesuffix('"') + '-gzip"'
    assert client.get(path, headers=GZIP | {"If-None-Match": packed}).status_code == 304
    assert client.patch(path, json={"tags": ["a"]}, headers={"If-Match": packed}).status_code == 200
    assert client.patch(path, json={"tags": ["b"]}, headers={"If-Match": packed}).status_code == 412


def test_head_tells_the_length_that_get_would_have(client: FlaskClient) -> None:
    head, got = (client.open("/api/v1/openapi.json", method=method, headers=GZIP) for method in ("HEAD", "GET"))
    assert head.data == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
