"""The current request, and the desk that serves it."""

from typing import cast

from flask import Flask, Request, current_app, request

from claims.services.desk import Desk

_KEY = "claimdesk"


def keep_desk(app: Flask, desk: Desk) -> None:
    """Have every request of this application served from `desk`."""
    app.extensions[_KEY] = desk


def current_desk() -> Desk:
    """The desk of the application that handles the current request."""
    return cast(Desk, current_app.extensions[_KEY])


def current_request() -> Request:
    """The current request itself, for whoever asks it for several things: `request` looks for it each time."""
    return request._get_current_object()  # type: ignore[attr-defined,no-any-return]


def server_address() -> str:
    """The server's address: that of the settings, or by which it was asked."""
    return current_desk().settings.public_url or request.url_root
