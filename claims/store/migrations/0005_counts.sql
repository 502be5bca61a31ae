-- In how many articles a claim appears, and how many speak of it: counted as they come in, since counting thousands
-- takes longer than all else that is read of a claim.
ALTER TABLE claims ADD COLUMN appearance_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN evidence_count INTEGER NOT NULL DEFAULT 0;

UPDATE claims SET
    appearance_count = (SELECT COUNT(*) FROM appearances WHERE appearances.claim_id = claims.id),
    evidence_count = (SELECT COUNT(*) FROM evidence WHERE evidence.claim_id = claims.id);
