-- The answers to requests that came with an Idempotency-Key, each written in the transaction of what it tells of.
CREATE TABLE answers (
    id {text} PRIMARY KEY,
    digest {text} NOT NULL,
    status INTEGER NOT NULL,
    headers {text} NOT NULL,
    body {text} NOT NULL,
    kept_at {text} NOT NULL
);

CREATE INDEX answers_kept_at ON answers (kept_at);
