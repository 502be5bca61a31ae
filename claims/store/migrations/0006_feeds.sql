-- The list of feeds. An address may be longer than what an index takes, hence its key.
CREATE TABLE feeds (
    id {text} PRIMARY KEY,
    address {text} NOT NULL,
    address_key {text} NOT NULL,
    kind {text} NOT NULL,
    title {text} NOT NULL,
    added_at {text} NOT NULL,
    next_poll_at {text} NOT NULL,
    interval_minutes INTEGER,
    etag {text},
    last_modified {text},
    last_polled_at {text},
    last_read_at {text},
    failures INTEGER NOT NULL,
    last_error {text},
    set_aside_at {text}
);

CREATE UNIQUE INDEX feeds_address ON feeds (address_key);
CREATE INDEX feeds_due ON feeds (next_poll_at, id) WHERE set_aside_at IS NULL;

-- What is remembered of the entries of a feed, so that none is fetched twice; pruned at each poll.
CREATE TABLE feed_entries (
    feed_id {text} NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    key {text} NOT NULL,
    digest {text} NOT NULL,
    stamp {text},
    settled SMALLINT NOT NULL,
    tries INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    seen_at {text} NOT NULL,
    PRIMARY KEY (feed_id, key)
){clustered};

CREATE INDEX feed_entries_seen ON feed_entries (feed_id, seen_at);

-- What sites ask of automatic visitors, remembered for a day. Without a text it could not be had.
CREATE TABLE robots (
    origin {text} PRIMARY KEY,
    text {text},
    found {text} NOT NULL,
    until {text} NOT NULL
);

CREATE INDEX robots_until ON robots (until);
