-- The same text printed again is one voice: an article names the one on file of which it is a reprint, and is found
-- again by its marks, which are kept where they are not those of another.
-- No foreign key: an export has articles by id, and a reprint may come before its original.
ALTER TABLE articles ADD COLUMN reprint_of {text};

CREATE TABLE article_marks (
    mark BIGINT NOT NULL,
    article_id {text} NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
    PRIMARY KEY (mark, article_id)
){clustered};

CREATE INDEX article_marks_article ON article_marks (article_id);

-- By what an origin is found among thousands of pieces: the printing, and who published it.
ALTER TABLE evidence ADD COLUMN printing {text};
ALTER TABLE evidence ADD COLUMN publisher_key {text};

UPDATE evidence SET
    printing = article_id,
    publisher_key = (SELECT publisher_key FROM articles WHERE articles.id = evidence.article_id);

CREATE INDEX evidence_printing ON evidence (claim_id, printing, published);
CREATE INDEX evidence_publisher ON evidence (claim_id, publisher_key, published);
-- All that the status of a claim is derived from, read from the index alone.
CREATE INDEX evidence_telling ON evidence (
    claim_id, stance, strength, origin_key, retraction, origin_copy, published, found_at, id, article_id
) WHERE origin_copy = 0 OR retraction = 1;

-- The first appearance is the earliest published.
UPDATE appearances SET is_first = CASE WHEN article_id = (
    SELECT a.article_id FROM appearances a WHERE a.claim_id = appearances.claim_id
    ORDER BY a.published, a.found_at, a.article_id LIMIT 1
) THEN 1 ELSE 0 END;

CREATE INDEX appearances_first ON appearances (claim_id) WHERE is_first = 1;

-- A claim that was found to be another one goes on under that one's id.
ALTER TABLE claims ADD COLUMN merged_into {text};

-- Claims that agree but for some truth conditions.
CREATE TABLE variants (
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    other_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    conditions {text} NOT NULL,
    found_at {text} NOT NULL,
    PRIMARY KEY (claim_id, other_id)
);

CREATE INDEX variants_other ON variants (other_id);

-- What people merged and split, those decisions that were undone included; `moved` lists what went with it.
CREATE TABLE regroupings (
    number {serial},
    id {text} NOT NULL UNIQUE,
    kind {text} NOT NULL,
    claim_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    other_id {text} NOT NULL REFERENCES claims (id) ON DELETE RESTRICT,
    reviewer {text} NOT NULL,
    reason {text} NOT NULL,
    created_at {text} NOT NULL,
    moved {text} NOT NULL,
    undone_at {text},
    undone_by {text},
    undone_reason {text}
);

CREATE INDEX regroupings_claim ON regroupings (claim_id, number);
CREATE INDEX regroupings_other ON regroupings (other_id, number);

-- What a line of history tells beside the status.
ALTER TABLE history ADD COLUMN note {text};
