"""Signing in with an API key, and out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from claims.domain.errors import AccessDenied
from claims.pages.asking import open_to_all, sign_in, sign_out
from claims.pages.forms import inside

blp = Blueprint("entry", __name__)


@blp.get("/sign-in")
@open_to_all
def show() -> str:
    """The form that takes a key."""
    return render_template("sign_in.html", reason="", back_to=inside(request.args.get("next", "")))


@blp.post("/sign-in")
@open_to_all
def enter() -> Response:
    """Take the key, and go where the person wanted to go."""
    back_to = inside(request.form.get("next", ""))
    try:
        sign_in(request.form.get("key", "").strip())
    except AccessDenied:
        reason = "This API key is not known, has expired or was revoked."
        return make_response(render_template("sign_in.html", reason=reason, back_to=back_to), 401)
    return redirect(back_to, 303)


@blp.post("/sign-out")
@open_to_all
def leave() -> Response:
    """Forget the key."""
    sign_out()
    return redirect(url_for("pages.desk.show"), 303)
