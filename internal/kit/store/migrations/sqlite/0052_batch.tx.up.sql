-- Many documents brought at once. actor is who brought them, in the post of that
-- moment: the files are read in the background in that name.
CREATE TABLE batch (
    bureau_id TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    year      INTEGER NOT NULL,
    chosen    INTEGER NOT NULL,
    made_by   TEXT    NOT NULL,
    made_at   BIGINT  NOT NULL,
    actor     TEXT    NOT NULL,
    want      INTEGER NOT NULL,
    working   INTEGER NOT NULL,
    ended_at  BIGINT,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX batch_year ON batch (bureau_id, year, made_at);
--bun:split
CREATE TABLE batch_file (
    bureau_id  TEXT    NOT NULL,
    batch_id   TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    no         INTEGER NOT NULL,
    sent_as    TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    size       BIGINT  NOT NULL,
    hash       TEXT    NOT NULL,
    file_id    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    tries      INTEGER NOT NULL,
    reading_id TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    counts     TEXT    NOT NULL,
    fault      TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, batch_id, id)
);
--bun:split
-- A file that is sent a second time after a broken connection is the same file.
CREATE UNIQUE INDEX batch_file_sent ON batch_file (bureau_id, batch_id, sent_as);
--bun:split
ALTER TABLE reading ADD COLUMN batch_id TEXT NOT NULL DEFAULT '';
