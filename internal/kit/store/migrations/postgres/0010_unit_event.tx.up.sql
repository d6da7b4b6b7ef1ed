-- What happened to units: opened, renamed, merged into another, closed, each from
-- a day on and with the number of the paper that says so. Rows are never changed.
-- name and short are what the unit was called before a renaming.
CREATE TABLE unit_event (
    bureau_id  TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    unit_id    TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    on_day     TEXT   NOT NULL,
    into_id    TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    short      TEXT   NOT NULL,
    new_name   TEXT   NOT NULL,
    new_short  TEXT   NOT NULL,
    doc_no     TEXT   NOT NULL,
    note       TEXT   NOT NULL,
    person_id  TEXT   NOT NULL,
    person     TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX unit_event_unit ON unit_event (bureau_id, unit_id, on_day);
