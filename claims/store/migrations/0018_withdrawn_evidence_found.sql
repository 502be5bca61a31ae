-- Whether an article that speaks of a claim was ever withdrawn, without reading all that do.
CREATE INDEX evidence_withdrawals ON evidence (claim_id) WHERE withdrawals <> '[]';
