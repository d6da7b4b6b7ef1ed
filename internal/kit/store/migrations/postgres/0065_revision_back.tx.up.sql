-- A draft's revision that was followed by another is kept as what it had otherwise
-- (docs/adr/0013): from_rev is the revision from which it is read back, 0 when the
-- document is whole.
ALTER TABLE record_revision ADD COLUMN from_rev INTEGER NOT NULL DEFAULT 0;
