-- Programs that want to be told what happens, and what they are told.
CREATE TABLE hook (
    bureau_id TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    address   TEXT   NOT NULL,
    secret    TEXT   NOT NULL,
    events    TEXT   NOT NULL,
    person_id TEXT   NOT NULL,
    made_at   BIGINT NOT NULL,
    off_at    BIGINT,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE TABLE hook_delivery (
    bureau_id TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    hook_id   TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    attempts  INTEGER NOT NULL,
    next_at   BIGINT  NOT NULL,
    status    INTEGER NOT NULL,
    error     TEXT    NOT NULL,
    made_at   BIGINT  NOT NULL,
    sent_at   BIGINT,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX hook_delivery_hook ON hook_delivery (bureau_id, hook_id, made_at);
--bun:split
-- What is due is looked for in every bureau at once, and is little.
CREATE INDEX hook_delivery_due ON hook_delivery (next_at) WHERE state = 'waiting';
