"""The page that shows the API's description."""

import re

import pytest
from flask.testing import FlaskClient

from claims.api.errors import PROBLEMS, Problem


def test_the_root_says_where_to_read_on(client: FlaskClient) -> None:
    told = client.get("/").get_json()
    for name in ("documentation", "openapi"):
        assert client.get(told[name]).status_code == 200


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs")
    assert page.mimetype == "text/html"
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(addresses) == 5
    for address in addresses:
        assert "//" not in address
        with client.get(f"/api/v1/{address}") as asset:
            assert asset.status_code == 200
    assert "<script>" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_the_page_s_swagger_ui_knows_openapi_3_1(client: FlaskClient) -> None:
    with client.get("/api/v1/docs/swagger-ui-bundle.js") as script:
        assert b"openapi_3_1" in script.data


@pytest.mark.parametrize("name", ["index.html", "..%2fdocs.py", "../docs.py", "swagger-ui.js", "%00"])
def test_only_what_the_page_needs_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/v1/docs/{name}").status_code == 404


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.slug)
def test_the_type_of_a_problem_leads_to_its_page(client: FlaskClient, problem: Problem) -> None:
    with client.get(problem.type) as page:
        assert (page.status_code, page.mimetype) == (200, "text/plain")
        assert page.text.startswith(f"# {problem.title}\n")


@pytest.mark.parametrize("name", ["nothing", "..%2fproblems", "../http.md", "conflict.md", "%00"])
def test_no_other_page_is_served_there(client: FlaskClient, name: str) -> None:
    assert client.get(f"/problems/{name}").status_code == 404
