-- A campaign's grace in working days, its reminder plan, whether it makes its
-- next periods by itself, the campaign of the year before, and its end.
-- warned_on: when the owner was told that the approval runs out.
ALTER TABLE campaign ADD COLUMN grace INTEGER NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE campaign ADD COLUMN remind TEXT NOT NULL DEFAULT '{}';
--bun:split
ALTER TABLE campaign ADD COLUMN recurs INTEGER NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE campaign ADD COLUMN follows TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE campaign ADD COLUMN ended_on TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE campaign ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE campaign ADD COLUMN warned_on TEXT NOT NULL DEFAULT '';
--bun:split
-- grace_on: the last day that still counts as on time; '' is due_on.
-- reminded_on: the last reminder; before the first, the day the row was made.
-- nil_return: the return says, with a reason, that there is nothing to report.
-- lifted_by, lifted_why: what took the obligation away without a person deciding
-- on this row (the campaign's end, a change of structure), and its reason.
ALTER TABLE obligation ADD COLUMN grace_on TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE obligation ADD COLUMN reminded_on TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE obligation ADD COLUMN nil_return INTEGER NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE obligation ADD COLUMN lifted_by TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE obligation ADD COLUMN lifted_why TEXT NOT NULL DEFAULT '';
--bun:split
-- What is still to be handed in: the chase list and the clock ask for it.
CREATE INDEX obligation_open ON obligation (bureau_id, due_on) WHERE state IN ('owed', 'draft', 'back');
