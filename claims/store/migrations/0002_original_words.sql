-- A claim's text names what its printed words only pointed to ("the company"); the printed words are kept beside it.
ALTER TABLE claims ADD COLUMN original {text};
