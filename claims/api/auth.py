"""Who may do what: no key on a loopback address, everywhere else a bearer key with the scope of the deed."""

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import current_app, g, request

from claims.domain.run import ApiKey, Scope
from claims.services import access
from claims.web.current import current_desk, current_request

F = TypeVar("F", bound=Callable[..., Any])

_READING = ("GET", "HEAD", "OPTIONS")
_FORWARDED = {"HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP"}


def needs(scope: Scope) -> Callable[[F], F]:
    """Declare the scope of a view where it is not the one of its method: read for GET, else write."""

    def mark(view: F) -> F:
        view.needs = scope  # type: ignore[attr-defined]
        return view

    return mark


def scope_of(view: Callable[..., Any], method: str) -> Scope:
    """The scope that a view needs."""
    return getattr(view, "needs", Scope.READ if method in _READING else Scope.WRITE)


def authorise() -> None:
    """Let the current request pass, or raise AccessDenied.

    OPTIONS says no more than which methods there are, and browsers ask it without a key.
    """
    if request.method == "OPTIONS" or needs_no_key():
        return
    view = current_app.view_functions[request.endpoint or ""]
    needed = scope_of(view, request.method)
    if presented_key():
        access.admit(current_desk(), current_key(), needed)
    else:
        access.authenticate(current_desk(), None, needed)


def needs_no_key() -> bool:
    """Whether the current request may do everything as it is.

    A key that is presented is checked even where none is needed, as long as the ledger has any.
    """
    if "needs_no_key" not in g:
        desk = current_desk()
        is_free = is_local(desk.settings.host) and (presented_key() is None or not access.has_keys(desk))
        g.needs_no_key = is_free
    return cast(bool, g.needs_no_key)


def current_key() -> ApiKey | None:
    """The key in force that came with the current request; it is looked up once."""
    if "api_key" not in g:
        g.api_key = access.identify(current_desk(), presented_key())
    return cast(ApiKey | None, g.api_key)


def presented_key() -> str | None:
    """The key of the Authorization header; empty where it holds something else, None without one.

    Without that header a blueprint may know another place, as clients of others have it (`key_elsewhere`).
    """
    asked = current_request()
    header = asked.environ.get("HTTP_AUTHORIZATION")
    if header is None:
        blueprint = current_app.blueprints.get(asked.blueprint or "")
        return getattr(blueprint, "key_elsewhere", lambda: None)()
    scheme, _, key = header.strip().partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def is_local(bound_to: str) -> bool:
    """Whether the current request comes from this machine: the server listens nowhere else, and nobody relays.

    A proxy on the same machine, or a web page, also reaches a loopback address. The one shows in its headers. The
    other shows in the Origin of what it writes, or, where a name was made to point here, in the Host it asks for.
    """
    asked = current_request()
    relayed = not _FORWARDED.isdisjoint(asked.environ)
    origin = asked.environ.get("HTTP_ORIGIN")
    of_a_page = origin is not None and not is_loopback(_host_of(origin))
    return not relayed and not of_a_page and is_loopback(bound_to) and is_loopback(_without_port(asked.host))


def _host_of(origin: str) -> str:
    """The host of an origin; empty where it has none, or is none."""
    try:
        return urlsplit(f"//{origin.rpartition('//')[2]}").hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and not host.endswith("]") else host
