-- Who took a decision back, and why.
ALTER TABLE reviews ADD COLUMN withdrawn_by {text};
ALTER TABLE reviews ADD COLUMN withdrawn_reason {text};
