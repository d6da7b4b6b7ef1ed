-- Lists of codes that a bureau keeps for all its forms, each with the draft of its next version.
CREATE TABLE codelist (
    bureau_id  TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    owner_id   TEXT    NOT NULL,
    newest     INTEGER NOT NULL,
    rev        INTEGER NOT NULL,
    draft      TEXT    NOT NULL,
    closed_at  BIGINT,
    changed_by TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (bureau_id, code)
);
--bun:split
-- Published versions, which never change.
CREATE TABLE codelist_version (
    bureau_id    TEXT    NOT NULL,
    code         TEXT    NOT NULL,
    no           INTEGER NOT NULL,
    sheet        TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    published_at BIGINT  NOT NULL,
    published_by TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, code, no)
);
