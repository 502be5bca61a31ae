"""Who asks for a page, what they may do, and whether a form is one of ours.

Nobody needs a key where the API needs none. Elsewhere a person signs in with an API key, which their browser keeps in
a signed cookie that scripts cannot read; it is held against the ledger at every request, so one that was revoked ends
at once.
"""

import hmac
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, request, session
from werkzeug.exceptions import BadRequest

from claims.domain.errors import AccessDenied
from claims.domain.run import Scope
from claims.services import access
from claims.web.current import current_desk

F = TypeVar("F", bound=Callable[..., Any])

_KEY = "key"
_NAME = "name"
_TOKEN = "csrf"  # noqa: S105 -- the name of a field
_READING = ("GET", "HEAD", "OPTIONS")

STALE = "This form is from an earlier visit or from another site, so nothing was done: go back, reload, and try again."


def needs(scope: Scope) -> Callable[[F], F]:
    """Declare the scope of a page where it is not the one of its method: read for GET, else review."""

    def mark(view: F) -> F:
        view.needs = scope  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: F) -> F:
    """Declare a page that asks nobody for a key."""
    view.needs = None  # type: ignore[attr-defined]
    return view


def recognise(is_local: Callable[[str], bool]) -> None:
    """See who makes the current request."""
    g.scope, g.asker = _who_asks(is_local)


def authorise() -> None:
    """Let the current request pass, or raise AccessDenied, or BadRequest for a form that is none of ours."""
    view = current_app.view_functions[request.endpoint or ""]
    demand_scope(getattr(view, "needs", Scope.READ if request.method in _READING else Scope.REVIEW))
    if request.method not in _READING and not hmac.compare_digest(
        csrf_token().encode(), request.form.get(_TOKEN, "").encode("utf-8", "replace")
    ):
        raise BadRequest(STALE)


def demand_scope(needed: Scope | None) -> None:
    """Raise AccessDenied where whoever asks may not do what needs `needed`."""
    if needed is None or may(needed):
        return
    scope = _scope()
    if scope is None:
        raise AccessDenied("Sign in with an API key to see this.")
    raise AccessDenied(f"Your key may {scope}; this needs {needed}.", known=True)


def _who_asks(is_local: Callable[[str], bool]) -> tuple[Scope | None, str]:
    """What they may do, None where that is nothing, and the name of their key."""
    desk, key = current_desk(), session.get(_KEY)
    if key is not None:
        try:
            known = access.authenticate(desk, key, Scope.READ)
        except AccessDenied:
            session.pop(_KEY)
        else:
            return known.scope, known.name
    return (Scope.ADMIN, "") if is_local(desk.settings.host) else (None, "")


def may(needed: Scope) -> bool:
    """Whether whoever asks may do what needs this scope."""
    scope = _scope()
    return scope is not None and scope.allows(needed)


def _scope() -> Scope | None:
    """The scope of whoever asks; None too where an error came before it was known."""
    scope: Scope | None = g.get("scope")
    return scope


def key_kept() -> str | None:
    """The key that this browser keeps, whether it is good or not: requests are counted by good ones."""
    return session.get(_KEY)


def sign_in(key: str) -> None:
    """Remember a key for this browser. Raises AccessDenied where it is none in force."""
    access.authenticate(current_desk(), key, Scope.READ)
    session.clear()  # so that nothing of whoever was here before goes on, their token included
    session[_KEY] = key


def sign_out() -> None:
    """Forget the key and everything else of this browser."""
    session.clear()


def is_signed_in() -> bool:
    """Whether this browser has shown a key."""
    return _KEY in session


def csrf_token() -> str:
    """The token that every form of this browser carries."""
    if _TOKEN not in session:
        session[_TOKEN] = secrets.token_urlsafe(16)
    return str(session[_TOKEN])


def reviewer_name() -> str:
    """The name under which this browser decided last, or that of its key."""
    return str(session.get(_NAME) or g.get("asker", ""))


def remember_reviewer(name: str) -> None:
    """Have the next form begin with this name."""
    session[_NAME] = name[:200]
