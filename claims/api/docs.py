"""What is to be read: the API's description, with Swagger UI from its package and nowhere else, and the problems."""

from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, send_from_directory
from werkzeug.exceptions import NotFound

from claims import __version__
from claims.api.errors import PROBLEMS

_OURS = Path(__file__).parent / "static"
_PROBLEMS = Path(__file__).parents[2] / "docs" / "problems"
_SLUGS = frozenset(problem.slug for problem in PROBLEMS)
_SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"
_ASSETS = {
    "docs.js": _OURS,
    "swagger-ui-bundle.js": _SWAGGER_UI,
    "swagger-ui.css": _SWAGGER_UI,
    "favicon-32x32.png": _SWAGGER_UI,
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

blp = Blueprint("docs", __name__)


def start() -> dict[str, str]:
    """Where a program that asks for `/` reads on; people get the desk there (claims/pages)."""
    return {
        "name": "Claimdesk",
        "version": __version__,
        "documentation": "/api/v1/docs",
        "openapi": "/api/v1/openapi.json",
    }


@blp.get("/api/v1/docs")
def docs_page() -> Response:
    """The page; its addresses are relative, so that it also works behind a path prefix."""
    page = (_OURS / "docs.html").read_text(encoding="utf-8")
    return Response(page, mimetype="text/html", headers={"Content-Security-Policy": _POLICY})


@blp.get("/api/v1/docs/<name>")
def docs_asset(name: str) -> Response:
    """A script or style of the page."""
    if name not in _ASSETS:
        raise NotFound
    return send_from_directory(_ASSETS[name], name, max_age=3_600)


@blp.get("/problems/<name>")
def problem_page(name: str) -> Response:
    """What a problem means and what to do, where its `type` leads."""
    if name not in _SLUGS:
        raise NotFound
    return send_from_directory(_PROBLEMS, f"{name}.md", mimetype="text/plain", max_age=3_600)
