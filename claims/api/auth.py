"""Who may do what: no key on a loopback address, everywhere else a bearer key with the scope of the deed."""

import ipaddress
from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, request

from claims.domain.run import Scope
from claims.services import access
from claims.web.current import current_desk

F = TypeVar("F", bound=Callable[..., Any])

_READING = ("GET", "HEAD", "OPTIONS")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


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

    A key that is presented is checked even where none is needed, as long as the ledger has any.
    """
    desk = current_desk()
    presented = _presented()
    if is_local(desk.settings.host) and (presented is None or not access.has_keys(desk)):
        return
    view = current_app.view_functions[request.endpoint or ""]
    access.authenticate(desk, presented, scope_of(view, request.method))


def is_local(bound_to: str) -> bool:
    """Whether the current request comes from this machine: the server listens nowhere else, and nobody relays.

    A proxy on the same machine, or a web page whose name was made to point here, also reaches a
    loopback address; the one shows in its headers, the other in the Host it asks for.
    """
    relayed = any(name in request.headers for name in _FORWARDED)
    return not relayed and is_loopback(bound_to) and is_loopback(_without_port(request.host))


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


def _presented() -> str | None:
    """The key of the Authorization header; empty where it holds something else, None without one."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, key = header.strip().partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""
