-- Published form versions, filled values with their revisions, and the current
-- numbers of each record as one packed vector (docs/adr/0003).
CREATE TABLE form_version (
    bureau_id    TEXT NOT NULL,
    form         TEXT NOT NULL,
    no           INTEGER NOT NULL,
    yaml         TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    PRIMARY KEY (bureau_id, form, no)
);
--bun:split
CREATE TABLE record (
    bureau_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    form      TEXT NOT NULL,
    version   INTEGER NOT NULL,
    rev       INTEGER NOT NULL,
    cells     TEXT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE TABLE record_revision (
    bureau_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    rev       INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    document  TEXT NOT NULL,
    raw       TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, record_id, rev)
);
