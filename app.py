"""The Flask application: `create_app()` for a server, with arguments for tests and the command line."""

import os
from collections.abc import Callable
from typing import Any

from flask import Flask

from claims.api import (
    articles,
    claim_reviews,
    docs,
    evidence,
    fact_checks,
    feeds,
    grouping,
    health,
    jobs,
    ledger,
    lookup,
    metrics,
    news,
    reviews,
    similarity,
    stream,
    subscriptions,
    upkeep,
)
from claims.api import claims as claims_api
from claims.api.auth import is_local
from claims.api.compress import pack_answers
from claims.api.cors import allow_sites
from claims.api.errors import answer, handle_errors
from claims.api.lifecycle import follow_requests
from claims.api.limits import limit_requests
from claims.api.openapi import describe
from claims.api.wire_json import WireJson
from claims.logs import configure_logging
from claims.pages import Doors, add_pages
from claims.services.desk import Desk, open_desk
from claims.settings import Settings
from claims.web.current import keep_desk

RESOURCES = (
    articles,
    claims_api,
    claim_reviews,
    evidence,
    reviews,
    grouping,
    lookup,
    upkeep,
    jobs,
    feeds,
    ledger,
    news,
    stream,
    subscriptions,
    fact_checks,
    similarity,
    health,
    metrics,
)


class _Application(Flask):
    """Flask without coroutines, of which there are none here; it would ask of every function at every call."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


def create_app(settings: Settings | None = None, desk: Desk | None = None) -> Flask:
    """The application over `desk`, or over a desk opened by `settings`, or by those of the environment.

    Raises StoreUnavailable when the ledger cannot be opened, InvalidInput for settings that cannot be read.
    """
    desk = desk or open_desk(settings or Settings.from_env(os.environ))
    app = _Application("claimdesk", static_folder=None, template_folder=None)
    app.json = WireJson(app)
    app.config["MAX_CONTENT_LENGTH"] = desk.settings.max_body_bytes
    app.url_map.merge_slashes = False  # a doubled slash is another address, not a redirect
    configure_logging()
    keep_desk(app, desk)
    metrics.keep_metrics(app)
    stream.keep_seats(app, desk.settings.streams)
    pack_answers(app)
    allow_sites(app, desk.settings)
    follow_requests(app)
    limit_requests(app, desk.settings)
    handle_errors(app)
    api = describe(app)
    for resource in RESOURCES:
        api.register_blueprint(resource.blp)
    app.register_blueprint(docs.blp)
    add_pages(app, Doors(is_local, docs.start, answer), desk.settings)
    return app
