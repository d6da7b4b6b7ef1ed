-- doc is the text as it was read once (docread.Document); pages never read the
-- file again.
CREATE TABLE reading (
    bureau_id TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    year      INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    number    TEXT    NOT NULL,
    file_id   TEXT    NOT NULL,
    file_name TEXT    NOT NULL,
    read_by   TEXT    NOT NULL,
    read_at   BIGINT  NOT NULL,
    doc       TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    counts    TEXT    NOT NULL,
    rev       INTEGER NOT NULL,
    steps     INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX reading_year ON reading (bureau_id, year, read_at);
--bun:split
CREATE TABLE proposal (
    bureau_id  TEXT    NOT NULL,
    reading_id TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    place      INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, reading_id, id)
);
--bun:split
-- How things were before each act that can be taken back.
CREATE TABLE reading_step (
    bureau_id  TEXT    NOT NULL,
    reading_id TEXT    NOT NULL,
    no         INTEGER NOT NULL,
    step       TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, reading_id, no)
);
