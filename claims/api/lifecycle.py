"""What happens around every request: its id, a database session, safe headers, a line in the log."""

import random
import re
import time
from contextlib import AbstractContextManager

import structlog
from flask import Flask, Response, g

from claims.api.metrics import note_request
from claims.web.current import current_desk, current_request

_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LONGEST_PATH = 200  # characters, in the log
_WITHOUT_STORE = ("health", "docs", "api-docs")  # blueprints that answer without the ledger

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a browser hides where its own forms come from
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}

log = structlog.get_logger("claims.api")


def follow_requests(app: Flask) -> None:
    """Have every request of `app` begin and end here."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_leave)


def _begin() -> None:
    g.started = time.perf_counter()
    asked = current_request()
    given = asked.environ.get("HTTP_X_REQUEST_ID")
    g.request_id = given if given and _SAFE_ID.fullmatch(given) else _new_id()
    if asked.endpoint is not None and asked.blueprint not in _WITHOUT_STORE:
        session = current_desk().store.session()
        session.__enter__()
        g.session = session


def _new_id() -> str:
    """An id that no other request has; nothing is lost where somebody guesses it."""
    return f"{random.getrandbits(128):032x}"


def _end(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}  # once: each question of headers goes through all of them
    for name, value in HEADERS.items():
        if name.lower() not in given:
            response.headers.add(name, value)
    request_id = g.request_id
    response.headers.add("X-Request-Id", request_id)
    seconds = time.perf_counter() - g.started
    asked = current_request()
    note_request(asked, response.status_code, seconds)
    log.info(
        "request",
        method=asked.method,
        path=asked.path[:_LONGEST_PATH],
        status=response.status_code,
        ms=round(seconds * 1_000, 1),
        request_id=request_id,
    )
    return response


def _leave(_: BaseException | None) -> None:
    session: AbstractContextManager[None] | None = g.pop("session", None)
    if session is not None:
        session.__exit__(None, None, None)
