-- What a mandate says beside its periods, what of it the own campaign was made
-- from (taken; empty before it is issued), and how the returns above stood when
-- the lower bureau was last told (told, by return).
ALTER TABLE mandate ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE mandate ADD COLUMN follows_id TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE mandate ADD COLUMN signatures TEXT NOT NULL DEFAULT '[]';
--bun:split
ALTER TABLE mandate ADD COLUMN ended_on TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE mandate ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE mandate ADD COLUMN taken TEXT NOT NULL DEFAULT 'null';
--bun:split
ALTER TABLE mandate ADD COLUMN told TEXT NOT NULL DEFAULT '{}';
