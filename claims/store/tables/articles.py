"""Articles, and by what their printings are found."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, Model, TextField


class ArticleTable(Model):
    """Articles on file."""

    id = TextField(primary_key=True)
    text = TextField()
    published = TextField()
    dated_by = TextField()
    title = TextField()
    publisher = TextField(null=True)
    publisher_key = TextField(null=True)
    author = TextField(null=True)
    url = TextField(null=True)
    canonical_url = TextField(null=True)
    reprint_of = TextField(null=True)
    withdrawals = TextField()
    added_at = TextField()
    seq = BigIntegerField()

    class Meta:
        table_name = "articles"


class MarkTable(Model):
    """The marks by which another printing of an article is found."""

    mark = BigIntegerField()
    article_id = TextField()

    class Meta:
        table_name = "article_marks"
        primary_key = False
