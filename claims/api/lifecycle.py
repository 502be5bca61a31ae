"""What happens around every request: its id, a database session, safe headers, a line in the log."""

import re
import secrets
import time
from contextlib import ExitStack

import structlog
from flask import Flask, Response, g, request

from claims.api.metrics import note_request
from claims.web.current import current_desk

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
    given = request.headers.get("X-Request-Id")
    g.request_id = given if given and _SAFE_ID.fullmatch(given) else secrets.token_hex(16)
    if request.endpoint is not None and request.blueprint not in _WITHOUT_STORE:
        g.session = ExitStack()
        g.session.enter_context(current_desk().store.session())


def _end(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}  # once: each question of headers goes through all of them
    for name, value in HEADERS.items():
        if name.lower() not in given:
            response.headers.add(name, value)
    response.headers["X-Request-Id"] = g.request_id
    seconds = time.perf_counter() - g.started
    note_request(response.status_code, seconds)
    log.info(
        "request",
        method=request.method,
        path=request.path[:_LONGEST_PATH],
        status=response.status_code,
        ms=round(seconds * 1_000, 1),
        request_id=g.request_id,
    )
    return response


def _leave(_: BaseException | None) -> None:
    session: ExitStack | None = g.pop("session", None)
    if session is not None:
        session.close()
