"""Claims, and their tags."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, IntegerField, Model, TextField

from claims.store.tables.verdicts import VerdictColumns


class ClaimTable(VerdictColumns):
    """Claims, those taken off the ledger (`deleted_at`) included."""

    id = TextField(primary_key=True)
    text = TextField()
    kind = TextField()
    claimed = TextField()
    original = TextField(null=True)
    claimant = TextField(null=True)
    claimant_key = TextField(null=True)
    deadline = TextField(null=True)
    deadline_precision = TextField(null=True)
    deadline_text = TextField(null=True)
    quantities = TextField()
    dates = TextField()
    entities = TextField()
    tags = TextField()
    publisher = TextField(null=True)
    publisher_key = TextField(null=True)
    url = TextField(null=True)
    title = TextField(null=True)
    article_id = TextField(null=True)
    predecessor_id = TextField(null=True)
    successor_id = TextField(null=True)
    extractor = TextField()
    created_at = TextField()
    updated_at = TextField()
    version = BigIntegerField()
    last_checked_at = TextField(null=True)
    last_check_found = TextField(null=True)
    next_check_at = TextField(null=True)
    searched_for = TextField(null=True)
    searched_up_to = BigIntegerField(null=True)
    deleted_at = TextField(null=True)
    merged_into = TextField(null=True)
    appearance_count = IntegerField()
    evidence_count = IntegerField()
    seq = BigIntegerField()

    class Meta:
        table_name = "claims"


class TagTable(Model):
    """The tags of claims, for filtering; a claim's own order of tags is in its row."""

    claim_id = TextField()
    tag_key = TextField()

    class Meta:
        table_name = "claim_tags"
        primary_key = False
