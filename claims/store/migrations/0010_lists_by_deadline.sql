-- Lists of one kind or status by deadline: without these all claims of the kind are sorted for each page.
CREATE INDEX claims_kind_deadline ON claims (kind, COALESCE(deadline, '~'), id) WHERE deleted_at IS NULL;
CREATE INDEX claims_status_deadline ON claims (status, COALESCE(deadline, '~'), id) WHERE deleted_at IS NULL;
