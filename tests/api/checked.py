"""A test client that holds every answer against the API's own description."""

import gzip
import json
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_smorest.spec.plugins import FlaskPlugin
from jsonschema import Draft202012Validator
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse


class CheckedClient(FlaskClient):
    """Fails where an answer's status, media type or body is not what openapi.json says."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        operation = _operation(self.application, response)
        if operation is not None:
            _check(description(self.application), operation, response)
        return response


@cache
def description(app: Flask) -> dict[str, Any]:
    """The description that `app` gives of itself."""
    with app.test_request_context():  # not by a request, after which no test could add a route
        response = app.make_response(app.view_functions["api-docs.openapi_json"]())
    document: dict[str, Any] = response.get_json()
    return document


def check_against(document: dict[str, Any], schema: dict[str, Any], body: Any) -> None:
    """Fail where `body` is not of the form that `schema`, a part of `document`, describes."""
    Draft202012Validator({**schema, "components": document["components"]}).validate(body)


def _operation(app: Flask, response: TestResponse) -> dict[str, Any] | None:
    """What is described of the address and method that were asked; None where nothing is."""
    environ = response.request.environ
    try:
        rule, _ = app.url_map.bind_to_environ(environ).match(return_rule=True)
    except HTTPException:
        return None
    item = description(app)["paths"].get(FlaskPlugin.flaskpath2openapi(rule.rule), {})
    operation: dict[str, Any] | None = item.get(environ["REQUEST_METHOD"].lower())
    return operation


def _check(document: dict[str, Any], operation: dict[str, Any], response: TestResponse) -> None:
    described = operation["responses"]
    assert str(response.status_code) in described, f"{operation['operationId']} answered {response.status}"
    answer = described[str(response.status_code)]
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    contents = {media.partition(";")[0]: content for media, content in answer.get("content", {}).items()}
    if not contents:
        assert response.data == b""
        return
    assert response.mimetype in contents
    if response.mimetype.endswith("json"):
        packed = response.headers.get("Content-Encoding") == "gzip"
        body = gzip.decompress(response.data) if packed else response.data
        check_against(document, contents[response.mimetype]["schema"], json.loads(body))
