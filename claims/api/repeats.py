"""Requests that may be sent again: `Idempotency-Key` on what writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request

from claims.api.auth import current_key
from claims.api.body import whole_body
from claims.domain.answer import Answer
from claims.services.repeats import Asked, answer_once
from claims.web.current import current_desk

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_REPEATED = ("Content-Type", "Location", "ETag")


def once(view: Callable[..., Response]) -> Callable[..., Response]:
    """Have a view that writes answer the same request, under the same key of the caller's, once."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return view(*args, **kwargs)
        known = current_key()
        asked = Asked(
            caller="" if known is None else known.prefix,
            key=key,
            what=f"{request.method} {request.path}",
            sent=request.query_string + b"\0" + whole_body(request),
        )
        answer, was_given_before = answer_once(current_desk(), asked, lambda: _answer(view(*args, **kwargs)))
        response = Response(answer.body, answer.status, dict(answer.headers))
        if was_given_before:
            response.headers[REPLAYED] = "true"
        return response

    notes = dict(getattr(view, "_apidoc", {}))
    answered._apidoc = notes | {"headers": [*notes.get("headers", ()), _PARAMETER]}  # type: ignore[attr-defined]
    return answered


_PARAMETER = {
    "in": "header",
    "name": HEADER,
    "description": "A word of your own for this request. Sent again with it within a day, it is answered the same and "
    "done once; with another body it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}


def _answer(response: Response) -> Answer:
    headers = tuple((name, response.headers[name]) for name in _REPEATED if name in response.headers)
    return Answer(status=response.status_code, headers=headers, body=response.get_data(as_text=True))
