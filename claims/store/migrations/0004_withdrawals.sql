-- An article can be taken out of account, and put back; the times are a JSON array. What is read with every piece of
-- evidence is kept beside it, with a mark for whether its article is withdrawn now.
ALTER TABLE articles ADD COLUMN withdrawals {text} NOT NULL DEFAULT '[]';
ALTER TABLE evidence ADD COLUMN withdrawals {text} NOT NULL DEFAULT '[]';
ALTER TABLE evidence ADD COLUMN is_withdrawn SMALLINT NOT NULL DEFAULT 0;

DROP INDEX evidence_telling;
CREATE INDEX evidence_telling ON evidence (
    claim_id, stance, strength, origin_key, retraction, origin_copy, published, found_at, id, article_id, is_withdrawn
) WHERE origin_copy = 0 OR retraction = 1;

-- By which article on file the trail of a report leads to its origin.
ALTER TABLE evidence ADD COLUMN origin_through {text};
CREATE INDEX evidence_origin ON evidence (claim_id, origin_key, published);

-- Why a person should see a piece of evidence.
ALTER TABLE evidence ADD COLUMN doubt {text};
CREATE INDEX evidence_doubt ON evidence (claim_id) WHERE doubt IS NOT NULL;

-- What made a line of history, and on which article's word.
ALTER TABLE history ADD COLUMN cause {text};
ALTER TABLE history ADD COLUMN made_by {text};
ALTER TABLE history ADD COLUMN article_id {text};
ALTER TABLE history ADD COLUMN published {text};
