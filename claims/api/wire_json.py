"""JSON as it leaves: UTF-8, keys in the order of the contract."""

import json
from collections.abc import Mapping
from typing import Any, cast

from flask import Flask, Response, current_app
from flask.json.provider import DefaultJSONProvider
from werkzeug.datastructures import Headers


class WireJson(DefaultJSONProvider):
    """Flask's JSON, not escaped to ASCII and not sorted."""

    ensure_ascii = False
    sort_keys = False

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=self.default).encode

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """The JSON text of `obj`; half a surrogate pair, which UTF-8 cannot hold, stays a JSON escape."""
        return super().dumps(obj, **kwargs).encode("utf-8", "backslashreplace").decode()

    def to_bytes(self, obj: Any) -> bytes:
        """As `dumps`, without spaces, and with the end of a line."""
        return self._encode(obj).encode("utf-8", "backslashreplace") + b"\n"


class _Answer(Response):
    """A response whose headers are complete."""

    def get_wsgi_headers(self, _: Any) -> Headers:
        """They as they are; werkzeug would copy each one first, to see whether the length is among them."""
        return self.headers


def json_answer(told: Any, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """An answer of the current application, which has a body."""
    body = cast(WireJson, current_app.json).to_bytes(told)
    return _Answer(body, status, headers, content_type="application/json")
