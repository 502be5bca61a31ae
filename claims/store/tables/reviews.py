"""What people decided of claims, and what changed."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, Model, TextField

from claims.store.tables.verdicts import VerdictColumns


class ReviewTable(Model):
    """Decisions of people, withdrawn ones included. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    claim_id = TextField()
    kind = TextField()
    reviewer = TextField()
    reason = TextField()
    created_at = TextField()
    status = TextField(null=True)
    stance = TextField(null=True)
    evidence_id = TextField(null=True)
    withdrawn_at = TextField(null=True)
    origin = TextField(null=True)
    withdrawn_by = TextField(null=True)
    withdrawn_reason = TextField(null=True)

    class Meta:
        table_name = "reviews"


class HistoryTable(VerdictColumns):
    """Changes of status. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    claim_id = TextField()
    at = TextField()
    before = TextField()
    note = TextField(null=True)
    cause = TextField(null=True)
    made_by = TextField(null=True)
    article_id = TextField(null=True)
    published = TextField(null=True)

    class Meta:
        table_name = "history"
