"""What people decided of outlets."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, Model, TextField


class OutletRulingTable(Model):
    """With whom people decided that outlets count. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    publisher = TextField()
    publisher_key = TextField()
    counts_with = TextField()
    reviewer = TextField()
    reason = TextField()
    created_at = TextField()
    undone_at = TextField(null=True)
    undone_by = TextField(null=True)
    undone_reason = TextField(null=True)

    class Meta:
        table_name = "outlet_rulings"
