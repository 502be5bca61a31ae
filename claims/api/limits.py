"""How often one may ask: Flask-Limiter, by key, and by address for those without a good one.

A key counts only once it has been found good; else whoever made keys up would never be counted.
"""

import logging
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask, Response, request
from flask_limiter import ApplicationLimit, HeaderNames, Limiter
from limits import parse_many
from limits.errors import ConfigurationError

from claims.api.auth import current_key, needs_no_key
from claims.domain.errors import InvalidInput
from claims.logs import Forwarded
from claims.settings import Settings
from claims.web.current import current_desk, current_request

_FREE = ("health", "docs", "api-docs")  # blueprints that cost nothing and need no key
_REDIS_SECONDS = 1.0  # to connect and to answer; after that a process counts for itself until it is back
_WAIT = "X-RateLimit-Wait"  # Flask-Limiter would put Retry-After on every answer
_NETWORK_BITS = 64  # of an IPv6 address: whoever has one has all of them


class _Limiter(Limiter):
    """Flask-Limiter, asked only where there is something to count; it works out all limits before it asks that."""

    def _check_request_limit(self, *args: Any, **kwargs: Any) -> None:
        if not _is_unlimited():
            super()._check_request_limit(*args, **kwargs)


def limit_requests(app: Flask, settings: Settings) -> None:
    """Count the requests of `app`. Raises InvalidInput for limits or a storage that cannot be used."""
    _check(settings)
    try:
        limiter = _Limiter(
            key_func=who_asks,
            application_limits=[ApplicationLimit(_limit)],
            headers_enabled=True,
            header_name_mapping={HeaderNames.RETRY_AFTER: _WAIT},
            retry_after="delta-seconds",
            storage_uri=settings.rate_limit_storage,
            storage_options=_storage_options(settings),
            in_memory_fallback_enabled=not _in_memory(settings),
            key_prefix="claimdesk",
        )
        app.after_request(_tell_wait)  # runs after what the limiter adds to an answer
        limiter.init_app(app)
    except (ConfigurationError, ImportError, ValueError):
        raise InvalidInput("CLAIMS_RATE_LIMIT_STORAGE must be memory:// or redis://host:port/number.") from None
    logger = logging.getLogger("flask-limiter")
    if not logger.handlers:
        logger.addHandler(Forwarded())


def _check(settings: Settings) -> None:
    for name in ("rate_limit_key", "rate_limit_address"):
        value = getattr(settings, name)
        try:
            if value.strip():
                parse_many(value)
        except ValueError:
            raise InvalidInput(
                f"CLAIMS_{name.upper()} must be like '300 per minute', or empty, not {value[:60]!r}."
            ) from None


def _in_memory(settings: Settings) -> bool:
    return settings.rate_limit_storage.startswith("memory:")


def _storage_options(settings: Settings) -> dict[str, Any]:
    if _in_memory(settings):
        return {}
    return {"socket_connect_timeout": _REDIS_SECONDS, "socket_timeout": _REDIS_SECONDS}


def who_asks() -> str:
    """The client of the current request, as it is counted: by its key, or without a good one by its address."""
    key = current_key()
    return f"key {key.prefix}" if key is not None else f"address {_network()}"


def _limit() -> str:
    settings = current_desk().settings
    return settings.rate_limit_address if current_key() is None else settings.rate_limit_key


def _is_unlimited() -> bool:
    asked = current_request()
    return asked.blueprint in _FREE or asked.method == "OPTIONS" or needs_no_key() or not _limit().strip()


def _network() -> str:
    """The address of the client, as far as it tells one client from another."""
    address = _address()
    try:
        found = ip_address(address)
    except ValueError:
        return address[:60]
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, _NETWORK_BITS), strict=False))


def _address() -> str:
    """The address that the outermost proxy of ours was asked from; without proxies, the one we were asked from."""
    proxies = current_desk().settings.proxies
    told = [part.strip() for part in ",".join(request.headers.getlist("X-Forwarded-For")).split(",")]
    return told[-proxies] if 0 < proxies <= len(told) and told[-proxies] else request.remote_addr or ""


def _tell_wait(response: Response) -> Response:
    """Say when to come again where a request was one too many, and only there."""
    if _WAIT in response.headers:
        wait = response.headers.pop(_WAIT)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers["Retry-After"] = str(max(1, int(wait)))
    return response
