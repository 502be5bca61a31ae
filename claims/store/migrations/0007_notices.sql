-- What subscribers are told. A notice is written in the transaction of the change that it tells of, and one delivery
-- with it for each subscription that wants it.
CREATE TABLE subscriptions (
    id {text} PRIMARY KEY,
    created_at {text} NOT NULL,
    url {text},
    mail {text},
    wanted {text} NOT NULL,
    secret_end {text},
    secret {text},
    previous_secret {text},
    previous_until {text},
    paused_until {text},
    disabled_at {text},
    disabled_because {text}
);

CREATE TABLE notices (
    id {text} PRIMARY KEY,
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    at {text} NOT NULL,
    told {text} NOT NULL
);

CREATE INDEX notices_at ON notices (at);

CREATE TABLE deliveries (
    number {serial},
    id {text} NOT NULL UNIQUE,
    notice_id {text} NOT NULL REFERENCES notices (id) ON DELETE RESTRICT,
    subscription_id {text} NOT NULL REFERENCES subscriptions (id) ON DELETE RESTRICT,
    created_at {text} NOT NULL,
    next_attempt_at {text} NOT NULL,
    state {text} NOT NULL,
    attempts INTEGER NOT NULL,
    last_error {text},
    delivered_at {text}
);

CREATE INDEX deliveries_state ON deliveries (state, subscription_id, number);
CREATE INDEX deliveries_subscription ON deliveries (subscription_id, created_at, id);
CREATE INDEX deliveries_notice ON deliveries (notice_id);

-- The changes of all claims, newest first.
CREATE INDEX history_at ON history (at, id);
