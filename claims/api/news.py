"""What has changed and what is due: a list, an Atom feed, a calendar."""

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, request

from claims.api import atom, calendar
from claims.api.blueprint import Blueprint
from claims.api.paging import page_size
from claims.domain.errors import InvalidInput
from claims.domain.query import ChangeFilter, ClaimFilter, Page
from claims.services.addresses import naming_authority
from claims.services.news import ClaimChange
from claims.services.news import list_changes as changes_of
from claims.services.news import list_deadlines as deadlines_of
from claims.web.current import current_desk, server_address
from schemas.news import ChangeQuerySchema, ClaimChangeListSchema, DeadlineQuerySchema, FeedQuerySchema

_ENTRIES = 50  # of the feed, and of each of its pages
_IF_NONE_MATCH = "An ETag; where nothing has changed, the answer is 304 without a body."
_IF_MODIFIED_SINCE = "A time; where nothing was recorded since, the answer is 304 without a body."
_HEADERS = {
    "ETag": {"description": "Of these bytes.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "When the newest change was recorded.", "schema": {"type": "string"}},
}

blp = Blueprint("news", __name__, url_prefix="/api/v1", description="What has changed, and what is due.")


@blp.route("/changes", methods=["GET"])
@blp.arguments(ChangeQuerySchema, location="query")
@blp.response(200, ClaimChangeListSchema)
def list_changes(query: dict[str, Any]) -> Page[ClaimChange]:
    """List the changes of all claims.

    Those recorded last come first.
    """
    return changes_of(current_desk(), _which(query), page_size(query), query.get("cursor"))


@blp.route("/changes.atom", methods=["GET"])
@blp.arguments(FeedQuerySchema, location="query")
@blp.header("If-None-Match", _IF_NONE_MATCH)
@blp.header("If-Modified-Since", _IF_MODIFIED_SINCE)
@blp.alt_response(
    200,
    schema={"type": "string"},
    content_type=atom.MEDIA_TYPE,
    description="Atom 1.0.",
    headers=_HEADERS,
    success=True,
)
@blp.alt_response(304, description="Nothing has changed.")
def changes_feed(query: dict[str, Any]) -> Response:
    """Follow the changes as an Atom feed.

    The newest 50; `next` links lead to those before. Ids of entries stay the same for ever.
    """
    try:
        page = changes_of(current_desk(), _which(query), _ENTRIES, query.get("before"))
    except InvalidInput as error:
        raise InvalidInput(str(error), {"before" if k == "cursor" else k: v for k, v in error.errors.items()}) from None
    given = {name: str(query[name]) for name in ("claim", "status", "tag") if name in query}
    place = atom.Place(
        base=server_address(),
        authority=naming_authority(current_desk().settings),
        url=_address("changes.atom", given | ({"before": query["before"]} if "before" in query else {})),
        next_url=_address("changes.atom", given | {"before": page.next}) if page.next else None,
        of="".join(f";{name}={quote(value, safe='')}" for name, value in given.items()),
    )
    newest = max((each.change.at for each in page.items), default=None)
    return _conditional(atom.atom_feed(page.items, place), atom.MEDIA_TYPE, newest)


@blp.route("/deadlines.ics", methods=["GET"])
@blp.arguments(DeadlineQuerySchema, location="query")
@blp.header("If-None-Match", _IF_NONE_MATCH)
@blp.alt_response(
    200,
    schema={"type": "string"},
    content_type=calendar.MEDIA_TYPE,
    description="An iCalendar.",
    headers={"ETag": _HEADERS["ETag"]},
    success=True,
)
@blp.alt_response(304, description="Nothing has changed.")
def deadlines_calendar(query: dict[str, Any]) -> Response:
    """Have the deadlines in a calendar.

    An event of a whole day for each claim with a deadline, the nearest 2,000. Its status is TENTATIVE while the claim
    is open, CANCELLED where the promise was withdrawn or postponed, and CONFIRMED once it is settled, kept or broken.
    """
    where = ClaimFilter(tag=query.get("tag"), claimant=query.get("claimant"), status=query.get("status"))
    desk = current_desk()
    claims = deadlines_of(desk, where, query.get("since"))
    body = calendar.deadline_calendar(claims, server_address(), naming_authority(desk.settings))
    return _conditional(body, calendar.MEDIA_TYPE, None)


def _which(query: dict[str, Any]) -> ChangeFilter:
    return ChangeFilter(claim_id=query.get("claim"), tag=query.get("tag"), status=query.get("status"))


def _address(name: str, query: dict[str, str]) -> str:
    return f"{server_address().rstrip('/')}{blp.url_prefix}/{name}" + (f"?{urlencode(query)}" if query else "")


def _conditional(body: bytes, media_type: str, modified: datetime | None) -> Response:
    """The bytes, or 304 where the caller has them."""
    response = Response(body, mimetype=media_type)
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    if modified is not None:
        response.last_modified = modified
    response.make_conditional(request)
    return response
