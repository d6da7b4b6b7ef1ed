-- A published version of a definition. Figures themselves are never stored:
-- they are computed from returns each time they are asked for.
CREATE TABLE indicator_version (
    bureau_id    TEXT    NOT NULL,
    code         TEXT    NOT NULL,
    no           INTEGER NOT NULL,
    definition   TEXT    NOT NULL,
    operands     TEXT    NOT NULL,
    owner_id     TEXT    NOT NULL,
    published_at BIGINT  NOT NULL,
    published_by TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, code, no)
);
