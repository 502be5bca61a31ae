"""API keys."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import Model, TextField


class KeyTable(Model):
    """API keys, by the hash of each."""

    hash = TextField(primary_key=True)
    prefix = TextField()
    name = TextField()
    scope = TextField()
    created_at = TextField()
    expires_at = TextField(null=True)
    revoked_at = TextField(null=True)
    last_used_at = TextField(null=True)

    class Meta:
        table_name = "api_keys"
