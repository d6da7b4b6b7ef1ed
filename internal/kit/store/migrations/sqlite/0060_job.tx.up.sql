CREATE TABLE job (
    bureau_id  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    args       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    done       INTEGER NOT NULL,
    total      INTEGER NOT NULL,
    result     TEXT    NOT NULL,
    error      TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
