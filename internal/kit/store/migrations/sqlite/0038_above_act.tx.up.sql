-- What a bureau does in the bureau above: handing a period up, signing it, taking
-- it back, asking for a correction. The row is written here first (begun), then the
-- act is done above, then the row is closed (done, or refused with why): a program
-- that dies between leaves a row from which the clock goes on. input is what is
-- sent; parts are the returns that the sums were made of, with their revisions.
CREATE TABLE above_act (
    bureau_id   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    mandate_id  TEXT    NOT NULL,
    period      TEXT    NOT NULL,
    return_id   TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    person_id   TEXT    NOT NULL,
    person_name TEXT    NOT NULL,
    post_id     TEXT    NOT NULL,
    post_unit   TEXT    NOT NULL,
    role        TEXT    NOT NULL,
    door        TEXT    NOT NULL,
    begun_at    BIGINT  NOT NULL,
    ended_at    BIGINT,
    record_no   INTEGER NOT NULL,
    why         TEXT    NOT NULL,
    input       TEXT    NOT NULL,
    parts       TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX above_act_mandate ON above_act (bureau_id, mandate_id, period, id);
--bun:split
CREATE UNIQUE INDEX above_act_begun ON above_act (bureau_id, mandate_id, period) WHERE state = 'begun';
