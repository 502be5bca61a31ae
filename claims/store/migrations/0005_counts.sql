-- In how many articles a claim appears, and how many speak of it: counted as they come in, since counting thousands
-- takes longer than all else that is read of a claim.
ALTER TABLE claims ADD COLUMN appearance_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN evidence_count INTEGER NOT NULL DEFAULT 0;

UPDATE claims SET
    appearance_count = (SELECT COUNT(*) FROM appearances WHERE appearances.claim_id = claims.id),
    evidence_count = (SELECT COUNT(*) FROM evidence WHERE evidence.claim_id = claims.id);

-- Of a claim on which very many speak: who spoke first, and last.
CREATE INDEX evidence_speaking ON evidence (
    claim_id, stance, strength, retraction, published, found_at, id, origin_key, origin_copy, is_withdrawn, article_id
) WHERE (origin_copy = 0 OR retraction = 1) AND stance <> 'discusses';
