"""Which sightings are of one claim."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, Model, TextField


class VariantTable(Model):
    """Claims that agree but for some truth conditions."""

    claim_id = TextField()
    other_id = TextField()
    conditions = TextField()
    found_at = TextField()

    class Meta:
        table_name = "variants"
        primary_key = False


class RegroupingTable(Model):
    """What people merged and split. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    kind = TextField()
    claim_id = TextField()
    other_id = TextField()
    reviewer = TextField()
    reason = TextField()
    created_at = TextField()
    moved = TextField()
    undone_at = TextField(null=True)
    undone_by = TextField(null=True)
    undone_reason = TextField(null=True)

    class Meta:
        table_name = "regroupings"
