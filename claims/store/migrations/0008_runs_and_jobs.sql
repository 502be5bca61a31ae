-- A run is written when it starts and again with every claim that it looks at, so that one that was killed can be told
-- from one that never was, and shows what it had done. The stages are a JSON array.
CREATE TABLE all_runs (
    id {text} PRIMARY KEY,
    state {text} NOT NULL,
    host {text},
    pid INTEGER,
    started_at {text} NOT NULL,
    beat_at {text} NOT NULL,
    ended_at {text},
    as_of {text} NOT NULL,
    looked_at INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    stages {text} NOT NULL
);

INSERT INTO all_runs (id, state, started_at, beat_at, ended_at, as_of, looked_at, changed, overdue, stages)
SELECT id, 'done', started_at, ended_at, ended_at, as_of, looked_at, changed, overdue, '[]' FROM runs;

DROP TABLE runs;
ALTER TABLE all_runs RENAME TO runs;

CREATE INDEX runs_started ON runs (started_at, id);
CREATE INDEX runs_ended ON runs (ended_at);
CREATE INDEX runs_unfinished ON runs (id) WHERE ended_at IS NULL;

-- Claims that were never looked at are due, whenever they came.
DROP INDEX claims_due;
CREATE INDEX claims_due ON claims (id, next_check_at, last_checked_at) WHERE deleted_at IS NULL;
CREATE INDEX claims_unseen ON claims (claimed, id) WHERE deleted_at IS NULL AND last_checked_at IS NULL;

-- What articles were last searched for, and up to which change: where nothing came in since, nothing new is found.
ALTER TABLE claims ADD COLUMN searched_for {text};
ALTER TABLE claims ADD COLUMN searched_up_to BIGINT;

-- Work that is done later, by a worker.
CREATE TABLE jobs (
    id {text} PRIMARY KEY,
    kind {text} NOT NULL,
    state {text} NOT NULL,
    given {text} NOT NULL,
    created_at {text} NOT NULL,
    tries INTEGER NOT NULL,
    host {text},
    pid INTEGER,
    started_at {text},
    beat_at {text},
    ended_at {text},
    result_id {text},
    error_kind {text},
    error {text}
);

CREATE INDEX jobs_created ON jobs (kind, created_at, id);
CREATE INDEX jobs_unfinished ON jobs (created_at, id) WHERE ended_at IS NULL;
CREATE INDEX jobs_ended ON jobs (ended_at);
