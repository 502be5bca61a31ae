"""Runs and jobs."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import IntegerField, Model, TextField


class RunTable(Model):
    """Re-checks, those that go on included."""

    id = TextField(primary_key=True)
    state = TextField()
    host = TextField(null=True)
    pid = IntegerField(null=True)
    started_at = TextField()
    beat_at = TextField()
    ended_at = TextField(null=True)
    as_of = TextField()
    looked_at = IntegerField()
    changed = IntegerField()
    overdue = IntegerField()
    stages = TextField()

    class Meta:
        table_name = "runs"


class JobTable(Model):
    """Work for a worker, and what came of it."""

    id = TextField(primary_key=True)
    kind = TextField()
    state = TextField()
    given = TextField()
    created_at = TextField()
    tries = IntegerField()
    host = TextField(null=True)
    pid = IntegerField(null=True)
    started_at = TextField(null=True)
    beat_at = TextField(null=True)
    ended_at = TextField(null=True)
    result_id = TextField(null=True)
    error_kind = TextField(null=True)
    error = TextField(null=True)
    counts = TextField()
    reached = TextField(null=True)

    class Meta:
        table_name = "jobs"
