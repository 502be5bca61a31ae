"""What subscribers are told."""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, IntegerField, Model, TextField


class SubscriptionTable(Model):
    """Who is told of changes. The secrets are read by themselves."""

    id = TextField(primary_key=True)
    created_at = TextField()
    url = TextField(null=True)
    mail = TextField(null=True)
    wanted = TextField()
    secret_end = TextField(null=True)
    secret = TextField(null=True)
    previous_secret = TextField(null=True)
    previous_until = TextField(null=True)
    paused_until = TextField(null=True)
    disabled_at = TextField(null=True)
    disabled_because = TextField(null=True)
    made_by = TextField(null=True)
    reason = TextField(null=True)

    class Meta:
        table_name = "subscriptions"


class NoticeTable(Model):
    """What subscribers are told; `told` is the whole notice."""

    id = TextField(primary_key=True)
    claim_id = TextField()
    at = TextField()
    told = TextField()

    class Meta:
        table_name = "notices"


class DeliveryTable(Model):
    """Notices on their way to subscriptions. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    notice_id = TextField()
    subscription_id = TextField()
    created_at = TextField()
    next_attempt_at = TextField()
    state = TextField()
    attempts = IntegerField()
    last_error = TextField(null=True)
    delivered_at = TextField(null=True)

    class Meta:
        table_name = "deliveries"
