"""What all pages have in common: one blueprint with a guard at its door, safe headers, and pages for errors."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, Request, Response, jsonify, make_response, render_template, request, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from claims.domain.errors import AccessDenied, ClaimdeskError, InvalidInput
from claims.domain.run import Scope
from claims.pages import (
    article,
    asking,
    check,
    claim,
    deciding,
    desk,
    entry,
    parts,
    promises,
    publishers,
    review,
    words,
)
from claims.settings import Settings
from claims.web.current import current_desk

PAGES = (
    desk,
    claim,
    deciding,
    article,
    check,
    review,
    promises,
    publishers,
    entry,
)  # the modules with a blueprint `blp`; a new page goes here
NAVIGATION = (
    ("Desk", "pages.desk.show"),
    ("Review", "pages.review.show"),
    ("Promises", "pages.promises.show"),
    ("Publishers", "pages.publishers.show"),
    ("Check a text", "pages.check.ask"),
)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_STATIC = Path(__file__).parent / "static"
_A_YEAR = 31_536_000  # seconds; the address of a static file changes with what is in it

_TITLES = {
    400: "That form cannot be taken",
    401: "Sign in",
    403: "Your key may not do this",
    404: "Not found",
    405: "Not possible here",
    409: "It has changed meanwhile",
    413: "Too large",
    422: "That cannot be used",
    502: "The page could not be fetched",
    503: "The database does not answer",
}


@dataclass(frozen=True, slots=True)
class Doors:
    """What the pages take from the door for programs, which they never import: app.py hands it in.

    `is_local` says whether a request comes from this machine, given where the server listens; `start` is what a
    program is told at `/`; `answer` is how programs are told of an error, with the status that people get too.
    """

    is_local: Callable[[str], bool]
    start: Callable[[], Any]
    answer: Callable[[Exception], Response]


class _Sessions(SecureCookieSessionInterface):
    """Flask's sessions, for pages alone: programs have none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie of a page's request holds; None, of which Flask makes nothing, for the API's."""
        return None if request.path.startswith("/api/") else super().open_session(app, request)


def add_pages(app: Flask, doors: Doors, settings: Settings) -> None:
    """Have `app` show pages to people, at addresses of their own beside those of the API."""
    app.session_interface = _Sessions()
    app.secret_key = settings.secret_key or secrets.token_hex(32)
    app.config.update(
        SESSION_COOKIE_NAME="claimdesk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        SEND_FILE_MAX_AGE_DEFAULT=_A_YEAR,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= words.FILTERS | parts.FILTERS
    app.register_blueprint(_site(doors))

    def answer_astray(error: Exception) -> Response:
        if request.path.startswith("/api/") or not _asks_for_a_page():
            return _varied(doors.answer(error))
        asking.recognise(doors.is_local)
        return _answer(error, doors)

    for status in (404, 405):  # where there is nothing, or nothing for this method, so that no blueprint is asked
        app.register_error_handler(status, answer_astray)


def _site(doors: Doors) -> Blueprint:
    site = Blueprint("pages", __name__, template_folder="templates", static_folder="static")
    for page in PAGES:
        page.blp.key_elsewhere = asking.key_kept  # not so static files, which caches keep whatever the cookie
        site.register_blueprint(page.blp)

    @site.before_request
    def guard() -> Response | None:
        if request.endpoint == "pages.static" or request.method == "OPTIONS":  # which tells no more than methods
            return None
        if request.path == "/" and not _asks_for_a_page():
            return _varied(jsonify(doors.start()))
        asking.recognise(doors.is_local)
        asking.authorise()
        return None

    @site.after_request
    def protect(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return _varied(response) if request.path == "/" else response

    @site.errorhandler(Exception)
    def answer(error: Exception) -> Response:
        return _answer(error, doors)

    site.app_context_processor(_common)
    return site


def _asks_for_a_page() -> bool:
    """Whether whoever asks would rather have HTML than JSON, as browsers would; programs say nothing or `*/*`."""
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def _varied(response: Response) -> Response:
    response.vary.add("Accept")
    return response


def _common() -> dict[str, Any]:
    """What every template knows."""
    return {
        "asset": _asset,
        "csrf_token": asking.csrf_token,
        "is_signed_in": asking.is_signed_in(),
        "may_review": asking.may(Scope.REVIEW),
        "may_write": asking.may(Scope.WRITE),
        "may_administer": asking.may(Scope.ADMIN),
        "navigation": NAVIGATION,
        "now": current_desk().clock(),
        "reviewer_name": asking.reviewer_name(),
        "url_for": _address,
        "view_with": _view_with,
    }


def _address(endpoint: str, **values: Any) -> str:
    """The address of a page, as `url_for` has it: of the same claims and pages again and again."""
    return _known_address(request.root_path, endpoint, **values)


@lru_cache(maxsize=10_000)
def _known_address(_root: str, endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values)


def _view_with(**changes: str | None) -> str:
    """The address of this view with some of its parameters changed, or left out where they are None."""
    given = request.args.to_dict() | changes
    kept = {name: value for name, value in given.items() if value}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


_VERSIONS = {path.name: sha256(path.read_bytes()).hexdigest()[:12] for path in _STATIC.iterdir()}


def _asset(name: str) -> str:
    """The address of a static file, which is another one when the file is."""
    return _address("pages.static", filename=name, v=_VERSIONS[name])


def _answer(error: Exception, doors: Doors) -> Response:
    """The page for an error; its status, and whether the log hears of it, are those of the API."""
    told = doors.answer(error)
    if isinstance(error, HTTPException) and 300 <= told.status_code < 400:
        return told
    problem = told.get_json(force=True)
    if isinstance(error, AccessDenied) and not error.known:
        page = render_template("sign_in.html", reason=str(error), back_to=request.full_path.rstrip("?"))
    else:
        detail = str(error) if isinstance(error, ClaimdeskError) else problem["detail"]
        fields = error.errors if isinstance(error, InvalidInput) else {}
        title = _TITLES.get(told.status_code, "Something went wrong here")
        page = render_template("error.html", title=title, detail=detail, fields=fields)
    response = make_response(page, told.status_code)
    for name in ("Allow", "Retry-After"):
        if name in told.headers:
            response.headers[name] = told.headers[name]
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return _varied(response)
