"""Texts that others keep here."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, Model, TextField


class TextTable(Model):
    """Texts that others keep here; the text of one that was deleted is null."""

    id = TextField(primary_key=True)
    text = TextField(null=True)
    language = TextField(null=True)
    contexts = TextField()
    created_at = TextField()
    seq = BigIntegerField()

    class Meta:
        table_name = "texts"
