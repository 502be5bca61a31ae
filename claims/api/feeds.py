"""The list of feeds; the re-check polls them."""

from typing import Any

from flask import Response

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.api.paging import page_of
from claims.api.repeats import once
from claims.domain.feed import Feed
from claims.domain.query import Page
from claims.domain.run import Scope
from claims.services import feed_list
from claims.web.current import current_desk
from schemas.base import PageQuery
from schemas.feeds import FeedListSchema, FeedSchema, FeedTrialSchema, NewFeedSchema

blp = Blueprint("feeds", __name__, url_prefix="/api/v1/feeds", description="Where new articles are announced.")

_FETCH_FAILED = {"502": {"$ref": "#/components/responses/fetch-failed"}}


@blp.route("", methods=["GET"])
@blp.arguments(PageQuery, location="query")
@blp.response(200, FeedListSchema)
def list_feeds(query: dict[str, Any]) -> Page[Feed]:
    """List the feeds.

    In the order in which they were added, with how each fares; those that are set aside included.
    """
    return page_of(feed_list.list_feeds(current_desk()), lambda feed: feed.id, query)


@blp.route("", methods=["POST"])
@once
@needs(Scope.ADMIN)
@blp.doc(responses=_FETCH_FAILED)
@blp.arguments(NewFeedSchema)
@blp.response(201, FeedSchema, description="The feed is on the list now.")
@blp.alt_response(200, schema=FeedSchema, description="It was already, and is polled again.", success=True)
def add_feed(body: dict[str, Any]) -> tuple[Feed, int]:
    """Add a feed.

    It is read once to see that it is one; its entries come in with the next poll. A feed that is on the list already
    takes the title and interval given, and is polled again where it was set aside.
    """
    feed, created = feed_list.add_feed(current_desk(), **body)
    return feed, 201 if created else 200


@blp.route("/<id:feed_id>", methods=["DELETE"])
@needs(Scope.ADMIN)
@blp.response(204, description="The feed is off the list.")
def remove_feed(feed_id: str) -> Response:
    """Remove a feed.

    What came in by it stays on file.
    """
    feed_list.remove_feed(current_desk(), feed_id)
    return Response(status=204)


@blp.route("/<id:feed_id>/test", methods=["POST"])
@needs(Scope.ADMIN)
@blp.doc(responses=_FETCH_FAILED)
@blp.response(200, FeedTrialSchema)
def try_feed(feed_id: str) -> feed_list.FeedTrial:
    """Try a feed.

    It is fetched and read, and the answer says what the next poll would take in. Nothing is stored.
    """
    desk = current_desk()
    return feed_list.try_feed(desk, feed_list.find_feed(desk, feed_id).address)
