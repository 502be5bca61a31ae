"""Which migrations the database has seen."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import Model, TextField


class Migration(Model):
    """Which migrations the database has seen; it notes the time by itself."""

    name = TextField(primary_key=True)
    applied_at = TextField()

    class Meta:
        table_name = "migrations"
