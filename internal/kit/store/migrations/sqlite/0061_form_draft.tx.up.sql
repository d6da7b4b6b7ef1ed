-- A form being designed. What it says stands in its newest revision.
CREATE TABLE form_draft (
    bureau_id    TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    form         TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    owner_id     TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    base         INTEGER NOT NULL,
    rev          INTEGER NOT NULL,
    reasons      TEXT    NOT NULL,
    sample       TEXT    NOT NULL,
    started_by   TEXT    NOT NULL,
    started_at   BIGINT  NOT NULL,
    changed_by   TEXT    NOT NULL,
    changed_at   BIGINT  NOT NULL,
    published    INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
-- Two people who change the same form change the same draft.
CREATE UNIQUE INDEX form_draft_open ON form_draft (bureau_id, form) WHERE state = 'writing';
--bun:split
CREATE INDEX form_draft_form ON form_draft (bureau_id, form, changed_at);
--bun:split
CREATE TABLE form_draft_revision (
    bureau_id  TEXT    NOT NULL,
    draft_id   TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    yaml       TEXT    NOT NULL,
    act        TEXT    NOT NULL,
    target     TEXT    NOT NULL,
    back       INTEGER NOT NULL,
    forth      INTEGER NOT NULL,
    changed_by TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (bureau_id, draft_id, rev)
);
