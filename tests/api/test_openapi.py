"""The description is valid, complete, and true."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_smorest.spec.plugins import FlaskPlugin
from openapi_spec_validator import validate

from claims.api.errors import PROBLEMS
from claims.api.openapi import OTHERS
from tests.api.checked import check_against

METHODS = ("get", "post", "put", "patch", "delete")
NOT_DESCRIBED = {"/", "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/docs/{name}", "/problems/{name}"}  # to be read


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return told


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def test_it_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    validate(document)


def test_every_route_is_described(app: Flask, document: dict[str, Any]) -> None:
    served = {
        (FlaskPlugin.flaskpath2openapi(rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method.lower() in METHODS and not rule.endpoint.startswith("pages.")
    }
    described = {(path, method) for path, method, _ in operations(document)}
    assert {route for route in served if route[0] not in NOT_DESCRIBED} == described


def test_every_operation_is_explained(document: dict[str, Any]) -> None:
    ids = []
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        assert operation["summary"].endswith((".", "?")), where
        assert len(operation["description"]) > 20, where
        assert len(operation["tags"]) == 1, where
        ids.append(operation["operationId"])
        codes = set(operation["responses"])
        assert any(code.startswith("2") for code in codes), where
        assert ({"500"} if path.startswith(OTHERS) else {"500", "default"}) <= codes, where
        if path.startswith("/api/v1"):
            assert {"401", "403", "422", "503"} <= codes, where
            assert "Scope of the key" in operation["description"], where
    assert len(ids) == len(set(ids))
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    assert all(tags.values())


def test_every_problem_is_described_as_problem_json(document: dict[str, Any]) -> None:
    responses = document["components"]["responses"]
    for problem in PROBLEMS:
        assert list(responses[problem.slug]["content"]) == ["application/problem+json"]
    for path, method, operation in operations(document):
        for code, response in operation["responses"].items():
            if code[0] in "45" and not path.startswith(OTHERS):
                slug = response["$ref"].rpartition("/")[2]
                assert str(responses[slug]["content"]["application/problem+json"]["example"]["status"]) == code, (
                    f"{method} {path}"
                )


def test_the_interfaces_of_others_describe_errors_of_their_own_form(document: dict[str, Any]) -> None:
    theirs = [each for each in operations(document) if each[0].startswith(OTHERS)]
    assert theirs
    for path, method, operation in theirs:
        schemas = {
            content["schema"]["$ref"].rpartition("/")[2]
            for code, response in operation["responses"].items()
            if code[0] in "45"
            for content in response["content"].values()
        }
        assert len(schemas) == 1, f"{method} {path}"
        assert "Problem" not in schemas


def test_every_body_has_an_example(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        parts = {"request": operation.get("requestBody", {}), **operation["responses"]}
        for code, part in parts.items():
            for content in part.get("content", {}).values():
                if content["schema"].get("$ref"):
                    assert "example" in content, f"{method} {path} {code}"


def test_every_example_is_of_the_form_it_is_an_example_of(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        for part in (operation.get("requestBody", {}), *operation["responses"].values()):
            for content in part.get("content", {}).values():
                if "example" in content:
                    check_against(document, content["schema"], content["example"])


def test_limits_are_those_of_the_settings(document: dict[str, Any]) -> None:
    parameters = document["paths"]["/api/v1/claims"]["get"]["parameters"]
    (limit,) = (parameter for parameter in parameters if parameter["name"] == "limit")
    assert (limit["schema"]["default"], limit["schema"]["maximum"]) == (3, 10)


def test_reading_it_twice_gives_the_same(client: FlaskClient, document: dict[str, Any]) -> None:
    assert client.get("/api/v1/openapi.json").get_json() == document
