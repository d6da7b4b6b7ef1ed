-- An entry gets its place after it was written. What it says in detail can be
-- large and lies apart, so that giving the place does not write it again; the
-- digest stands for it, so that sealing does not read it again.
ALTER TABLE audit_entry ADD COLUMN digest TEXT NOT NULL DEFAULT '';
--bun:split
CREATE TABLE audit_data (
    bureau_id TEXT NOT NULL,
    entry_id  TEXT NOT NULL,
    data      TEXT NOT NULL,
    PRIMARY KEY (bureau_id, entry_id)
);
