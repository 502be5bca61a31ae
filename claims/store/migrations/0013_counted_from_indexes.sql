-- Claims are counted by where they stand, and by publisher, from the indexes alone: SQLite reads no row only where
-- the index has every column that is asked of, even one that is the same in all of it.
DROP INDEX claims_status;
CREATE INDEX claims_status ON claims (status, claimed, id, deleted_at) WHERE deleted_at IS NULL;
DROP INDEX claims_rule;
CREATE INDEX claims_rule ON claims (rule, claimed, id, deleted_at) WHERE deleted_at IS NULL;
DROP INDEX claims_overdue;
CREATE INDEX claims_overdue ON claims (overdue, claimed, id, deleted_at) WHERE deleted_at IS NULL;
DROP INDEX claims_publisher;
CREATE INDEX claims_publisher ON claims (publisher_key, claimed, id, status, deleted_at) WHERE deleted_at IS NULL;

-- What a person should see, found last first.
DROP INDEX evidence_doubt;
CREATE INDEX evidence_doubt ON evidence (found_at DESC, id, claim_id) WHERE doubt IS NOT NULL AND is_withdrawn = 0;
