"""The changes as they come, to a client that stays: server-sent events.

Each of them keeps a thread of the server, which has so many for them besides those for requests, and no more.
"""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any, cast

from flask import Flask, Response, current_app, request

from claims.api.auth import current_key, needs_no_key, presented_key
from claims.api.blueprint import Blueprint
from claims.api.limits import who_asks
from claims.api.seats import Seats
from claims.domain.errors import Busy, InvalidInput, StoreUnavailable
from claims.domain.query import ChangeFilter
from claims.services import access
from claims.services.desk import Desk
from claims.services.news import ClaimChange, changes_behind, place_behind, standing_filter
from claims.web.current import current_desk
from schemas.news import ClaimChangeSchema, StreamQuerySchema

MEDIA_TYPE = "text/event-stream"
STOPPING = threading.Event()  # set when the server stops: a client goes on elsewhere, or later
HEARTBEAT = 15.0  # seconds, which proxies wait

_LOOK_EVERY = 1.0  # seconds
_COME_AGAIN = 5_000  # milliseconds after which a client comes again
_LONGEST_ID = 100  # characters
_SEATS = "claimdesk.seats"

blp = Blueprint("stream", __name__, url_prefix="/api/v1", description="Changes as they come.")


def keep_seats(app: Flask, number: int) -> None:
    """Let `number` clients at most watch `app`."""
    app.extensions[_SEATS] = Seats(number)


@blp.route("/changes/stream", methods=["GET"])
@blp.arguments(StreamQuerySchema, location="query")
@blp.header("Last-Event-ID", "The id of the last event that came; the stream goes on behind it, else it begins now.")
@blp.alt_response(
    200,
    schema={"type": "string"},
    content_type=MEDIA_TYPE,
    description="Server-sent events without end.",
    example='event: change\nid: h0123456789abcdef0123\ndata: {"claim_id": "c1", "from": "pending", "to": "denied"}\n\n',
    success=True,
)
def watch_changes(query: dict[str, Any]) -> Response:
    """Watch the changes as they come.

    Server-sent events: an event `change` for each, its data as in the list of changes, and a comment every 15 seconds.
    After a break, browsers send `Last-Event-ID` by themselves, and nothing is missed. 503 where as many watch already
    as the server has room for, or where one client has half of that room.
    """
    desk = current_desk()
    wanted = ChangeFilter(claim_id=query.get("claim"), tag=query.get("tag"), status=query.get("status"))
    where = standing_filter(desk, wanted)
    place = place_behind(desk, _last_event())
    response = Response(mimetype=MEDIA_TYPE, headers={"X-Accel-Buffering": "no"})
    if request.method == "GET":
        leave = cast(Seats, current_app.extensions[_SEATS]).take(None if needs_no_key() else who_asks())
        if leave is None:
            raise Busy("As many watch already as this server has room for; GET /api/v1/changes tells the same.")
        response.call_on_close(leave)
        secret = presented_key() if current_key() is not None else None
        response.response = _events(desk, where, place, secret)
    return response


def _last_event() -> str | None:
    given = request.headers.get("Last-Event-ID")
    if not given:
        return None
    if len(given) > _LONGEST_ID or not given.isascii() or not given.isprintable():
        raise InvalidInput.of("Last-Event-ID", "This is not the id of an event of this stream.")
    return given


def _events(desk: Desk, where: ChangeFilter, place: int, secret: str | None) -> Iterator[str]:
    """The stream; it ends where the server stops, the ledger is away, or the key is good no more."""
    yield f"retry: {_COME_AGAIN}\n\n"
    told_at = checked_at = time.monotonic()
    try:
        while True:
            changes, place = changes_behind(desk, where, place)
            for change in changes:
                yield _event(change)
            now = time.monotonic()
            if secret is not None and now - checked_at > HEARTBEAT:
                if access.identify(desk, secret) is None:
                    return
                checked_at = now
            if changes:
                told_at = now
            elif now - told_at > HEARTBEAT:
                yield ": nothing new\n\n"
                told_at = now
            if STOPPING.wait(0 if changes else _LOOK_EVERY):
                return
    except StoreUnavailable:
        return


def _event(change: ClaimChange) -> str:
    data = json.dumps(ClaimChangeSchema().dump(change), ensure_ascii=False)
    data = data.encode("utf-8", "backslashreplace").decode()  # half a surrogate pair stays a JSON escape
    return f"event: change\nid: {change.change.id}\ndata: {data}\n\n"
