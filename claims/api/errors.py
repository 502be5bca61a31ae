"""The one error map: every failure leaves as RFC 9457 problem+json, whoever raised it."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, json, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from claims.domain.errors import (
    AccessDenied,
    Conflict,
    FetchFailed,
    InvalidInput,
    NotFound,
    StoreUnavailable,
    TooLarge,
    UnderWay,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
_MOST_FIELDS = 20  # of `errors`; a body may have a million wrong ones
_LONGEST_FIELD = 100  # characters of a field's name

log = structlog.get_logger("claims.api")


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem: the last part of its `type`, its status code, and its title."""

    slug: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The stable reference by which clients tell problems apart."""
        return f"/problems/{self.slug}"


MALFORMED = Problem("malformed-request", 400, "Request that cannot be read")
KEY_NEEDED = Problem("key-needed", 401, "A key is needed")
SCOPE_TOO_NARROW = Problem("scope-too-narrow", 403, "The key may not do this")
NOT_FOUND = Problem("not-found", 404, "Not found")
METHOD_NOT_ALLOWED = Problem("method-not-allowed", 405, "Not possible here")
CONFLICT = Problem("conflict", 409, "The claim has changed")
UNDER_WAY = Problem("under-way", 409, "Another re-check is under way")
PRECONDITION_FAILED = Problem("precondition-failed", 412, "Not the version that was named")
TOO_LARGE = Problem("too-large", 413, "Too large")
UNSUPPORTED_TYPE = Problem("unsupported-media-type", 415, "Not JSON")
INVALID = Problem("invalid-input", 422, "Input that cannot be used")
INTERNAL = Problem("internal-error", 500, "Something went wrong here")
FETCH_FAILED = Problem("fetch-failed", 502, "The page could not be fetched")
STORE_UNAVAILABLE = Problem("store-unavailable", 503, "The database does not answer")

PROBLEMS = (
    MALFORMED,
    KEY_NEEDED,
    SCOPE_TOO_NARROW,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    CONFLICT,
    UNDER_WAY,
    PRECONDITION_FAILED,
    TOO_LARGE,
    UNSUPPORTED_TYPE,
    INVALID,
    INTERNAL,
    FETCH_FAILED,
    STORE_UNAVAILABLE,
)

_OF_OURS: tuple[tuple[type[Exception], Problem], ...] = (
    (TooLarge, TOO_LARGE),
    (InvalidInput, INVALID),
    (NotFound, NOT_FOUND),
    (FetchFailed, FETCH_FAILED),
    (UnderWay, UNDER_WAY),
    (StoreUnavailable, STORE_UNAVAILABLE),
)
_OF_STATUS = {problem.status: problem for problem in reversed(PROBLEMS)}  # of two, the first listed


def handle_errors(app: Flask) -> None:
    """Have every exception of `app`, werkzeug's own included, answered from this map."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """The problem+json for `error`; what is not the caller's doing is logged."""
    if isinstance(error, HTTPException) and error.code not in _OF_STATUS:
        return _plain(error)
    problem = problem_of(error)
    if problem is INTERNAL:
        log.error("failed", request_id=g.get("request_id"), exc_info=error)
    elif problem.status >= 500:
        log.warning("unavailable", request_id=g.get("request_id"), reason=str(error))
    body: dict[str, Any] = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": _detail(error, problem),
    }
    if isinstance(error, InvalidInput) and error.errors:
        body["errors"] = _bounded(error.errors)
    return _respond(body, problem.status, _headers(error, problem))


def problem_of(error: Exception) -> Problem:
    """What kind of problem an exception is."""
    if isinstance(error, Conflict):
        return PRECONDITION_FAILED if "If-Match" in request.headers else CONFLICT
    if isinstance(error, AccessDenied):
        return SCOPE_TOO_NARROW if error.known else KEY_NEEDED
    if isinstance(error, HTTPException):
        return _OF_STATUS[error.code or 500]
    return next((problem for kind, problem in _OF_OURS if isinstance(error, kind)), INTERNAL)


def problem_named(kind: str | None, detail: str) -> dict[str, Any]:
    """The problem that an error of this name would have been answered with; None is one that nobody foresaw."""
    problem = next((problem for error, problem in _OF_OURS if error.__name__ == kind), INTERNAL)
    return {"type": problem.type, "title": problem.title, "status": problem.status, "detail": detail}


def _plain(error: HTTPException) -> Response:
    """A status that has no page of its own here: its number says all there is to say."""
    status = error.code or 500
    phrase = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": phrase, "status": status, "detail": error.description or phrase}
    return _respond(body, status, dict(error.get_headers()))


def _respond(body: dict[str, Any], status: int, headers: Mapping[str, str]) -> Response:
    response = Response(json.dumps(body), status, mimetype=MEDIA_TYPE)
    for name, value in headers.items():
        if name != "Content-Type":
            response.headers[name] = value
    return response


def _detail(error: Exception, problem: Problem) -> str:
    if problem is INTERNAL:
        return f"The request could not be served; the log has it under the request id {g.get('request_id')}."
    if isinstance(error, MethodNotAllowed):
        return f"{request.method} is not possible at this address; {', '.join(_methods(error))} would be."
    if isinstance(error, HTTPException) and error.description == type(error).description:
        return {
            NOT_FOUND: "There is nothing at this address.",
            TOO_LARGE: f"A request may have {current_app.config['MAX_CONTENT_LENGTH']:,} bytes; this one has more.",
        }.get(problem, error.description or problem.title)
    return str(error.description if isinstance(error, HTTPException) else error)


def _headers(error: Exception, problem: Problem) -> dict[str, str]:
    if problem is KEY_NEEDED:
        return {"WWW-Authenticate": 'Bearer realm="claimdesk"'}
    if problem is SCOPE_TOO_NARROW:
        return {"WWW-Authenticate": 'Bearer realm="claimdesk", error="insufficient_scope"'}
    if problem is STORE_UNAVAILABLE:
        return {"Retry-After": str(RETRY_AFTER_SECONDS)}
    if isinstance(error, MethodNotAllowed):
        return {"Allow": ", ".join(_methods(error))}
    return {}


def _methods(error: MethodNotAllowed) -> list[str]:
    return sorted(error.valid_methods or ())


def _bounded(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {field[:_LONGEST_FIELD]: messages for field, messages in islice(errors.items(), _MOST_FIELDS)}
