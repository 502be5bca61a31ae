"""The description of the API: what flask-smorest knows from the routes, completed with what holds for all of them."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import flask_smorest
from flask import Flask, Response, current_app, json
from flask_smorest.spec.plugins import FlaskPlugin
from werkzeug.routing import BaseConverter

from claims import __version__
from claims.api import errors
from claims.api.auth import scope_of
from claims.api.errors import MEDIA_TYPE, PROBLEMS, Problem
from claims.api.examples import examples_of
from claims.api.sparse import describe_fields, sparse_names
from claims.settings import Settings
from claims.web.current import current_desk
from schemas.fields import DayField, DecimalText, InstantField, MomentField
from schemas.problem import ProblemSchema
from schemas.review import RejectionField

PREFIX = "/api/v1"
OTHERS = ("/v1alpha1",)  # where the interfaces of others are served, with errors of their own form
_ALEGRE = ("/text/", "/similarity/")
_ASSUMED = ("422", "default")  # answers that flask-smorest describes of every route
_ABOUT = """\
Claimdesk keeps a ledger of claims: found in articles, tracked, confirmed or denied with reasons.

Errors are `application/problem+json` (RFC 9457). Lists have `items` and `next`, the cursor of the following
page. Times are RFC 3339 in UTC; days are ISO dates. Ids are opaque. On a loopback address no key is needed;
elsewhere send `Authorization: Bearer KEY`. Every answer has an `X-Request-Id`, yours if you sent one.
"""


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest's API with our errors and our description."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = "problem"

    def _register_error_handlers(self) -> None:
        """Leave errors to errors.py."""

    def _register_responses(self) -> None:
        """Describe every kind of problem once."""
        self.spec.components.response("problem", _problem_response(None))
        for problem in PROBLEMS:
            self.spec.components.response(problem.slug, _problem_response(problem))

    def _register_pagination_header(self) -> None:
        """Pages are in the body here."""

    def _register_etag_headers(self) -> None:
        """The routes that have ETags describe them."""

    def _openapi_json(self) -> Response:
        document = completed(deepcopy(self.spec.to_dict()), current_app, current_desk().settings)
        return Response(json.dumps(document, indent=1), mimetype="application/json")


class IdConverter(BaseConverter):
    """An opaque id in a path; anything that could not be one is simply not there."""

    regex = r"[A-Za-z0-9._:-]{1,100}"


def describe(app: Flask) -> Api:
    """The API of `app`, to register blueprints with."""
    app.url_map.converters["id"] = IdConverter
    app.config.update(
        API_TITLE="Claimdesk",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        API_SPEC_OPTIONS={"info": {"description": _ABOUT}},
    )
    api = Api(app)
    for field, form in (
        (MomentField, None),
        (DayField, "date"),
        (InstantField, "date-time"),
        (DecimalText, None),
        (RejectionField, None),
    ):
        api.register_field(field, "string", form)
    api.register_converter(IdConverter, lambda _: {"type": "string", "maxLength": 100})
    api.spec.components.security_scheme(
        "key", {"type": "http", "scheme": "bearer", "description": "An API key; not needed on a loopback address."}
    )
    return api


def _problem_response(problem: Problem | None) -> dict[str, Any]:
    """The answer to a problem, or to any."""
    content: dict[str, Any] = {"schema": ProblemSchema}
    response: dict[str, Any] = {"description": "Any other problem", "content": {MEDIA_TYPE: content}}
    if problem is None:
        return response
    content["example"] = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": "One sentence about this request.",
    }
    response["description"] = problem.title
    headers = {405: "Allow", 401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
    if problem.status in headers:
        response["headers"] = {headers[problem.status]: {"schema": {"type": "string"}}}
    return response


def completed(document: dict[str, Any], app: Flask, settings: Settings) -> dict[str, Any]:
    """The description with scopes, errors, examples and the bounds of the settings."""
    scopes, views = _scopes(app), _views(app)
    examples = examples_of(document["components"]["schemas"])
    for path, method, operation in _operations(document):
        if path.startswith(OTHERS):
            operation["responses"] = {k: v for k, v in operation["responses"].items() if k not in _ASSUMED}
        problems = _problems(path, method, operation)
        operation["responses"] |= {str(p.status): {"$ref": f"#/components/responses/{p.slug}"} for p in problems}
        scope = scopes.get((path, method))
        operation["security"] = [{}, {"key": []}] if scope else []
        if scope:
            operation["description"] += f"\n\nScope of the key: *{scope}*."
        for parameter in operation.get("parameters", ()):
            if parameter.get("name") == "limit":
                parameter["schema"] |= {"maximum": settings.max_page_size, "default": settings.page_size}
        for content in _contents(operation):
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if name in examples:
                content["example"] = examples[name]
        if scope and (names := sparse_names(views[path, method], method.upper())):
            describe_fields(operation, names, document["components"]["schemas"])
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield path, method, operation


def _views(app: Flask) -> dict[tuple[str, str], Callable[..., Any]]:
    """The views by path and method."""
    return {
        (FlaskPlugin.flaskpath2openapi(rule.rule), method.lower()): app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def _scopes(app: Flask) -> dict[tuple[str, str], str]:
    """The scope of the key by path and method, for the operations that need one."""
    return {
        (path, method): scope_of(view, method.upper())
        for (path, method), view in _views(app).items()
        if path.startswith((PREFIX, *OTHERS, *_ALEGRE)) or path == "/metrics"
    }


def _problems(path: str, method: str, operation: dict[str, Any]) -> Iterator[Problem]:
    """The kinds of problem that an operation can meet, by what it is made of; none of those that others define."""
    if path.startswith(OTHERS):
        return
    yield errors.INTERNAL
    if path == "/healthz":
        return
    yield errors.STORE_UNAVAILABLE
    if path == "/readyz":
        return
    yield from (errors.KEY_NEEDED, errors.SCOPE_TOO_NARROW, errors.INVALID, errors.TOO_MANY)
    if "{" in path:
        yield errors.NOT_FOUND
    if "requestBody" in operation:
        yield from (errors.MALFORMED, errors.TOO_LARGE, errors.UNSUPPORTED_TYPE)
    if any(parameter.get("name") == "If-Match" for parameter in operation.get("parameters", ())):
        yield from (errors.CONFLICT, errors.PRECONDITION_FAILED, errors.PRECONDITION_NEEDED)


def _contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every body that the operation reads or writes, problems aside."""
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        yield from part.get("content", {}).values()
