"""The tables as peewee sees them: names and types of columns, for building queries.

Bound to no database: `Connection` runs a query on its own, so that several stores can be open in one
process. Keys, indexes and what refers to what are in migrations/, which make the tables.
"""

# ruff: noqa: D106 -- Meta is peewee's

from peewee import BigIntegerField, DoubleField, IntegerField, Model, TextField


class Migration(Model):
    """Which migrations the database has seen; it notes the time by itself."""

    name = TextField(primary_key=True)
    applied_at = TextField()

    class Meta:
        table_name = "migrations"


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


class ClaimTable(VerdictColumns):
    """Claims, those taken off the ledger (`deleted_at`) included."""

    id = TextField(primary_key=True)
    text = TextField()
    kind = TextField()
    claimed = TextField()
    original = TextField(null=True)
    claimant = TextField(null=True)
    claimant_key = TextField(null=True)
    deadline = TextField(null=True)
    deadline_precision = TextField(null=True)
    deadline_text = TextField(null=True)
    quantities = TextField()
    dates = TextField()
    entities = TextField()
    tags = TextField()
    publisher = TextField(null=True)
    publisher_key = TextField(null=True)
    url = TextField(null=True)
    title = TextField(null=True)
    article_id = TextField(null=True)
    predecessor_id = TextField(null=True)
    successor_id = TextField(null=True)
    extractor = TextField()
    created_at = TextField()
    updated_at = TextField()
    version = BigIntegerField()
    last_checked_at = TextField(null=True)
    last_check_found = TextField(null=True)
    next_check_at = TextField(null=True)
    searched_for = TextField(null=True)
    searched_up_to = BigIntegerField(null=True)
    deleted_at = TextField(null=True)
    merged_into = TextField(null=True)
    appearance_count = IntegerField()
    evidence_count = IntegerField()
    seq = BigIntegerField()

    class Meta:
        table_name = "claims"


class TagTable(Model):
    """The tags of claims, for filtering; a claim's own order of tags is in its row."""

    claim_id = TextField()
    tag_key = TextField()

    class Meta:
        table_name = "claim_tags"
        primary_key = False


class AppearanceTable(Model):
    """Where claims occur in articles."""

    claim_id = TextField()
    article_id = TextField()
    span_start = IntegerField()
    span_end = IntegerField()
    span_text = TextField()
    published = TextField()
    is_first = IntegerField()
    found_at = TextField()

    class Meta:
        table_name = "appearances"
        primary_key = False


class EvidenceTable(Model):
    """What articles say of claims."""

    id = TextField(primary_key=True)
    claim_id = TextField()
    article_id = TextField()
    publisher = TextField(null=True)
    publisher_key = TextField(null=True)
    printing = TextField(null=True)
    published = TextField()
    stance = TextField()
    strength = TextField()
    score = DoubleField()
    passage_start = IntegerField()
    passage_end = IntegerField()
    passage_text = TextField()
    signals = TextField()
    speaker = TextField(null=True)
    relays = TextField(null=True)
    retraction = IntegerField()
    fate = TextField(null=True)
    moved_to = TextField(null=True)
    origin_key = TextField()
    origin_detail = TextField()
    origin_copy = IntegerField()
    origin_through = TextField(null=True)
    found_at = TextField()
    extractor = TextField()
    doubt = TextField(null=True)
    withdrawals = TextField()
    is_withdrawn = IntegerField()

    class Meta:
        table_name = "evidence"


class ReviewTable(Model):
    """Decisions of people, withdrawn ones included. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    claim_id = TextField()
    kind = TextField()
    reviewer = TextField()
    reason = TextField()
    created_at = TextField()
    status = TextField(null=True)
    stance = TextField(null=True)
    evidence_id = TextField(null=True)
    withdrawn_at = TextField(null=True)
    origin = TextField(null=True)
    withdrawn_by = TextField(null=True)
    withdrawn_reason = TextField(null=True)

    class Meta:
        table_name = "reviews"


class HistoryTable(VerdictColumns):
    """Changes of status. `number` is the order of writing."""

    number = BigIntegerField()
    id = TextField(primary_key=True)
    claim_id = TextField()
    at = TextField()
    before = TextField()
    note = TextField(null=True)
    cause = TextField(null=True)
    made_by = TextField(null=True)
    article_id = TextField(null=True)
    published = TextField(null=True)

    class Meta:
        table_name = "history"


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


class FeedTable(Model):
    """The list of feeds."""

    id = TextField(primary_key=True)
    address = TextField()
    address_key = TextField()
    kind = TextField()
    title = TextField()
    added_at = TextField()
    next_poll_at = TextField()
    interval_minutes = IntegerField(null=True)
    etag = TextField(null=True)
    last_modified = TextField(null=True)
    last_polled_at = TextField(null=True)
    last_read_at = TextField(null=True)
    failures = IntegerField()
    last_error = TextField(null=True)
    set_aside_at = TextField(null=True)

    class Meta:
        table_name = "feeds"


class FeedEntryTable(Model):
    """What is remembered of the entries of feeds."""

    feed_id = TextField()
    key = TextField()
    digest = TextField()
    stamp = TextField(null=True)
    settled = IntegerField()
    tries = IntegerField()
    versions = IntegerField()
    seen_at = TextField()

    class Meta:
        table_name = "feed_entries"
        primary_key = False


class RobotsTable(Model):
    """What sites ask of automatic visitors, by origin."""

    origin = TextField(primary_key=True)
    text = TextField(null=True)
    found = TextField()
    until = TextField()

    class Meta:
        table_name = "robots"


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


TABLES = (
    Migration,
    ArticleTable,
    MarkTable,
    ClaimTable,
    TagTable,
    AppearanceTable,
    EvidenceTable,
    ReviewTable,
    HistoryTable,
    VariantTable,
    RegroupingTable,
    OutletRulingTable,
    RunTable,
    JobTable,
    KeyTable,
    FeedTable,
    FeedEntryTable,
    RobotsTable,
    SubscriptionTable,
    NoticeTable,
    DeliveryTable,
    TextTable,
    AnswerTable,
)
