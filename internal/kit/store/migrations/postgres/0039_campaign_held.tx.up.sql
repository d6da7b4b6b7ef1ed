-- Years in which units may go above their caps, as was accepted.
ALTER TABLE campaign ADD COLUMN above_years TEXT NOT NULL DEFAULT '[]';
--bun:split
-- The period of a recurring campaign that waits for its section's decision, as JSON.
ALTER TABLE campaign ADD COLUMN held TEXT NOT NULL DEFAULT 'null';
