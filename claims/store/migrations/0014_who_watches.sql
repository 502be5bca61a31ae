-- Who had a subscription made at a page, and why.
ALTER TABLE subscriptions ADD COLUMN made_by {text};
ALTER TABLE subscriptions ADD COLUMN reason {text};
