-- What people corrected in the marks of a reading; it outlives a newer reading of
-- the same file.
CREATE TABLE correction (
    bureau_id  TEXT    NOT NULL,
    reading_id TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, reading_id, id)
);
--bun:split
-- The reader's version that read the file; what was read before it was kept is 1.
ALTER TABLE reading ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
