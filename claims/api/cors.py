"""Pages of other sites: none may ask unless the settings name their site, and then with a key."""

from urllib.parse import urlsplit

from flask import Flask
from flask_cors import CORS

from claims.domain.errors import InvalidInput
from claims.settings import Settings

_SENT = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "Last-Event-ID",
    "X-Request-Id",
)
_SHOWN = (
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "Retry-After",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Request-Id",
)
_REMEMBERED_SECONDS = 600  # by a browser, of what it may send


def allow_sites(app: Flask, settings: Settings) -> None:
    """Let the pages of the sites in `cors_origins` read answers. Raises InvalidInput for what is no origin."""
    if not settings.cors_origins:
        return
    for origin in settings.cors_origins:
        if origin != "*" and not _is_origin(origin):
            raise InvalidInput(f"CLAIMS_CORS_ORIGINS: {origin[:60]!r} is no origin such as https://desk.example.")
    CORS(
        app,
        resources={r"/api/v1/.*": {"origins": list(settings.cors_origins)}},
        allow_headers=list(_SENT),
        expose_headers=list(_SHOWN),
        max_age=_REMEMBERED_SECONDS,
    )


def _is_origin(text: str) -> bool:
    """Whether it is scheme, host and port and nothing else; flask-cors would read other signs as a pattern."""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    host = (parts.hostname or "").replace("-", "").replace(".", "")
    return (
        named and text == f"{parts.scheme}://{parts.netloc}" and "@" not in text and host.isascii() and host.isalnum()
    )
