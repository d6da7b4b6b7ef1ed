-- The log. An entry is written in its use case's transaction with no = 0 and is
-- sealed right after: it gets its place, and the hash tree grows by its leaf.
CREATE TABLE audit_entry (
    bureau_id   TEXT NOT NULL,
    id          TEXT NOT NULL,
    no          BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    person_id   TEXT NOT NULL,
    person_name TEXT NOT NULL,
    post_id     TEXT NOT NULL,
    post_unit   TEXT NOT NULL,
    role        TEXT NOT NULL,
    door        TEXT NOT NULL,
    verb        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    thing       TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    data        TEXT NOT NULL,
    mac         TEXT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE UNIQUE INDEX audit_entry_no ON audit_entry (bureau_id, no) WHERE no > 0;
--bun:split
CREATE INDEX audit_entry_waiting ON audit_entry (bureau_id, at, id) WHERE no = 0;
--bun:split
CREATE INDEX audit_entry_thing ON audit_entry (bureau_id, kind, thing, id);
--bun:split
-- The stored hashes of the tree, numbered as golang.org/x/mod/sumdb/tlog numbers them.
CREATE TABLE audit_hash (
    bureau_id TEXT NOT NULL,
    idx       BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    PRIMARY KEY (bureau_id, idx)
);
--bun:split
-- One row for each bureau: how many entries are sealed, and the tree's hash over them.
CREATE TABLE audit_head (
    bureau_id TEXT NOT NULL PRIMARY KEY,
    size      BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    at        BIGINT NOT NULL
);
--bun:split
-- How far each follower has read the log.
CREATE TABLE audit_follower (
    bureau_id TEXT NOT NULL,
    name      TEXT NOT NULL,
    no        BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, name)
);
