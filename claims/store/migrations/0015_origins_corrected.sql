-- A person may find that a piece of evidence comes from elsewhere than the rules say.
ALTER TABLE reviews ADD COLUMN origin {text};
