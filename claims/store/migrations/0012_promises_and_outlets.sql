-- The records of those who promised, counted from the index alone: as PROMISED in claims.py has it.
-- It has every column that is asked of, so that no row is read.
CREATE INDEX claims_promised ON claims (
    claimant_key, COALESCE(deadline, '~'), outcome, overdue, status, deadline, kind, deleted_at
) WHERE deleted_at IS NULL AND (kind = 'promise' OR kind = 'event' AND deadline IS NOT NULL);

-- What people decided of outlets: with whom one counts. The newest that was not undone holds.
CREATE TABLE outlet_rulings (
    number {serial},
    id {text} NOT NULL UNIQUE,
    publisher {text} NOT NULL,
    publisher_key {text} NOT NULL,
    counts_with {text} NOT NULL,
    reviewer {text} NOT NULL,
    reason {text} NOT NULL,
    created_at {text} NOT NULL,
    undone_at {text},
    undone_by {text},
    undone_reason {text}
);
