"""Where claims appear, and what articles say of them."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import DoubleField, IntegerField, Model, TextField


class AppearanceTable(Model):
    """Where claims occur in articles."""

    claim_id = TextField()
    article_id = TextField()
    span_start = IntegerField()
    span_end = IntegerField()
    span_text = TextField()
    published = TextField()
    is_first = IntegerField()
    found_at = TextField()

    class Meta:
        table_name = "appearances"
        primary_key = False


class EvidenceTable(Model):
    """What articles say of claims."""

    id = TextField(primary_key=True)
    claim_id = TextField()
    article_id = TextField()
    publisher = TextField(null=True)
    publisher_key = TextField(null=True)
    printing = TextField(null=True)
    published = TextField()
    stance = TextField()
    strength = TextField()
    score = DoubleField()
    passage_start = IntegerField()
    passage_end = IntegerField()
    passage_text = TextField()
    signals = TextField()
    speaker = TextField(null=True)
    relays = TextField(null=True)
    retraction = IntegerField()
    fate = TextField(null=True)
    moved_to = TextField(null=True)
    origin_key = TextField()
    origin_detail = TextField()
    origin_copy = IntegerField()
    origin_through = TextField(null=True)
    found_at = TextField()
    extractor = TextField()
    doubt = TextField(null=True)
    withdrawals = TextField()
    is_withdrawn = IntegerField()

    class Meta:
        table_name = "evidence"
