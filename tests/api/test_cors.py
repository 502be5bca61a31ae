"""Pages of other sites."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app import create_app
from claims.domain.errors import InvalidInput
from claims.domain.run import Scope
from claims.services.access import create_key
from claims.services.desk import Desk

PATH = "/api/v1/claims"
SITE = "https://desk.example"


def serve(desk: Desk, *origins: str) -> FlaskClient:
    return create_app(desk=replace(desk, settings=replace(desk.settings, cors_origins=origins))).test_client()


def preflight(client: FlaskClient, origin: str) -> dict[str, str]:
    asked = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization,if-match"}
    response = client.options(f"{PATH}/c1", headers={"Origin": origin, **asked})
    assert response.status_code == 200
    return {name: value for name, value in response.headers.items() if name.startswith("Access-Control")}


def test_no_site_may_ask_unless_it_is_named(client: FlaskClient) -> None:
    assert preflight(client, SITE) == {}


def test_a_named_site_may_ask_and_no_other(desk: Desk) -> None:
    client = serve(desk, SITE)
    allowed = preflight(client, SITE)
    assert allowed["Access-Control-Allow-Origin"] == SITE
    assert allowed["Access-Control-Allow-Headers"].lower() == "authorization, if-match"
    assert "PATCH" in allowed["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in allowed
    for other in (
        "https://evil.example",
        "http://desk.example",
        f"{SITE}.evil.example",
        "https://deskxexample",
        "null",
    ):
        assert preflight(client, other) == {}, other


def test_a_page_sees_why_it_was_refused(desk: Desk) -> None:
    response = serve(desk, SITE).get(PATH, headers={"Origin": SITE})
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (401, SITE)
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origins", [(), (SITE,), ("*",)])
def test_a_page_of_a_site_needs_a_key_even_on_a_loopback_address(desk: Desk, origins: tuple[str, ...]) -> None:
    client = serve(desk, *origins)
    assert client.post("/api/v1/recheck", headers={"Origin": SITE}).status_code == 401
    assert client.post("/api/v1/recheck", headers={"Origin": "null"}).status_code == 401
    assert client.post("/api/v1/recheck", headers={"Origin": "http://[::1"}).status_code == 401
    assert client.post("/api/v1/recheck", headers={"Origin": "http://localhost:8000"}).status_code == 200
    key, _ = create_key(desk, "page", Scope.ADMIN)
    headers = {"Origin": SITE, "Authorization": f"Bearer {key}"}
    assert client.post("/api/v1/recheck", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["desk.example", "https://desk.example/", "https://.*", "https://a.example?b", "ftp://a.example", "https://"],
)
def test_what_is_no_origin_stops_the_start(desk: Desk, origin: str) -> None:
    with pytest.raises(InvalidInput, match="CLAIMS_CORS_ORIGINS"):
        serve(desk, origin)
