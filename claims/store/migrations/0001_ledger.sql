-- {text} is a text column that compares by code point on either database;
-- {serial} is a primary key that the database counts up.
-- Instants are text in UTC (2022-08-09T10:00:00.000000Z), days 2022-08-09, moments a day and, where
-- it is known, an instant behind it: all of them sort as text in the order of time.
-- Columns named *_key are folded for comparing and short enough for any index.

-- One row: the last number of the change sequence.
CREATE TABLE changes (
    last_one BIGINT NOT NULL
);

INSERT INTO changes (last_one) VALUES (0);

CREATE TABLE articles (
    id {text} PRIMARY KEY,
    text {text} NOT NULL,
    published {text} NOT NULL,
    dated_by {text} NOT NULL,
    title {text} NOT NULL,
    publisher {text},
    publisher_key {text},
    author {text},
    url {text},
    canonical_url {text},
    added_at {text} NOT NULL,
    seq BIGINT NOT NULL
);

CREATE UNIQUE INDEX articles_seq ON articles (seq);
CREATE INDEX articles_published ON articles (published, id);
CREATE INDEX articles_publisher ON articles (publisher_key, published, id);

CREATE TABLE claims (
    id {text} PRIMARY KEY,
    text {text} NOT NULL,
    kind {text} NOT NULL,
    claimed {text} NOT NULL,
    claimant {text},
    claimant_key {text},
    deadline {text},
    deadline_precision {text},
    deadline_text {text},
    quantities {text} NOT NULL,
    dates {text} NOT NULL,
    entities {text} NOT NULL,
    tags {text} NOT NULL,
    publisher {text},
    publisher_key {text},
    url {text},
    title {text},
    article_id {text} REFERENCES articles (id) ON DELETE RESTRICT,
    -- No foreign keys: the two ends name each other, so one of them is always written first.
    predecessor_id {text},
    successor_id {text},
    extractor {text} NOT NULL,
    status {text} NOT NULL,
    rule {text} NOT NULL,
    summary {text} NOT NULL,
    outcome {text},
    confidence DOUBLE PRECISION NOT NULL,
    overdue SMALLINT NOT NULL,
    since {text},
    supports INTEGER NOT NULL,
    refutes INTEGER NOT NULL,
    evidence_ids {text} NOT NULL,
    review_id {text},
    created_at {text} NOT NULL,
    updated_at {text} NOT NULL,
    version BIGINT NOT NULL,
    last_checked_at {text},
    last_check_found {text},
    next_check_at {text},
    deleted_at {text},
    seq BIGINT NOT NULL
);

CREATE UNIQUE INDEX claims_seq ON claims (seq);
CREATE INDEX claims_claimed ON claims (claimed, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_updated ON claims (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_created ON claims (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_deadline ON claims (COALESCE(deadline, '~'), id) WHERE deleted_at IS NULL;
CREATE INDEX claims_next_check ON claims (COALESCE(next_check_at, '~'), id) WHERE deleted_at IS NULL;
CREATE INDEX claims_due ON claims (id, next_check_at) WHERE deleted_at IS NULL;
CREATE INDEX claims_status ON claims (status, claimed, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_rule ON claims (rule, claimed, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_kind ON claims (kind, claimed, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_overdue ON claims (overdue, claimed, id) WHERE deleted_at IS NULL;
CREATE INDEX claims_claimant ON claims (claimant_key, claimed, id) WHERE deleted_at IS NULL;
-- The status at its end lets publishers be counted from the index alone.
CREATE INDEX claims_publisher ON claims (publisher_key, claimed, id, status) WHERE deleted_at IS NULL;

CREATE TABLE claim_tags (
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    tag_key {text} NOT NULL,
    PRIMARY KEY (tag_key, claim_id)
);

CREATE INDEX claim_tags_claim ON claim_tags (claim_id);

CREATE TABLE appearances (
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    article_id {text} NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    span_text {text} NOT NULL,
    published {text} NOT NULL,
    is_first SMALLINT NOT NULL,
    found_at {text} NOT NULL,
    PRIMARY KEY (claim_id, article_id)
);

CREATE INDEX appearances_article ON appearances (article_id);

CREATE TABLE evidence (
    id {text} PRIMARY KEY,
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    article_id {text} NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
    publisher {text},
    published {text} NOT NULL,
    stance {text} NOT NULL,
    strength {text} NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    passage_start INTEGER NOT NULL,
    passage_end INTEGER NOT NULL,
    passage_text {text} NOT NULL,
    signals {text} NOT NULL,
    speaker {text},
    relays {text},
    retraction SMALLINT NOT NULL,
    fate {text},
    moved_to {text},
    origin_key {text} NOT NULL,
    origin_detail {text} NOT NULL,
    origin_copy SMALLINT NOT NULL,
    found_at {text} NOT NULL,
    extractor {text} NOT NULL
);

CREATE INDEX evidence_claim ON evidence (claim_id, published, id);
CREATE INDEX evidence_article ON evidence (article_id);

CREATE TABLE reviews (
    number {serial},
    id {text} NOT NULL UNIQUE,
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    kind {text} NOT NULL,
    reviewer {text} NOT NULL,
    reason {text} NOT NULL,
    created_at {text} NOT NULL,
    status {text},
    stance {text},
    evidence_id {text} REFERENCES evidence (id) ON DELETE RESTRICT,
    withdrawn_at {text}
);

CREATE INDEX reviews_claim ON reviews (claim_id, created_at, number);
CREATE INDEX reviews_evidence ON reviews (evidence_id);

CREATE TABLE history (
    number {serial},
    id {text} NOT NULL UNIQUE,
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    at {text} NOT NULL,
    before {text} NOT NULL,
    status {text} NOT NULL,
    rule {text} NOT NULL,
    summary {text} NOT NULL,
    outcome {text},
    confidence DOUBLE PRECISION NOT NULL,
    overdue SMALLINT NOT NULL,
    since {text},
    supports INTEGER NOT NULL,
    refutes INTEGER NOT NULL,
    evidence_ids {text} NOT NULL,
    review_id {text}
);

CREATE INDEX history_claim ON history (claim_id, at, number);

CREATE TABLE runs (
    id {text} PRIMARY KEY,
    started_at {text} NOT NULL,
    ended_at {text} NOT NULL,
    as_of {text} NOT NULL,
    looked_at INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    overdue INTEGER NOT NULL
);

CREATE INDEX runs_ended ON runs (ended_at);

CREATE TABLE api_keys (
    hash {text} PRIMARY KEY,
    prefix {text} NOT NULL,
    name {text} NOT NULL,
    scope {text} NOT NULL,
    created_at {text} NOT NULL,
    expires_at {text},
    revoked_at {text},
    last_used_at {text}
);

CREATE INDEX api_keys_prefix ON api_keys (prefix);
