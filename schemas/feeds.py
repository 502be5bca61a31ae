"""Feeds: listed, tried, polled."""

from marshmallow import Schema, fields, validate

from claims.domain.feed import FeedKind, FeedState
from schemas.base import Request, Wire, described, page_of
from schemas.fields import Count, InstantField, MomentField, Text, WebAddress, choice


class NewFeedSchema(Request):
    """A feed to add to the list."""

    address = WebAddress(
        required=True, metadata=described("An RSS, Atom or JSON feed, a sitemap, or an index of sitemaps.")
    )
    title = Text(longest=300, allow_none=True, metadata=described("What it is called here; else by its own title."))
    interval_minutes = Count(
        strict=True,
        allow_none=True,
        validate=validate.Range(min=1),
        metadata=described("Between two polls; that of the settings where not given."),
    )


class FeedSchema(Wire):
    """A feed on the list, and how it fares."""

    id = fields.String(required=True)
    address = fields.String(required=True, metadata=described("A web address, or the path of a folder on the server."))
    title = fields.String(required=True)
    kind = choice(FeedKind, required=True)
    state = choice(FeedState, required=True)
    interval_minutes = fields.Integer(
        required=True, allow_none=True, metadata=described("Null is that of the settings.")
    )
    added_at = InstantField(required=True)
    next_poll_at = InstantField(
        required=True, allow_none=True, attribute="due_at", metadata=described("Null where it is set aside.")
    )
    last_polled_at = InstantField(required=True, allow_none=True)
    last_read_at = InstantField(required=True, allow_none=True, metadata=described("The last poll that worked."))
    failures = fields.Integer(required=True, metadata=described("Polls in a row that failed."))
    last_error = fields.String(required=True, allow_none=True)
    set_aside_at = InstantField(required=True, allow_none=True)


class FeedEntrySchema(Wire):
    """An entry that the next poll would take in."""

    title = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)
    published_at = MomentField(required=True, allow_none=True, attribute="moment")
    has_text = fields.Boolean(
        required=True,
        attribute="whole",
        metadata=described("Whether the feed carries the whole text; else it is fetched from the page."),
    )


class FeedTrialSchema(Wire):
    """What a feed would give; nothing was stored."""

    address = fields.String(required=True)
    moved_to = fields.String(required=True, allow_none=True, metadata=described("Where permanent redirects lead."))
    kind = choice(FeedKind, required=True)
    title = fields.String(required=True)
    robots = fields.String(required=True, metadata=described("What robots.txt says of the address."))
    entries = fields.Integer(required=True)
    newest = MomentField(required=True, allow_none=True)
    takes = fields.List(
        fields.Nested(FeedEntrySchema), required=True, metadata=described("What the next poll would take in.")
    )


class EntryReportSchema(Wire):
    """What became of an entry."""

    where = fields.String(required=True)
    title = fields.String(required=True)
    outcome = fields.String(required=True, metadata={"enum": ["new", "known", "rejected", "failed"]})
    article_id = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    claims = fields.Integer(required=True)


class FeedPollSchema(Wire):
    """What polling a feed did."""

    feed = fields.Nested(FeedSchema, required=True)
    unchanged = fields.Boolean(required=True)
    passed_over = fields.Integer(required=True, metadata=described("Entries from before the feed was added."))
    left = fields.Integer(required=True, metadata=described("Entries that wait for the next poll."))
    error = fields.String(required=True, allow_none=True)
    entries = fields.List(fields.Nested(EntryReportSchema), required=True)


class FeedsReportSchema(Wire):
    """What polling the feeds that were due did."""

    started_at = InstantField(required=True)
    ended_at = InstantField(required=True)
    polls = fields.List(fields.Nested(FeedPollSchema), required=True)


FeedListSchema: type[Schema] = page_of(FeedSchema)
