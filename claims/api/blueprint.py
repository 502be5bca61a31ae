"""How routes are declared: flask-smorest's blueprint with types, strict reading, and a guard at the door.

flask-smorest puts a function around the view for every remark on it. Here its remarks are kept, for the description of
the API, and nothing but reading, the view and writing is left to be called.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import flask_smorest
from flask import Response, current_app, request
from flask_smorest.utils import unpack_tuple_response
from marshmallow import Schema

from claims.api.auth import authorise
from claims.api.body import StrictParser, refuse_unknown_query
from claims.api.sparse import PARAMETER, check_fields, cut_down, names_of, sparse_names
from claims.api.wire_json import json_answer

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """The routes of a resource.

    `guarded` ones need the scope of their deed (see auth.py) and refuse parameters they do not know.
    """

    ARGUMENTS_PARSER = StrictParser()

    @staticmethod
    def key_elsewhere() -> str | None:
        """The key of the current request where it is not in the Authorization header."""
        return None

    def __init__(self, name: str, import_name: str, *, guarded: bool = True, **options: Any) -> None:
        super().__init__(name, import_name, **options)
        self._prepare_doc_cbks.append(_describe_headers)
        if guarded:
            self.before_request(authorise)
            self.before_request(check_query)

    def route(self, rule: str, **options: Any) -> Callable[[F], F]:
        """Serve and describe `rule` with a view, whose name becomes the operation's id."""
        register = super().route

        def declare(view: F) -> F:
            return register(rule, **options)(self.doc(operationId=view.__name__)(view))  # type: ignore[no-any-return]

        return declare

    def arguments(
        self, schema: type[Schema], location: str = "json", **options: Any
    ) -> Callable[[Callable[..., R]], Callable[..., R]]:
        """Give the view what `schema` reads from the body, or from the query, as a dict in first place."""
        read = super().arguments

        def declare(view: Callable[..., R]) -> Callable[..., R]:
            wrapped: Callable[..., R] = read(schema(), location=location, **options)(view)  # made once, not by request
            if location == "query":
                names = frozenset(field.data_key or name for name, field in schema().fields.items())
                wrapped.query_names = names  # type: ignore[attr-defined]
            return wrapped

        return declare

    def response(
        self, status: int, schema: type[Schema] | None = None, **options: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Write what the view returns with `schema`; those who read may ask for some of its fields."""
        describe = super().response(status, schema, **options)
        names = names_of(schema)
        writer = schema() if schema is not None else None  # made once, not by request

        def declare(view: Callable[..., Any]) -> Callable[..., Response]:
            @wraps(view)
            def answered(*args: Any, **kwargs: Any) -> Response:
                told, other_status, headers = unpack_tuple_response(view(*args, **kwargs))
                if isinstance(told, Response):
                    return told
                written = told if writer is None else writer.dump(told)
                return json_answer(cut_down(written), other_status or status, headers)

            return _noted(answered, describe, field_names=names)

        return declare

    def alt_response(self, status: int, **options: Any) -> Callable[[F], F]:
        """Describe a further answer of the view."""
        describe = super().alt_response(status, **options)
        return lambda view: _noted(view, describe)

    def doc(self, **more: Any) -> Callable[[F], F]:
        """Add to the description of the view."""
        describe = super().doc(**more)
        return lambda view: _noted(view, describe)

    def header(self, name: str, description: str, *, required: bool = False) -> Callable[[F], F]:
        """Describe a request header that the view looks at."""

        def declare(view: F) -> F:
            schema = {"type": "string", "minLength": 1} if required else {"type": "string"}
            parameter = {
                "in": "header",
                "name": name,
                "description": description,
                "required": required,
                "schema": schema,
            }
            notes = dict(getattr(view, "_apidoc", {}))
            view._apidoc = notes | {"headers": [*notes.get("headers", ()), parameter]}  # type: ignore[attr-defined]
            return view

        return declare


def _noted(view: F, describe: Callable[[F], Any], **notes: Any) -> F:
    """The view with what flask-smorest's `describe` remarks on it, and with other notes."""
    view._apidoc = describe(view)._apidoc  # type: ignore[attr-defined]
    for name, note in notes.items():
        setattr(view, name, note)
    return view


def _describe_headers(doc: dict[str, Any], notes: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add the declared request headers to an operation."""
    if "headers" in notes:
        doc["parameters"] = [*doc.get("parameters", ()), *notes["headers"]]
    return doc


def check_query() -> None:
    """Refuse parameters that the view of the current request does not know."""
    if not request.args:
        return
    view = current_app.view_functions[request.endpoint or ""]
    names: frozenset[str] = getattr(view, "query_names", frozenset())
    sparse = sparse_names(view, request.method)
    refuse_unknown_query(names | {PARAMETER} if sparse else names)
    check_fields(sparse)
