"""The columns of a verdict, which claims and lines of history share."""

from peewee import DoubleField, IntegerField, Model, TextField


class VerdictColumns(Model):
    """A verdict, wherever one is kept."""

    status = TextField()
    rule = TextField()
    summary = TextField()
    outcome = TextField(null=True)
    confidence = DoubleField()
    overdue = IntegerField()
    since = TextField(null=True)
    supports = IntegerField()
    refutes = IntegerField()
    evidence_ids = TextField()
    review_id = TextField(null=True)
