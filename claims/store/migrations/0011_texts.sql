-- Texts that clients of a similarity service keep here, under ids of their own. One that was deleted leaves a row
-- without its text, so that the index learns of it.
CREATE TABLE texts (
    id {text} PRIMARY KEY,
    text {text},
    language {text},
    contexts {text} NOT NULL,
    created_at {text} NOT NULL,
    seq BIGINT NOT NULL
);

CREATE UNIQUE INDEX texts_seq ON texts (seq);
