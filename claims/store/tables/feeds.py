"""Feeds, their entries, and what sites ask of visitors."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import IntegerField, Model, TextField


class FeedTable(Model):
    """The list of feeds."""

    id = TextField(primary_key=True)
    address = TextField()
    address_key = TextField()
    kind = TextField()
    title = TextField()
    added_at = TextField()
    next_poll_at = TextField()
    interval_minutes = IntegerField(null=True)
    etag = TextField(null=True)
    last_modified = TextField(null=True)
    last_polled_at = TextField(null=True)
    last_read_at = TextField(null=True)
    failures = IntegerField()
    last_error = TextField(null=True)
    set_aside_at = TextField(null=True)

    class Meta:
        table_name = "feeds"


class FeedEntryTable(Model):
    """What is remembered of the entries of feeds."""

    feed_id = TextField()
    key = TextField()
    digest = TextField()
    stamp = TextField(null=True)
    settled = IntegerField()
    tries = IntegerField()
    versions = IntegerField()
    seen_at = TextField()

    class Meta:
        table_name = "feed_entries"
        primary_key = False


class RobotsTable(Model):
    """What sites ask of automatic visitors, by origin."""

    origin = TextField(primary_key=True)
    text = TextField(null=True)
    found = TextField()
    until = TextField()

    class Meta:
        table_name = "robots"
