"""The desk that serves the current request."""

from typing import cast

from flask import Flask, current_app, request

from claims.services.desk import Desk

_KEY = "claimdesk"


def keep_desk(app: Flask, desk: Desk) -> None:
    """Have every request of this application served from `desk`."""
    app.extensions[_KEY] = desk


def current_desk() -> Desk:
    """The desk of the application that handles the current request."""
    return cast(Desk, current_app.extensions[_KEY])


def server_address() -> str:
    """The server's address: that of the settings, or by which it was asked."""
    return current_desk().settings.public_url or request.url_root
