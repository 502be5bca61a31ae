"""Bodies and queries that mean nothing, or more than one thing."""

import gzip
import io
import json
from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest

from claims.api.body import read_json
from tests.api.shapes import PROBLEM, keys

JSON = "application/json"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "line 1"),
        (b"", None),
        (b'{"text": "a" "kind": 1}', "delimiter"),
        (b'{"text": "\xff"}', "not UTF-8"),
        ('{"text": "a"}'.encode("utf-16"), "not UTF-8"),
        (b"[" * 10_000, "nested too deeply"),
        (b'{"text": "a", "text": "b"}', "'text' is given twice"),
        (b'{"text": NaN}', "NaN"),
        (b'{"text": -Infinity}', "-Infinity"),
        (b'{"text": 1e999}', "out of bounds"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "more than 1,000 digits"),
        (b"\0", "not JSON"),
    ],
)
def test_a_body_that_cannot_be_read_is_malformed(client: FlaskClient, body: bytes, says: str | None) -> None:
    response = client.post("/api/v1/claims", data=body, content_type=JSON)
    if says is None:  # no body is an empty object: here the text is missing
        assert response.status_code == 422
        return
    assert response.status_code == 400
    assert keys(response.get_json()) == PROBLEM
    assert says in response.get_json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("[]", "body"),
        ("null", "body"),
        ('"text"', "body"),
        ('{"text": 5}', "text"),
        ('{"text": "a\\u0000b"}', "text"),
        ('{"text": "a\\ud800b"}', "text"),
        ('{"text": "   "}', "text"),
        ('{"text": "Ja.", "\\ud800": 1}', "\ud800"),
        ('{"text": "Ja.", "status": "confirmed"}', "status"),
        ('{"text": "Ja.", "source": {"outlet": "x"}}', "source.outlet"),
        ('{"text": "Ja.", "tags": ["a", 5]}', "tags.1"),
        ('{"text": "Ja.", "kind": ["promise"]}', "kind"),
        ('{"text": "Ja.", "deadline": "2024-02-30"}', "deadline"),
        ('{"text": "Ja.", "claimed_at": "2999-01-01"}', "claimed_at"),
        ('{"text": "12345"}', "text"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_field(client: FlaskClient, body: str, field: str) -> None:
    response = client.post("/api/v1/claims", data=body, content_type=JSON)
    problem = response.get_json()
    assert response.status_code == 422
    assert list(problem["errors"]) == [field]
    assert all(isinstance(message, str) for message in problem["errors"][field])


def test_many_wrong_fields_do_not_make_a_long_answer(client: FlaskClient) -> None:
    body = {"n" * 200 + str(number): 1 for number in range(50)}
    response = client.post("/api/v1/claims", json=body)
    assert response.status_code == 422
    assert len(response.data) < 5_000
    assert "51 fields" in response.get_json()["detail"]


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_read(client: FlaskClient, media_type: str) -> None:
    response = client.post("/api/v1/claims", data=b'{"text": "a"}', content_type=media_type)
    assert (response.status_code, response.get_json()["type"]) == (415, "/problems/unsupported-media-type")


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "application/merge-patch+json"])
def test_json_by_any_of_its_names_is_read(client: FlaskClient, media_type: str) -> None:
    response = client.post("/api/v1/claims", data=b'{"kind": "rumour"}', content_type=media_type)
    assert response.status_code == 422


@pytest.mark.parametrize(("coding", "status"), [("gzip", 415), ("br", 415), ("identity", 422)])
def test_no_packed_body_is_read(client: FlaskClient, coding: str, status: int) -> None:
    packed = gzip.compress(b"{}") if coding == "gzip" else b"{}"
    response = client.post("/api/v1/claims", data=packed, content_type=JSON, headers={"Content-Encoding": coding})
    assert response.status_code == status
    assert "Content-Encoding" in response.get_json()["detail"] or status == 422


def test_a_byte_order_mark_is_no_harm() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_a_request_over_the_limit_is_refused_unread(client: FlaskClient) -> None:
    response = client.post("/api/v1/articles", data=b"x" * 20_001, content_type=JSON)
    assert response.status_code == 413
    assert "20,000 bytes" in response.get_json()["detail"]


def test_a_request_over_the_limit_that_hides_its_length_is_refused(client: FlaskClient) -> None:
    response = client.post(
        "/api/v1/articles",
        input_stream=io.BytesIO(b"x" * 20_001),
        content_type=JSON,
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/claims?colour=red", "colour"),
        ("/api/v1/stats?limit=5", "limit"),
        ("/api/v1/claims?status=open", "status"),
        ("/api/v1/claims?status=pending&status=denied", "status"),
        ("/api/v1/claims?limit=0", "limit"),
        ("/api/v1/claims?limit=11", "limit"),
        ("/api/v1/claims?limit=ten", "limit"),
        (f"/api/v1/claims?limit={'9' * 900}", "limit"),
        ("/api/v1/claims?overdue=perhaps", "overdue"),
        ("/api/v1/claims?since=2024-13-01", "since"),
        ("/api/v1/claims?since=2024-02-01&until=2024-01-01", "until"),
        ("/api/v1/claims?sort=colour", "sort"),
        ("/api/v1/claims?cursor=nonsense", "cursor"),
        ("/api/v1/claims?q=%00", "q"),
        ("/api/v1/claims?claimant=", "claimant"),
        ("/api/v1/publishers?cursor=nonsense", "cursor"),
        ("/api/v1/articles?status=pending", "status"),
    ],
)
def test_a_query_that_cannot_be_used_names_its_parameter(client: FlaskClient, path: str, field: str) -> None:
    response = client.get(path)
    assert response.status_code == 422, response.text
    assert list(response.get_json()["errors"]) == [field]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_fields = st.sampled_from(["text", "html", "title", "published_at", "claimed_at", "kind", "tags", "source"])


@settings(max_examples=60)
@given(st.dictionaries(_fields, _json, max_size=4))
def test_no_object_whatever_is_our_fault(client: FlaskClient, body: dict[str, object]) -> None:
    for path in ("articles", "claims", "extract", "match", "recheck"):
        response = client.post(f"/api/v1/{path}", data=json.dumps(body), content_type=JSON)
        assert response.status_code < 500


@given(st.binary(max_size=200))
def test_no_bytes_whatever_break_the_reader(raw: bytes) -> None:
    with suppress(BadRequest):
        read_json(raw)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_nesting_is_bounded(opening: bytes) -> None:
    with pytest.raises(BadRequest, match="nested too deeply"):
        read_json(opening * 100_000)
