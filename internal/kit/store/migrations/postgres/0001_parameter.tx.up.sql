-- Dated numbers of the field: thresholds, amounts, day counts, each with its source.
CREATE TABLE parameter (
    bureau_id  TEXT   NOT NULL,
    code       TEXT   NOT NULL,
    valid_from TEXT   NOT NULL,
    value      TEXT   NOT NULL,
    unit       TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    certain    INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, code, valid_from)
);
