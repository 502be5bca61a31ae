-- A job that goes through many claims says how far it has got, and what it has counted: a JSON object.
ALTER TABLE jobs ADD COLUMN counts {text} NOT NULL DEFAULT '{}';
ALTER TABLE jobs ADD COLUMN reached {text};
