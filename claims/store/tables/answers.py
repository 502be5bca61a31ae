"""Answers that may be asked for again."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import IntegerField, Model, TextField


class AnswerTable(Model):
    """Answers to be given again."""

    id = TextField(primary_key=True)
    digest = TextField()
    status = IntegerField()
    headers = TextField()
    body = TextField()
    kept_at = TextField()

    class Meta:
        table_name = "answers"
