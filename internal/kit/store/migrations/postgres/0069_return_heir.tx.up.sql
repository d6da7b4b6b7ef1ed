-- heir_id: the unit that hands a return in for one that is no more (merged, closed)
-- and answers for it; '' while the unit does so itself. Whose figures they are
-- (unit_id) never changes.
ALTER TABLE obligation ADD COLUMN heir_id TEXT NOT NULL DEFAULT '';
--bun:split
CREATE INDEX obligation_heir ON obligation (bureau_id, heir_id, due_on) WHERE heir_id <> '';
--bun:split
ALTER TABLE return_correction ADD COLUMN heir_id TEXT NOT NULL DEFAULT '';
